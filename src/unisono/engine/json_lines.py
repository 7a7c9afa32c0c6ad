"""Files of one JSON object a line, read in bulk: whole lines in pieces, each piece through one typed query."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np
import polars as pl

CHUNK_BYTES = 32 << 20
SMALLEST_OBJECT_LIMIT = 4 << 20  # the reader's buffers are twice this size; small ones keep both cores busy


@dataclass(frozen=True)
class Chunk:
    """Some whole lines of a file: their bytes, the same bytes in a scratch file, and the line each row stands on."""

    content: bytes
    path: Path
    first_line: int  # 1-based
    lines: int

    def rows(self, found: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the file's line of each row, of so many rows found; a blank line gives no row."""
        every = np.arange(self.first_line, self.first_line + self.lines, dtype=np.int64)
        if found == self.lines:
            return every
        return every[[bool(line.strip()) for line in self.raw_lines()[: self.lines]]]

    def raw_lines(self) -> list[bytes]:
        """Return the bytes of every line, blank ones too; line n of the file is at n - first_line."""
        return self.content.split(b"\n")

    def longest(self) -> int:
        """Return the length of the longest line in bytes, rounded up to a megabyte."""
        step, longest, start = 1 << 20, 1, 0
        for position in range(0, len(self.content), step):
            end = self.content.find(b"\n", position, position + step)
            if end < 0:
                longest = max(longest, (position + step - start) // step + 1)
            else:
                start = self.content.rfind(b"\n", position, position + step)
        return longest * step


def read_chunks(path: Path, scratch: Path, chunk_bytes: int = CHUNK_BYTES) -> Iterator[Chunk]:
    """Cut a file into pieces of whole lines, each in a scratch file of its own; remove that file when done with it."""
    start, first_line = 0, 1
    size = path.stat().st_size
    with path.open("rb") as file:
        while start < size:
            content = _whole_lines(file.read, file.seek, start, chunk_bytes)
            lines = content.count(b"\n") + (0 if content.endswith(b"\n") else 1)
            piece = scratch / f"lines-{start:015d}.jsonl"
            piece.write_bytes(content)
            yield Chunk(content, piece, first_line, lines)
            start += len(content)
            first_line += lines


def _whole_lines(read: Callable[[int], bytes], seek: Callable[[int], int], start: int, chunk_bytes: int) -> bytes:
    """Read so many bytes from `start`, back to the last line end, or further when one line is longer than that."""
    seek(start)
    content = read(chunk_bytes)
    if len(content) < chunk_bytes:
        return content
    end = content.rfind(b"\n") + 1
    while not end:
        more = read(chunk_bytes)
        end = more.find(b"\n") + 1
        content += more[:end] if end else more
        if end or not more:
            return content
    return content if end == len(content) else content[:end]


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
    limit = max(SMALLEST_OBJECT_LIMIT, chunk.longest())
    return f"""
        select *
        from read_json(
          $path, format = 'newline_delimited', records = 'true', ignore_errors = true,
          maximum_object_size = {limit:d}, columns = {{{typed}}})"""
