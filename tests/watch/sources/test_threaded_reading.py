"""What blocks is read beside the loop."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import aclosing

import pytest

from unisono.watch.sources.threaded_reading import PIECES_AHEAD, read_in_thread


def test_pieces_come_in_order_and_end() -> None:
    async def read() -> list[bytes]:
        return [
            piece async for piece in read_in_thread(lambda: (piece for piece in (b"a", b"b", b"c") * 5), lambda: None)
        ]

    assert asyncio.run(read()) == [b"a", b"b", b"c"] * 5


def test_an_error_of_the_thread_is_raised_where_it_is_read() -> None:
    def broken() -> Generator[bytes]:
        yield b"a"
        raise ValueError("torn")

    async def read() -> None:
        async for _ in read_in_thread(broken, lambda: None):
            continue

    with pytest.raises(ValueError, match="torn"):
        asyncio.run(read())


def test_no_more_than_a_few_pieces_are_read_ahead() -> None:
    made = []

    def pieces() -> Generator[bytes]:
        for number in range(100):
            made.append(number)
            yield b"x"

    async def read() -> int:
        async with aclosing(read_in_thread(pieces, lambda: None)) as found:
            await anext(found)
            await asyncio.sleep(0.05)
            return len(made)

    assert asyncio.run(read()) <= PIECES_AHEAD + 2


def test_a_thread_that_waits_is_freed_when_nobody_wants_more() -> None:
    freed = threading.Event()

    def pieces() -> Generator[bytes]:
        yield b"first"
        freed.wait(5)

    async def read() -> bytes:
        async with aclosing(read_in_thread(pieces, freed.set)) as found:
            return await anext(found)

    assert asyncio.run(read()) == b"first"
    assert freed.is_set()
