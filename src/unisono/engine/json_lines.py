"""Files of one JSON object a line, read in bulk: whole lines in pieces, each piece through one typed query."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np
import polars as pl

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]

CHUNK_BYTES = 64 << 20
COUNTED_AT_ONCE = 1 << 18  # what fits into the processor's cache
NEWLINE = 0x0A
SMALLEST_OBJECT_LIMIT = 4 << 20  # the reader's buffers are twice this size; small ones keep both cores busy


@dataclass(frozen=True)
class Chunk:
    """Some whole lines of a file, in a scratch file of their own or in memory."""

    path: Path
    first_line: int  # 1-based
    lines: int
    longest: int  # bytes of the longest line, rounded up generously
    content: Bytes | None = None  # the lines themselves, where they are not in the scratch file

    def rows(self, found: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the file's line of each row, of so many rows found; a blank line gives no row."""
        every = np.arange(self.first_line, self.first_line + self.lines, dtype=np.int64)
        if found == self.lines:
            return every
        return every[[bool(line.strip()) for line in self.raw_lines()[: self.lines]]]

    def raw_lines(self) -> list[bytes]:
        """Return the bytes of every line, blank ones too; line n of the file is at n - first_line."""
        content = self.path.read_bytes() if self.content is None else self.content.tobytes()
        return content.split(b"\n")


def read_chunks(path: Path, scratch: Path, chunk_bytes: int = CHUNK_BYTES) -> Iterator[Chunk]:
    """Cut a file into pieces of whole lines, each in a scratch file of its own; remove that file when done with it."""
    # One buffer for all pieces: memory that is new each time costs more than the copying.
    buffer = bytearray(chunk_bytes)
    first_line, start = 1, 0
    with path.open("rb", buffering=0) as file:
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


def read_blocks(path: Path, scratch: Path, most: int, block_bytes: int = CHUNK_BYTES) -> Iterator[Chunk]:
    """Cut a file into pieces of whole lines in memory, each ended by a line feed.

    At most `most` pieces may be in use at once: their memory is used again in turn. The path of a piece is a scratch
    file that its user may write.
    """
    buffers = [bytearray(block_bytes) for _ in range(most)]
    first_line, start, turn = 1, 0, 0
    with path.open("rb", buffering=0) as file:
        while True:
            filled, buffer = _fill(file, buffers[turn], start)
            if not filled:
                return
            start += filled
            if buffer[filled - 1] != NEWLINE:  # the file's end, so there is room for one byte more
                buffer[filled] = NEWLINE
                filled += 1
            buffers[turn] = buffer
            content = np.frombuffer(buffer, np.uint8, filled)
            lines = count_lines(content)
            yield Chunk(scratch / f"lines-{start:015d}.jsonl", first_line, lines, 0, content)
            first_line += lines
            turn = (turn + 1) % most


def count_lines(content: Bytes) -> int:
    """Count line feeds; several times faster than counting in a bytes object."""
    pieces = range(0, len(content), COUNTED_AT_ONCE)
    return sum(int(np.count_nonzero(content[begin : begin + COUNTED_AT_ONCE] == NEWLINE)) for begin in pieces)


def _fill(file: FileIO, buffer: bytearray, start: int) -> tuple[int, bytearray]:
    """Read from `start` up to the last line end that fits; a buffer that is too small for one line is doubled."""
    file.seek(start)
    filled = 0
    while True:
        with memoryview(buffer) as view:
            while filled < len(buffer) and (count := file.readinto(view[filled:])):
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
    """A JSON reader in a database of its own; use it in a `with` block."""

    def __init__(self, threads: int | None = None) -> None:
        """Open the database in memory, with as many threads as the machine has unless told."""
        self.connection = duckdb.connect(":memory:")
        if threads is not None:
            self.connection.execute("set threads = $threads", {"threads": threads})

    def __enter__(self) -> "JsonLines":
        """Return the reader."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.connection.close()

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
