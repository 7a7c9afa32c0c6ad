"""A receiver comes back when a connection breaks, keeps lines until they are taken, and counts what it leaves out."""

import asyncio
import http
import json
import os
import socket
import threading
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.watch.receivers import QUICK, TO_THE_END, Scripted, take_all, take_some, waits_for
from tests.watch.sources.servers import sends, serving
from tests.watch.streams import START, post_line
from unisono.watch.receiving import Receiver
from unisono.watch.sources import open_source
from unisono.watch.sources.declaration import BackOff, Message, SourceOptions
from unisono.watch.sources.plain_streams import StandardInput

POSTS = [post_line(account, at=account) for account in range(200)]


def test_lines_arrive_in_order_with_their_times_and_the_place_to_go_on() -> None:
    begun = time.time()
    with serving(sends(POSTS)) as server:
        receiver = Receiver(open_source(f"jetstream:{server.address}"), None, TO_THE_END)
        chunk = receiver.take(5, 5)
        assert chunk is not None
        rest = take_all(receiver)
    assert (*chunk.lines, *rest) == tuple(POSTS)
    assert chunk.cursor == str(round((START + len(chunk.lines) - 1) * 1e6))
    assert begun <= chunk.first_arrived_at <= chunk.arrived_at <= time.time()
    assert (receiver.state, receiver.problem, receiver.received) == ("ended", None, len(POSTS))
    assert receiver.interruptions() == []


def test_the_place_of_a_chunk_is_that_of_the_last_line_that_tells_one() -> None:
    receiver = Receiver(Scripted([b"1", b"2", b"x"], can_resume=True), "0", QUICK)
    assert waits_for(lambda: receiver.buffer_lines == 3)
    cursors = [chunk.cursor for chunk in (receiver.take(0, 1), receiver.take(0, 2)) if chunk is not None]
    assert cursors == ["1", "2"]
    receiver.close()


def test_after_a_break_reading_goes_on_from_the_last_line_and_the_gap_is_recovered() -> None:
    async def break_off(connection: ServerConnection, number: int) -> None:
        for line in POSTS[:50] if number == 0 else POSTS[40:]:
            await connection.send(line)
        await asyncio.sleep(0.02)
        if number == 0:
            connection.transport.abort()

    with serving(break_off) as server:
        source = open_source(f"jetstream:{server.address}", SourceOptions(margin_s=10))
        receiver = Receiver(source, None, TO_THE_END)
        got = take_all(receiver)
    assert got == POSTS[:50] + POSTS[40:]
    assert f"cursor={round((START + 39) * 1e6)}" in server.paths[1]
    (gap,) = receiver.interruptions()
    assert gap.recovered
    assert gap.to_at is not None
    assert 0 <= gap.to_at - gap.from_at < 2
    assert "gone without a word" in gap.reason


def test_a_gap_that_the_server_has_forgotten_is_not_recovered() -> None:
    with serving(_left_early(POSTS[:10], POSTS[100:])) as server:
        receiver = Receiver(open_source(f"jetstream:{server.address}"), None, TO_THE_END)
        assert take_all(receiver) == POSTS[:10] + POSTS[100:]
    told = receiver.interruptions()
    assert [gap.recovered for gap in told] == [False, False]
    assert (START + 9, START + 100) in [(gap.from_at, gap.to_at) for gap in told]


def test_a_source_that_cannot_be_taken_up_leaves_a_gap_that_ends_with_the_connection() -> None:
    with serving(_left_early(['{"a":1}'], ['{"b":2}'])) as server:
        receiver = Receiver(open_source(server.address), None, TO_THE_END)
        assert take_all(receiver) == [b'{"a":1}', b'{"b":2}']
    assert [gap.recovered for gap in receiver.interruptions()] == [False]


def _left_early(*connections: list[bytes] | list[str]) -> Callable[[ServerConnection, int], object]:
    """Return a handler whose server goes away after each connection but the last."""

    async def handle(connection: ServerConnection, number: int) -> None:
        for line in connections[number]:
            await connection.send(line)
        await connection.close(1000 if number == len(connections) - 1 else 1001)

    return handle


def test_a_server_that_is_down_is_tried_until_it_comes_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    receiver = Receiver(open_source(f"ws://127.0.0.1:{port}"), None, QUICK)
    assert waits_for(lambda: receiver.state == "reconnecting")
    assert receiver.problem is not None
    assert "nobody answers at this port. Trying again in" in receiver.problem
    assert not receiver.has_ended
    receiver.close()
    assert receiver.state == "stopped"
    assert [gap.to_at for gap in receiver.interruptions()] == [None]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_at_the_first_try_stops_with_what_to_do(status: int) -> None:
    def answer(connection: ServerConnection, request: Request) -> Response:
        return connection.respond(http.HTTPStatus(status), "")

    with serving(sends([]), answer) as server:
        receiver = Receiver(open_source(server.address), None, QUICK)
        assert take_all(receiver) == []
    assert receiver.state == "failed"
    assert receiver.problem is not None
    assert f"HTTP {status}" in receiver.problem
    assert len(server.paths) == 1


def test_a_refusal_after_a_good_connection_is_waited_out() -> None:
    count = iter(range(100))

    def answer(connection: ServerConnection, request: Request) -> Response | None:
        return connection.respond(http.HTTPStatus.FORBIDDEN, "") if next(count) in (1, 2) else None

    with serving(_left_early(['{"a":1}'], ['{"b":2}']), answer) as server:
        receiver = Receiver(open_source(server.address), None, TO_THE_END)
        assert take_all(receiver) == [b'{"a":1}', b'{"b":2}']
    assert len(server.paths) == 4


