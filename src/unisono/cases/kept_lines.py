"""Lines of JSON that people added to a case: only ever appended, each durable before it is acknowledged."""

import os
from collections.abc import Mapping
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
    with writer_lock(file.parent / "lock"):
        is_new = not file.exists()
        try:
            with file.open("a+b") as handle:
                end = handle.seek(0, os.SEEK_END)
                handle.seek(max(0, end - 1))
                ends_a_line = handle.read(1) in (b"", b"\n")
                handle.write((b"" if ends_a_line else b"\n") + json_line(row).encode() + b"\n")
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as error:
            raise UsageError(
                f"{file} cannot be written: {error.strerror}. Nothing was stored; make room or rights, and try again."
            ) from error
        if is_new:
            sync_folder(file.parent)


def read_kept_lines(file: Path) -> tuple[list[tuple[int, dict[str, object]]], list[DamagedLine]]:
    """Return the objects of a file with their line numbers, and the lines that hold none; no file holds nothing."""
    rows: list[tuple[int, dict[str, object]]] = []
    damaged = []
    content = file.read_bytes() if file.exists() else b""
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
