"""One answer of a web server."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing

import pytest

from tests.watch.sources.event_servers import answering_events
from unisono.watch.sources.addresses import read_address
from unisono.watch.sources.broken_off import ClosedByServerError, ConnectionLostError, RefusedError
from unisono.watch.sources.web_requests import WebAnswer, fetch


def asked(address: str, silence_s: float = 5.0) -> WebAnswer:
    return WebAnswer(read_address(address, ""), {"X-Said": "yes"}, 1.0, silence_s)


def test_an_answer_is_read_piece_by_piece_until_its_end() -> None:
    async def read(address: str) -> tuple[bytes, Exception | None]:
        got = b""
        try:
            async for piece in asked(address).pieces():
                got += piece
        except ClosedByServerError as error:
            return got, error
        return got, None

    with answering_events(lambda path: (200, iter([b"one ", b"two"]))) as server:
        got, ended = asyncio.run(read(f"{server.address}/events?tag=a%20b"))
    assert got == b"one two"
    assert "closed the stream" in str(ended)
    assert server.paths == ["/events?tag=a%20b"]
    assert server.headers[0]["x-said"] == "yes"


def test_a_whole_answer_has_a_most() -> None:
    with answering_events(lambda path: (200, iter([b"x" * 100]))) as server:
        assert asyncio.run(fetch(asked(server.address), 100)) == b"x" * 100
        with pytest.raises(ConnectionLostError, match="more than 99 bytes"):
            asyncio.run(fetch(asked(server.address), 99))


def test_another_answer_than_200_is_told_with_the_servers_words() -> None:
    with (
        answering_events(lambda path: (403, iter([b"members only"]))) as server,
        pytest.raises(RefusedError, match="members only"),
    ):
        asyncio.run(fetch(asked(server.address), 99))


def test_an_answer_that_falls_silent_is_given_up() -> None:
    over = threading.Event()

    def pieces() -> Iterator[bytes]:
        yield b"one"
        over.wait(5)

    with answering_events(lambda path: (200, pieces())) as server:
        with pytest.raises(ConnectionLostError, match="did not answer"):
            asyncio.run(fetch(asked(server.address, silence_s=0.1), 99))
        over.set()


def test_who_stops_reading_does_not_wait_for_the_server() -> None:
    over = threading.Event()

    def pieces() -> Iterator[bytes]:
        yield b"one"
        over.wait(5)

    async def read(address: str) -> bytes:
        async with aclosing(asked(address).pieces()) as found:
            return await anext(found)

    with answering_events(lambda path: (200, pieces())) as server:
        begun = time.monotonic()
        assert asyncio.run(read(server.address)) == b"one"
        assert time.monotonic() - begun < 1
        assert _ends(lambda: not [thread for thread in threading.enumerate() if thread.name == "unisono-reading"])
        over.set()


def _ends(is_so: object) -> bool:
    until = time.monotonic() + 1
    while time.monotonic() < until:
        if callable(is_so) and is_so():
            return True
        time.sleep(0.01)
    return False
