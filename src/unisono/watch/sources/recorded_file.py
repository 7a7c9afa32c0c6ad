"""A recording read straight from its file, at once or at a multiple of its own pace."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing
from pathlib import Path
from threading import Event
from time import monotonic

from unisono.importers.decompressing import BROKEN, OPENERS, sniff_compression
from unisono.model.errors import DataRejectedError, UsageError
from unisono.watch.sources.declaration import OPENED, Message, SourceOptions
from unisono.watch.sources.plain_streams import split_pieces

PIECE, PACKED_PIECE = 1 << 18, 1 << 13
MICROSECONDS = 1_000_000
SHORTEST_S = 0.002


class RecordedFile:
    """A file of lines in any importer's format, plain or packed by gzip or zstd; its end is the end."""

    format = None
    can_resume = True
    ends = True
    is_recording = True
    silence_s = None

    def __init__(self, name: str, typed: str, options: SourceOptions) -> None:
        self.name = name
        self._path = _existing(typed)
        self._speed = options.speed
        self._most_bytes = options.most_message_bytes

    def cursor_of(self, line: bytes) -> str | None:
        """Return nothing: a recording is read from its beginning."""
        return None

    async def messages(self, cursor: str | None) -> AsyncGenerator[Message]:
        """Yield the lines, each when it is due."""
        yield OPENED
        is_over = Event()
        pace = None if self._speed is None else _Pace(self._speed)
        read = split_pieces(lambda: read_unpacked(self._path), is_over.set, self._most_bytes)
        async with aclosing(read) as lines:
            async for line in lines:
                if pace is not None and isinstance(line, bytes):
                    await pace.wait_for(line)
                yield line


class _Pace:
    """The clock of a recording: its first line is due now, each other as long after it as its time says."""

    def __init__(self, speed: float) -> None:
        # The server of recordings, which knows times, is loaded for those with a pace only.
        from unisono.watch.replay.event_times import time_of

        self._time_of = time_of
        self._speed = speed
        self._first_us: int | None = None
        self._begun_at = monotonic()

    async def wait_for(self, line: bytes) -> None:
        """Wait until a line is due; one without a time of its own comes with the line before it."""
        at_us = self._time_of(line)
        if at_us is None:
            return
        if self._first_us is None:
            self._first_us, self._begun_at = at_us, monotonic()
        due_s = (at_us - self._first_us) / MICROSECONDS / self._speed
        wait_s = due_s - (monotonic() - self._begun_at)
        if wait_s > SHORTEST_S:
            await asyncio.sleep(wait_s)


def read_unpacked(path: Path) -> Generator[bytes]:
    """Yield the plain bytes of a file; one that breaks off is read as far as it goes, and then told."""
    with path.open("rb") as file:
        compression = sniff_compression(file.read(16))
        file.seek(0)
        if compression is None:
            while piece := file.read(PIECE):
                yield piece
            return
        if compression not in OPENERS:
            raise DataRejectedError(f"{path} is a {compression} archive. Unpack it and name the file inside.")
        unpacker = OPENERS[compression]()
        is_open = False
        while data := file.read(PACKED_PIECE):
            while data:
                try:
                    plain = unpacker.decompress(data)
                except BROKEN as error:
                    raise DataRejectedError(f"{path} is damaged: {error}. What came before was read.") from error
                data, is_open = b"", True
                if plain:
                    yield plain
                if unpacker.eof:
                    data, unpacker, is_open = unpacker.unused_data, OPENERS[compression](), False
        if is_open:
            raise DataRejectedError(f"{path} ends early. What came before was read. Fetch it again to get the rest.")


def _existing(typed: str) -> Path:
    """Return the file that is meant; raises UsageError where there is none."""
    path = Path(typed)
    try:
        is_file = bool(typed) and path.is_file()
        is_there = bool(typed) and path.exists()
    except (OSError, ValueError) as error:
        raise UsageError(f"{typed!r} is not a file name: {error}. Type: --from replay:FILE") from error
    if is_there and not is_file:
        raise UsageError(f"{typed} is no file. Name one recording. Type: --from replay:FILE")
    if not is_file:
        raise UsageError(
            f"There is no recording {typed!r} (looked in {Path.cwd()}). Check the name. Type: --from replay:FILE"
        )
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise UsageError(f"{typed} cannot be opened: {error.strerror}.") from error
