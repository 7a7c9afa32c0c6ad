"""Lines of JSON that people added to a case: only ever appended, each durable before it is acknowledged."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from unisono.cases.durable import sync_folder, writer_lock
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line


@dataclass(frozen=True)
class DamagedLine:
    """A line that cannot be read: it stays in the file, and is told."""

    file: str
    line: int
    problem: str

    @property
    def told(self) -> str:
        """Return the problem as a sentence, with what to do."""
        return f"{self.file}, line {self.line:,}, cannot be read: {self.problem}. It was left as it is."


def append_kept_line(file: Path, row: Mapping[str, object]) -> None:
    """Append one object and make it durable; an unfinished line of an earlier crash is ended, not cut off.

    Raises UsageError where the file cannot be written.
    """
    append_following_lines(file, lambda: [row])


def append_following_lines(file: Path, make_rows: Callable[[], Sequence[Mapping[str, object]]]) -> None:
    """Append objects that are made in the writer's lock, so that they can tell of the lines before them.

    An unfinished line of an earlier crash is ended before. Raises UsageError where the file cannot be written.
    """
    with writer_lock(file.parent / "lock"):
        is_new = not file.exists()
        try:
            _end_unfinished_line(file)
            lines = b"".join(json_line(row).encode() + b"\n" for row in make_rows())
            with file.open("ab") as handle:
                handle.write(lines)
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            raise UsageError(
                f"{file} cannot be written: {error.strerror}. Nothing was stored; make room or rights, and try again."
            ) from error
        if is_new:
            sync_folder(file.parent)


def _end_unfinished_line(file: Path) -> None:
    """Write the line break that a crash left out."""
    with file.open("a+b") as handle:
        end = handle.seek(0, os.SEEK_END)
        handle.seek(max(0, end - 1))
        if handle.read(1) not in (b"", b"\n"):
            handle.write(b"\n")


def read_kept_lines(file: Path) -> tuple[list[tuple[int, dict[str, object]]], list[DamagedLine]]:
    """Return the objects of a file with their line numbers, and the lines that hold none; no file holds nothing."""
    return objects_in(file.read_bytes() if file.exists() else b"", file)


def objects_in(content: bytes, file: Path) -> tuple[list[tuple[int, dict[str, object]]], list[DamagedLine]]:
    """Return the objects of lines of a file with the lines' numbers, from 1, and the lines that hold none."""
    rows: list[tuple[int, dict[str, object]]] = []
    damaged = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            damaged.append(DamagedLine(str(file), number, str(error)))
            continue
        if isinstance(row, dict):
            rows.append((number, row))
        else:
            damaged.append(DamagedLine(str(file), number, "it is no object"))
    return rows, damaged
