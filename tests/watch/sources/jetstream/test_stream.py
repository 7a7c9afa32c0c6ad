"""Jetstream, read from a server on this machine."""

import http
import json
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zstandard
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.watch.sources.reading import gaps, lines, read_all, reasons
from tests.watch.sources.servers import LocalServer, sends, serving
from tests.watch.streams import START, post_line
from unisono.model.errors import UsageError
from unisono.watch.sources import open_source
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError
from unisono.watch.sources.declaration import Interruption, LiveSource, SourceOptions
from unisono.watch.sources.jetstream.requests import SECOND
from unisono.watch.sources.jetstream.stream import FORGOTTEN

POSTS = [post_line(account, at=account) for account in range(6)]
START_US = round(START * 1e6)


def event(number: int) -> bytes:
    """Return an event of the second version, as number and seconds after the start."""
    at = f"2026-05-04T12:00:{number:02}.000000Z"
    payload = {"$type": "network.bsky.jetstream.subscribeEvents#commit", "seq": 1000 * number, "did": "did:plc:ann"}
    return json.dumps({"$type": "message", "payload": payload | {"time": at, "operation": "create"}}).encode()


def notice(name: str) -> str:
    payload = {"$type": "network.bsky.jetstream.subscribeEvents#info", "name": name, "message": "x"}
    return json.dumps({"$type": "message", "payload": payload})


def first(server: LocalServer, options: SourceOptions | None = None) -> LiveSource:
    return open_source(f"jetstream:{server.address}", options)


def second(server: LocalServer, options: SourceOptions | None = None) -> LiveSource:
    return open_source(f"jetstream:{server.address}{SECOND}", options)


def cursors(server: LocalServer) -> list[str | None]:
    return [parse_qs(urlsplit(path).query).get("cursor", [None])[0] for path in server.paths]


def rejecting(fault: str, times: int) -> object:
    """Return an answer that does not accept the first requests."""
    count = iter(range(100))

    def answer(connection: ServerConnection, request: Request) -> Response | None:
        if "ubscribe" not in request.path or next(count) >= times:
            return None
        return connection.respond(http.HTTPStatus.BAD_REQUEST, json.dumps({"error": fault, "message": "floor 5"}))

    return answer


def test_lines_come_as_they_were_sent_until_the_server_ends_the_stream() -> None:
    with serving(sends(POSTS)) as server:
        got, ended = read_all(first(server))
    assert got == POSTS
    assert isinstance(ended, ClosedByServerError)
    assert cursors(server) == [None]


def test_the_place_of_a_line_is_its_time_and_in_the_second_version_also_its_number() -> None:
    source = open_source("jetstream")
    assert source.cursor_of(POSTS[2]) == str(START_US + 2_000_000)
    assert source.cursor_of(event(3)) == f"3000@{START_US + 3_000_000}"
    assert source.cursor_of(b"{torn") is None


def test_a_stream_is_taken_up_a_little_before_where_it_was_left_and_then_nothing_is_missing() -> None:
    with serving(sends(POSTS[1:])) as server:
        got, _ = read_all(first(server, SourceOptions(margin_s=2)), str(START_US + 3_000_000))
    assert got == POSTS[1:]
    assert cursors(server) == [str(START_US + 1_000_000)]


def test_a_first_version_that_begins_later_than_it_was_left_has_forgotten_what_was_between() -> None:
    with serving(sends(POSTS[4:])) as server:
        got, _ = read_all(first(server, SourceOptions(margin_s=1)), str(START_US))
    assert gaps(got) == [Interruption(FORGOTTEN, START, START + 4, recovered=False)]
    assert got[1:] == POSTS[4:]


def test_a_cursor_that_is_too_old_is_told_and_reading_goes_on_from_the_oldest_there_is() -> None:
    with serving(sends([notice("OutdatedCursor"), event(5), event(6)]), rejecting("CursorTooOld", 1)) as server:
        got, _ = read_all(second(server, SourceOptions(margin_s=0)), f"1000@{START_US + 1_000_000}")
    assert cursors(server) == ["1000", str(START_US + 1_000_000)]
    assert got == [Interruption(FORGOTTEN, START + 1, START + 5, recovered=False), event(5), event(6)]


def test_a_server_that_accepts_no_cursor_is_read_from_now_on() -> None:
    with serving(sends([event(9)]), rejecting("CursorTooOld", 2)) as server:
        got, _ = read_all(second(server), f"1000@{START_US}")
    assert cursors(server)[-1] is None
    assert got == [Interruption(FORGOTTEN, START, START + 9, recovered=False), event(9)]


