"""Files of one JSON object a line, read in bulk: whole lines in pieces, each piece through one typed query."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import duckdb
import numpy as np
import polars as pl

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]

CHUNK_BYTES = 64 << 20
BLOCK_BYTES = 1 << 20
STEP_BYTES = 1 << 20
COUNTED_AT_ONCE = 1 << 18  # what fits into the processor's cache
NEWLINE = 0x0A
SMALLEST_OBJECT_LIMIT = 4 << 20  # the reader's buffers are twice this size; small ones keep both cores busy


@dataclass(frozen=True)
class Chunk:
    """Some whole lines of a file, in a scratch file of their own or where they stand."""

    path: Path
    first_line: int  # 1-based
    lines: int
    longest: int  # bytes of the longest line, rounded up generously
    span: tuple[Path, int, int] | None = None  # the file itself, from and to which byte, where nothing is copied

    def rows(self, found: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the file's line of each row, of so many rows found; a blank line gives no row."""
        every = np.arange(self.first_line, self.first_line + self.lines, dtype=np.int64)
        if found == self.lines:
            return every
        return every[[bool(line.strip()) for line in self.raw_lines()[: self.lines]]]

    def raw_lines(self) -> list[bytes]:
        """Return the bytes of every line, blank ones too; line n of the file is at n - first_line."""
        if self.span is None:
            return self.path.read_bytes().split(b"\n")
        path, begin, end = self.span
        with path.open("rb") as file:
            file.seek(begin)
            return file.read(end - begin).split(b"\n")

    def blocks(self, block_bytes: int = BLOCK_BYTES) -> Iterator[Bytes]:
        """Yield the lines of a span in pieces that end with a line feed; each is good until the next is asked for."""
        path, begin, end = self.span or (self.path, 0, self.path.stat().st_size)
        buffer = bytearray(block_bytes)
        with path.open("rb", buffering=0) as file:
            while begin < end:
                filled, buffer = _fill(file, buffer, begin, end)
                begin += filled
                if buffer[filled - 1] != NEWLINE:  # the file's end, so there is room for one byte more
                    buffer[filled] = NEWLINE
                    filled += 1
                yield np.frombuffer(buffer, np.uint8, filled)


def read_chunks(path: Path, scratch: Path, chunk_bytes: int = CHUNK_BYTES) -> Iterator[Chunk]:
    """Cut a file into pieces of whole lines, each in a scratch file of its own; remove that file when done with it."""
    first_line, start = 1, 0
    with path.open("rb", buffering=0) as file:
        # One buffer for all pieces: memory that is new each time costs more than the copying, so a small file has less.
        buffer = bytearray(min(chunk_bytes, max(path.stat().st_size + 1, BLOCK_BYTES)))
        while True:
            filled, buffer = _fill(file, buffer, start)
            if not filled:
                return
            piece = scratch / f"lines-{start:015d}.jsonl"
            with memoryview(buffer) as view, view[:filled] as content, piece.open("wb", buffering=0) as out:
                written = 0
                while written < filled:
                    written += out.write(content[written:]) or 0
            lines = count_lines(np.frombuffer(buffer, np.uint8, filled)) + (buffer[filled - 1] != NEWLINE)
            yield Chunk(piece, first_line, lines, _longest_line(buffer, filled))
            first_line += lines
            start += filled


class Span(NamedTuple):
    """Whole lines of a file: the number of the first (from 1), how many, and from and to which byte they stand."""

    first_line: int
    lines: int
    begin: int
    end: int


class Spans:
    """Where a text is cut into spans of whole lines, told while it passes: as many lines as fit, or one longer one."""

    def __init__(self, chunk_bytes: int = CHUNK_BYTES) -> None:
        """Begin a text; a line that does not fit doubles what fits from then on."""
        self._limit = chunk_bytes
        self._place = self._begin = self._end = self._lines = 0
        self._first_line = 1

    def take(self, piece: bytes) -> list[Span]:
        """Return the spans that end where this piece, the next of the text, shows it."""
        found = []
        content, start = np.frombuffer(piece, np.uint8), 0
        while start < len(piece):
            stop = min(len(piece), start + self._begin + self._limit - self._place)
            last = piece.rfind(b"\n", start, stop)
            if last >= 0:
                self._end = self._place + last + 1 - start
                self._lines += count_lines(content[start:stop])
            self._place += stop - start
            start = stop
            if self._place == self._begin + self._limit:
                if self._end == self._begin:
                    self._limit *= 2
                else:
                    found.append(self._cut(self._end))
        return found

    def rest(self) -> list[Span]:
        """Return the last span, at the end of the text; a last line without its line feed is one."""
        if self._begin == self._place:
            return []
        self._lines += self._end < self._place
        return [self._cut(self._place)]

    def _cut(self, end: int) -> Span:
        span = Span(self._first_line, self._lines, self._begin, end)
        self._first_line += self._lines
        self._begin, self._end, self._lines = end, end, 0
        return span


