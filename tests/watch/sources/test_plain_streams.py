"""Lines over WebSocket and from standard input."""

import asyncio
import gzip
import os
import threading
import time
from contextlib import aclosing

import pytest

from tests.watch.sources.reading import lines, read_all, reasons
from tests.watch.sources.servers import sends, serving
from unisono.model.errors import DataRejectedError, UsageError
from unisono.watch.sources import open_source
from unisono.watch.sources.broken_off import ClosedByServerError
from unisono.watch.sources.declaration import OPENED, SourceOptions
from unisono.watch.sources.plain_streams import StandardInput


def test_a_message_may_hold_several_lines() -> None:
    with serving(sends(['{"a":1}', '{"b":2}\n{"c":3}\n', "", b"\xff"])) as server:
        got, ended = read_all(open_source(server.address))
    assert lines(got) == [b'{"a":1}', b'{"b":2}', b'{"c":3}']
    assert reasons(got) == ["empty", "no text: it is not UTF-8"]
    assert isinstance(ended, ClosedByServerError)


def test_a_stream_over_web_sockets_is_named_as_it_was_typed_and_cannot_be_taken_up() -> None:
    source = open_source("wss://example.org/posts?lang=en")
    assert (source.name, source.can_resume, source.format) == ("wss://example.org/posts?lang=en", False, None)
    assert open_source("ws:127.0.0.1:99/x").name == "ws:127.0.0.1:99/x"
    assert source.cursor_of(b"{}") is None


def test_an_address_with_a_password_is_refused_without_showing_it() -> None:
    with pytest.raises(UsageError) as refused:
        open_source("ws://ann:hunter2@example.org")
    assert "hunter2" not in str(refused.value)


def piped(content: bytes, options: SourceOptions | None = None) -> list[object]:
    """Return what comes of a pipe that holds this and ends."""
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as out:
            out.write(content)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        got, ended = read_all(StandardInput("stdin", options or SourceOptions(), reading))
    finally:
        thread.join()
        os.close(reading)
    assert ended is None
    return list(got)


def test_what_is_piped_in_packed_is_refused_with_how_to_unpack_it() -> None:
    reading, writing = os.pipe()
    os.write(writing, gzip.compress(b'{"a":1}\n'))
    os.close(writing)
    got, ended = read_all(StandardInput("stdin", SourceOptions(), reading))
    os.close(reading)
    assert lines(got) == [] and isinstance(ended, DataRejectedError)
    assert "zcat FILE | unisono watch" in str(ended)


def test_standard_input_is_read_line_by_line_to_its_end() -> None:
    many = [b'{"number":%d}' % number for number in range(20_000)]
    assert piped(b"\n".join(many)) == many
    assert piped(b"") == []


def test_lines_of_standard_input_that_are_no_text_or_too_long_are_told() -> None:
    got = piped(b"\xff\n" + b"x" * 200_000 + b"\nok\n\n", SourceOptions(most_message_bytes=1000))
    assert lines(got) == [b"ok"]
    assert reasons(got) == ["no text: it is not UTF-8", "larger than the limit of one message"]


def test_standard_input_that_says_nothing_holds_up_nobody() -> None:
    reading, writing = os.pipe()

    async def read() -> float:
        async with aclosing(StandardInput("stdin", SourceOptions(), reading).messages(None)) as messages:
            assert await anext(messages) is OPENED
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(messages), 0.05)
        return time.monotonic()

    begun = time.monotonic()
    assert asyncio.run(read()) - begun < 1
    os.close(writing)
    time.sleep(0.3)
    os.close(reading)
