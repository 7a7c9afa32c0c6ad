"""The manifest: one line for each acknowledged append, the only thing that makes a segment part of a case."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from shlex import quote
from typing import Any

import orjson

from unisono.cases.durable import sync_folder
from unisono.model.errors import DataRejectedError

BLOCK = 65_536
"""Bytes that are read at once from the end backwards."""


@dataclass(frozen=True)
class SourceRecord:
    """Where a batch came from: the file as the user typed it, the SHA-256 of its bytes, its format, how it was read."""

    file: str
    sha256: str
    format: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RejectionCount:
    """How many rows were rejected for one reason, with the first of them."""

    reason: str
    rows: int
    example: str


@dataclass(frozen=True)
class ManifestLine:
    """One acknowledged batch: its segment files with rows, bytes and SHA-256 by table, and where it came from.

    `append` is the segment number of the first batch of the same source. The table `again` holds later
    observations of posts that the case already had.
    """

    segment: int
    append: int
    at: str
    source: SourceRecord
    tables: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    read: int = 0
    stored: int = 0
    duplicates: int = 0
    rejected: tuple[RejectionCount, ...] = ()


def read_manifest(path: Path) -> list[ManifestLine]:
    """Return the acknowledged lines; a last line without its newline was never acknowledged and is left out."""
    return read_manifest_from(path, 0)[0]


def read_manifest_from(path: Path, offset: int) -> tuple[list[ManifestLine], int]:
    """Return the acknowledged lines that start at a byte offset, and the offset at which the next one will start."""
    if not path.exists():
        return [], 0
    with path.open("rb") as handle:
        handle.seek(offset)
        content = handle.read()
    whole = content[: content.rfind(b"\n") + 1]
    return [_line_from_json(line, path) for line in whole.splitlines()], offset + len(whole)


def read_last_lines(path: Path, most: int) -> list[ManifestLine]:
    """Return the last acknowledged lines, at most so many; memory is theirs, however long the manifest is."""
    if not path.exists():
        return []
    with path.open("rb") as handle:
        start = end = _whole_bytes(path)
        newlines = -1  # the last byte ends the last line
        while start > 0 and newlines < most:
            start = max(0, start - BLOCK)
            handle.seek(start)
            newlines += handle.read(min(BLOCK, end - start)).count(b"\n")
        handle.seek(start)
        content = handle.read(end - start)
    whole = content.splitlines()
    # Before the first line break of a part that begins anywhere stands the end of a line.
    return [_line_from_json(line, path) for line in (whole if start == 0 else whole[1:])[-most:]]


def append_line(path: Path, line: ManifestLine) -> None:
    """Append one line and fsync it; the torn tail of an earlier crash is cut off first. Hold the writer lock."""
    is_new = not path.exists()
    with path.open("r+b" if not is_new else "w+b") as handle:
        handle.seek(_whole_bytes(path))
        handle.truncate()
        handle.write(orjson.dumps(asdict(line)) + b"\n")
        handle.flush()
        os.fsync(handle.fileno())
    if is_new:
        sync_folder(path.parent)


def torn_bytes(path: Path) -> int:
    """Return how many bytes of an unfinished line follow the last whole one."""
    return path.stat().st_size - _whole_bytes(path) if path.exists() else 0


def cut_torn_line(path: Path) -> None:
    """Take away the unfinished line that a crash has left at the end. Hold the writer lock."""
    if torn_bytes(path):
        with path.open("r+b") as handle:
            handle.truncate(_whole_bytes(path))


def _whole_bytes(path: Path) -> int:
    """Return the length of the manifest up to its last newline, reading backwards in blocks."""
    with path.open("rb") as handle:
        end = handle.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - BLOCK)
            handle.seek(start)
            newline = handle.read(end - start).rfind(b"\n")
            if newline >= 0:
                return start + newline + 1
            end = start
    return 0


def _line_from_json(text: bytes, path: Path) -> ManifestLine:
    try:
        value: dict[str, Any] = orjson.loads(text)  # Any: JSON; ManifestLine gives it its types
        value["source"] = SourceRecord(**value["source"])
        value["rejected"] = tuple(RejectionCount(**count) for count in value["rejected"])
        return ManifestLine(**value)
    except (orjson.JSONDecodeError, TypeError, KeyError) as error:
        raise DataRejectedError(
            f"{path} has a damaged line: {error}. Line: {text[:80].decode(errors='replace')}. "
            "Restore the file from a copy of the case, or see what else is wrong: "
            f"unisono doctor {quote(str(path.parent))}"
        ) from error