def read_spans(path: Path, scratch: Path, chunk_bytes: int = CHUNK_BYTES) -> Iterator[Chunk]:
    """Cut a file into pieces of whole lines where they stand, the same as `read_chunks` cuts; nothing is copied.

    The path of a piece is a scratch file that its user may write.
    """
    spans = Spans(chunk_bytes)
    with path.open("rb", buffering=0) as file:
        while piece := file.read(STEP_BYTES):
            yield from chunks_of(spans.take(piece), path, scratch)
    yield from chunks_of(spans.rest(), path, scratch)


def chunks_of(spans: Iterable[Span], path: Path, scratch: Path) -> Iterator[Chunk]:
    """Return spans of a file as pieces of it; see read_spans."""
    for first_line, lines, begin, end in spans:
        yield Chunk(scratch / f"lines-{begin:015d}.jsonl", first_line, lines, 0, (path, begin, end))


def count_lines(content: Bytes) -> int:
    """Count line feeds; several times faster than counting in a bytes object."""
    pieces = range(0, len(content), COUNTED_AT_ONCE)
    return sum(int(np.count_nonzero(content[begin : begin + COUNTED_AT_ONCE] == NEWLINE)) for begin in pieces)


def _fill(file: FileIO, buffer: bytearray, start: int, stop: int | None = None) -> tuple[int, bytearray]:
    """Read from `start` up to the last line end that fits; a buffer that is too small for one line is doubled.

    `stop` is a line end that nothing is read beyond.
    """
    file.seek(start)
    filled = 0
    while True:
        with memoryview(buffer) as view:
            room = len(buffer) if stop is None else min(len(buffer), stop - start)
            while filled < room and (count := file.readinto(view[filled:room])):
                filled += count
        if filled < len(buffer):
            return filled, buffer
        end = buffer.rfind(b"\n", 0, filled) + 1
        if end:
            return end, buffer
        buffer = buffer + bytearray(len(buffer))


def _longest_line(buffer: bytearray, filled: int) -> int:
    """Return how long the longest line may be: looked for in steps of a megabyte."""
    step, longest, start = 1 << 20, 1, 0
    for position in range(0, filled, step):
        end = min(position + step, filled)
        if buffer.find(b"\n", position, end) < 0:
            longest = max(longest, (end - start) // step + 2)
        else:
            start = buffer.rfind(b"\n", position, end)
    return longest * step


class JsonLines:
    """A JSON reader in a database of its own, opened when it is first asked; use it in a `with` block."""

    def __init__(self, threads: int | None = None) -> None:
        """Take as many threads as the machine has unless told."""
        self._threads = threads
        self._connection: duckdb.DuckDBPyConnection | None = None

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The database in memory."""
        if self._connection is None:
            self._connection = duckdb.connect(":memory:")
            # Its own progress bar would be drawn on stdout, amid what a command prints.
            self._connection.execute("set enable_progress_bar = false")
            if self._threads is not None:
                self._connection.execute("set threads = $threads", {"threads": self._threads})
        return self._connection

    def __enter__(self) -> "JsonLines":
        """Return the reader."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database, if it was opened."""
        if self._connection is not None:
            self._connection.close()

    def select(self, chunk: Chunk, columns: Mapping[str, str], query: str) -> pl.DataFrame:
        """Run a query over the chunk as table `lines` with these columns (name -> SQL type); rows in file order.

        A value of another type than its column's is null, and so is every column of a line that is no JSON object:
        one strange line never takes the others with it. The query must keep the order of `lines`.
        """
        return self._ask(f"with lines as ({_typed_lines(chunk, columns)}) {query}", chunk)

    def load(self, chunk: Chunk, columns: Mapping[str, str], query: str) -> None:
        """Keep the result of such a query as table `pieces`, for several questions about one chunk (see `ask`)."""
        statement = f"with lines as ({_typed_lines(chunk, columns)}) {query}"
        self.connection.execute(f"create or replace temp table pieces as {statement}", {"path": str(chunk.path)})

    def ask(self, query: str) -> pl.DataFrame:
        """Run a query over the table `pieces`; its `rowid` counts the chunk's rows from 0."""
        return self._ask(query, None)

    def _ask(self, statement: str, chunk: Chunk | None) -> pl.DataFrame:
        parameters = {"path": str(chunk.path)} if chunk else None
        return pl.DataFrame(pl.from_arrow(self.connection.sql(statement, params=parameters).to_arrow_table()))


def _typed_lines(chunk: Chunk, columns: Mapping[str, str]) -> str:
    """Write the select that reads a chunk; columns and limits are the program's own, never a user's words."""
    typed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    limit = max(SMALLEST_OBJECT_LIMIT, chunk.longest)
    return f"""
        select *
        from read_json(
          $path, format = 'newline_delimited', records = 'true', ignore_errors = true,
          maximum_object_size = {limit:d}, columns = {{{typed}}})"""