def test_a_number_of_another_server_is_replaced_by_its_time() -> None:
    with serving(sends([notice("FutureCursor"), event(9)], [event(1), event(2)])) as server:
        got, _ = read_all(second(server, SourceOptions(margin_s=0)), f"7000@{START_US + 1_000_000}")
    assert cursors(server) == ["7000", str(START_US + 1_000_000)]
    assert got == [event(1), event(2)]


def test_an_error_in_the_stream_ends_the_connection_with_the_servers_words() -> None:
    with serving(sends([event(1), '{"$type":"error","error":"ConsumerTooSlow","message":"hurry"}'])) as server:
        got, ended = read_all(second(server))
    assert got == [event(1)]
    assert isinstance(ended, ConnectionLostError)
    assert "ConsumerTooSlow hurry" in str(ended)


def test_another_fault_of_the_request_is_a_refusal_with_the_servers_words() -> None:
    with serving(sends([]), rejecting("InvalidRequest", 9)) as server:
        _, ended = read_all(second(server))
    assert isinstance(ended, RefusedError)
    assert "InvalidRequest: floor 5" in str(ended)


def test_messages_that_hold_no_line_are_told_with_their_reasons() -> None:
    packed = zstandard.compress(b"{}")
    with serving(sends(["", POSTS[0], b"\xff\xfe", packed, "x" * 3000])) as server:
        got, _ = read_all(first(server, SourceOptions(most_message_bytes=2000)))
    assert lines(got) == [POSTS[0]]
    assert reasons(got) == [
        "empty",
        "no text: it is not UTF-8",
        "compressed, though no compression was asked for",
        "larger than the limit of one message",
    ]


@pytest.fixture(scope="module")
def dictionary() -> zstandard.ZstdCompressionDict:
    return zstandard.train_dictionary(2048, [os.urandom(40) + POSTS[0] for _ in range(300)])


def test_a_compressed_first_version_is_read_with_the_dictionary_that_is_named(
    dictionary: zstandard.ZstdCompressionDict, tmp_path: Path
) -> None:
    path = tmp_path / "zstd_dictionary"
    path.write_bytes(dictionary.as_bytes())
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    with serving(sends([packer.compress(line) for line in POSTS])) as server:
        got, _ = read_all(first(server, SourceOptions(dictionary=path)))
    assert got == POSTS
    assert "compress=true" in server.paths[0]


def test_the_first_version_is_not_asked_for_a_dictionary_it_does_not_hand_out() -> None:
    with pytest.raises(UsageError, match="--dictionary FILE"):
        open_source("jetstream", SourceOptions(is_compressed=True))


def handing_out(held: bytes, then: object = None) -> object:
    """Return an answer that hands out a dictionary."""

    def answer(connection: ServerConnection, request: Request) -> Response | None:
        if "getZstdDictionary" not in request.path:
            return then(connection, request) if callable(then) else None
        response = connection.respond(http.HTTPStatus.OK, "")
        response.body = held
        del response.headers["Content-Length"]
        response.headers["Content-Length"] = str(len(held))
        return response

    return answer


def test_the_dictionary_of_the_second_version_is_fetched_from_its_server(
    dictionary: zstandard.ZstdCompressionDict,
) -> None:
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    events = [event(number) for number in range(3)]
    with serving(sends([packer.compress(line) for line in events]), handing_out(dictionary.as_bytes())) as server:
        got, _ = read_all(second(server, SourceOptions(is_compressed=True)))
    assert got == events
    assert f"zstdDictionary={dictionary.dict_id()}" in server.paths[1]


def test_a_dictionary_that_the_server_has_changed_is_fetched_again_once(
    dictionary: zstandard.ZstdCompressionDict,
) -> None:
    answer = handing_out(dictionary.as_bytes(), rejecting("UnknownZstdDictionary", 1))
    with serving(sends([event(1)]), answer) as server:
        got, _ = read_all(second(server, SourceOptions(is_compressed=True)))
    assert got == [event(1)]
    assert [path.split("?")[0].rpartition(".")[2] for path in server.paths] == [
        "getZstdDictionary", "subscribeEvents", "getZstdDictionary", "subscribeEvents",
    ]  # fmt: skip


def test_a_server_that_hands_out_something_else_is_tried_again_later() -> None:
    with serving(sends([]), handing_out(b"no dictionary")) as server:
        _, ended = read_all(second(server, SourceOptions(is_compressed=True)))
    assert isinstance(ended, ConnectionLostError)
    assert "did not answer with a zstd dictionary" in str(ended)


def test_a_server_without_a_dictionary_is_refused_with_what_to_leave_out() -> None:
    def answer(connection: ServerConnection, request: Request) -> Response:
        return connection.respond(http.HTTPStatus.NOT_FOUND, "")

    with serving(sends([]), answer) as server:
        _, ended = read_all(second(server, SourceOptions(is_compressed=True)))
    assert isinstance(ended, RefusedError)
    assert "Leave --compress out" in str(ended)
