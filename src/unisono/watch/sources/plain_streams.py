"""Streams of lines in any importer's format: messages over WebSocket, and standard input."""

import os
import select
import sys
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing
from threading import Event

from unisono.importers.decompressing import sniff_compression
from unisono.model.errors import DataRejectedError
from unisono.watch.sources.addresses import read_address
from unisono.watch.sources.declaration import OPENED, Message, SourceOptions
from unisono.watch.sources.readable_lines import LineSplitter, lines_of
from unisono.watch.sources.threaded_reading import read_in_thread
from unisono.watch.sources.web_socket import open_web_socket

SILENCE_S = 900.0
PIECE = 1 << 16
LOOK_S = 0.2


class WebSocketSource:
    """A server that sends lines of JSON, one or several in a message; where it was left it does not know."""

    format = None
    can_resume = False
    ends = False
    is_recording = False
    silence_s = SILENCE_S

    def __init__(self, name: str, typed: str, options: SourceOptions) -> None:
        self.name = name
        self._options = options
        self._address = read_address(typed, "--from ws://127.0.0.1:8080")

    def cursor_of(self, line: bytes) -> str | None:
        """Return nothing: there is no place in the stream to go back to."""
        return None

    @property
    def address(self) -> str:
        """Return the address that is read."""
        return self._address.geturl()

    async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        """Yield the lines of one connection."""
        most = self._options.most_message_bytes
        async with open_web_socket(self._address, self._options) as messages:
            yield OPENED
            async for message in messages:
                for line in lines_of(message, most):
                    yield line


class StandardInput:
    """What is piped in, line by line; its end is the end, and while it is not read its writer waits."""

    format = None
    can_resume = True
    ends = True
    is_recording = False
    silence_s = None

    def __init__(self, name: str, options: SourceOptions, descriptor: int | None = None) -> None:
        self.name = name
        self._most_bytes = options.most_message_bytes
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor

    def cursor_of(self, line: bytes) -> str | None:
        """Return nothing: what has been read is gone."""
        return None

    async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        """Yield the lines until the end."""
        yield OPENED
        is_over = Event()
        async with aclosing(split_pieces(lambda: self._pieces(is_over), is_over.set, self._most_bytes)) as lines:
            async for line in lines:
                yield line

    def _pieces(self, is_over: Event) -> Generator[bytes]:
        """Yield what is there, looking up now and then whether anybody still wants it."""
        is_first = True
        while not is_over.is_set():
            if sys.platform == "win32" or select.select([self._descriptor], [], [], LOOK_S)[0]:
                piece = os.read(self._descriptor, PIECE)
                if not piece:
                    return
                if is_first and (compression := sniff_compression(piece)) is not None:
                    raise DataRejectedError(_packed(compression))
                is_first = False
                yield piece


def _packed(compression: str) -> str:
    unpack = {"gzip": "zcat", "zstd": "zstdcat", "bzip2": "bzcat", "xz": "xzcat"}.get(compression, "unzip -p")
    return (
        f"What is piped in is packed by {compression}. Unpack it on the way: "
        f"{unpack} FILE | unisono watch CASE --from stdin"
    )


async def split_pieces(
    read: Callable[[], Generator[bytes]], stop: Callable[[], None], most_bytes: int
) -> AsyncGenerator[Message]:
    """Yield the lines of pieces that are read in a thread."""
    splitter = LineSplitter(most_bytes)
    async with aclosing(read_in_thread(read, stop)) as pieces:
        async for piece in pieces:
            for line in splitter.split(piece):
                yield line
    for line in splitter.finish():
        yield line