def test_a_silent_connection_is_given_up_and_made_again() -> None:
    with serving(sends(['{"a":1}'], ['{"b":2}'], stays=True)) as server:
        receiver = Receiver(open_source(server.address), None, replace(QUICK, silence_s=0.1))
        assert take_some(receiver, 2) == [b'{"a":1}', b'{"b":2}']
        assert waits_for(lambda: len(server.paths) >= 3)
        receiver.close()
    assert any("was silent for 0.1 seconds" in gap.reason for gap in receiver.interruptions())


def test_messages_without_a_line_are_counted_by_reason() -> None:
    with serving(sends(["", b"\xff", "", POSTS[0], "x" * 1900])) as server:
        source = open_source(f"jetstream:{server.address}", SourceOptions(most_message_bytes=1000))
        receiver = Receiver(source, None, TO_THE_END)
        assert take_all(receiver) == [POSTS[0]]
    assert receiver.dropped == {
        "empty": 2,
        "no text: it is not UTF-8": 1,
        "larger than the limit of one message": 1,
    }
    assert receiver.received == 5


def test_a_line_without_a_place_before_a_break_falls_back_to_what_was_taken() -> None:
    source = Scripted([b"1", b"2", b"x"], [b"3"], can_resume=True)
    receiver = Receiver(source, "0", replace(QUICK, back_off=BackOff(0.2, 0.2)))
    assert take_some(receiver, 3) == [b"1", b"2", b"x"]
    assert take_all(receiver) == [b"3"]
    assert source.asked[0] == "0"
    assert source.asked[1] in ("0", "2")


def test_standard_input_ends_the_reading_with_its_end() -> None:
    reading, writing = os.pipe()
    threading.Thread(target=lambda: (os.write(writing, b'{"a":1}\n{"b":2}\n'), os.close(writing))).start()
    receiver = Receiver(StandardInput("stdin", SourceOptions(), reading), None)
    assert take_all(receiver) == [b'{"a":1}', b'{"b":2}']
    assert (receiver.state, receiver.interruptions()) == ("ended", [])
    os.close(reading)


@pytest.mark.parametrize("kind", ["connected", "behind", "no server", "silent server", "standard input"])
def test_closing_takes_less_than_a_second(kind: str) -> None:
    reading, writing = os.pipe()
    with socket.create_server(("127.0.0.1", 0)) as mute, serving(sends(POSTS, stays=True)) as server:
        port = mute.getsockname()[1]
        settings = replace(QUICK, buffer_bytes=20_000, when_behind="wait") if kind == "behind" else QUICK
        if kind == "standard input":
            receiver = Receiver(StandardInput("stdin", SourceOptions(), reading), None)
        else:
            address = {"no server": "ws://127.0.0.1:1", "silent server": f"ws://127.0.0.1:{port}"}.get(
                kind, server.address
            )
            receiver = Receiver(open_source(address), None, settings)
        if kind in ("connected", "behind"):
            assert waits_for(lambda: receiver.state == kind)
        begun = time.monotonic()
        receiver.close()
        assert time.monotonic() - begun < 1
        assert waits_for(lambda: receiver.state == "stopped")
        receiver.close()
    time.sleep(0.25 if kind == "standard input" else 0)
    os.close(reading)
    os.close(writing)


def test_what_was_received_can_be_taken_after_closing() -> None:
    with serving(sends(POSTS, stays=True)) as server:
        receiver = Receiver(open_source(server.address), None, QUICK)
        assert waits_for(lambda: receiver.buffer_lines == len(POSTS))
        receiver.close()
    assert not receiver.has_ended
    assert take_all(receiver) == POSTS


def test_a_fault_in_a_source_is_told_and_not_lost_with_its_thread() -> None:
    class Faulty(Scripted):
        async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
            yield b"1"
            raise KeyError("oops")

    receiver = Receiver(Faulty([], can_resume=False), None, QUICK)
    assert take_all(receiver) == [b"1"]
    assert (receiver.state, receiver.problem) == ("failed", "Reading scripted failed: KeyError('oops')")


def test_a_break_without_end_waits_longer_and_longer() -> None:
    source = Scripted(*([] for _ in range(9)), can_resume=True)
    receiver = Receiver(source, None, QUICK)
    assert take_all(receiver) == []
    assert len(source.asked) == 9
    assert json.dumps(receiver.dropped) == "{}"


@pytest.mark.parametrize("many", [7, 30])
def test_connections_shorter_than_the_margin_still_get_on(many: int) -> None:
    posts = [post_line(account, at=account * 0.1) for account in range(100)]
    places = [round((START + account * 0.1) * 1e6) for account in range(100)]

    async def serve_few(connection: ServerConnection, number: int) -> None:
        asked = parse_qs(urlsplit(connection.request.path if connection.request else "").query).get("cursor", ["0"])
        rest = [post for post, place in zip(posts, places, strict=True) if place >= int(asked[0])]
        for post in rest[:many]:
            await connection.send(post)
        await connection.close(1000 if len(rest) <= many else 1011)

    with serving(serve_few) as server:
        source = open_source(f"jetstream:{server.address}", SourceOptions(margin_s=5))
        settings = replace(TO_THE_END, back_off=BackOff(0.001, 0.001))
        got = take_all(Receiver(source, None, settings), within_s=20)
    assert list(dict.fromkeys(got)) == posts
    assert len(server.paths) < 90
