"""Checking the custody log: every line can be read, stands in its place and is bound to the one before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson

from unisono.cases.custody.entry import FILE, FIRST, hash_of_line, own_hash

TEXTS = ("at", "actor", "tool", "action", "command", "previous", "own")
TORN = "after_torn_line"
"""Detail of an entry that follows a line which a crash has left unfinished."""

LONGEST_LINE = 64 << 20
"""What is longer was not written by this program; a line is held in memory."""


@dataclass(frozen=True)
class Chain:
    """What a log holds: its entries as they stand, the hash of its last line, and where it is broken.

    problems: each with the number of its line.
    """

    entries: tuple[Mapping[str, object], ...] = ()
    lines: int = 0
    head: str = FIRST
    problems: tuple[tuple[int, str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is broken."""
        return not self.problems


def check_log(case: Path) -> Chain:
    """Return the log of a case and what is wrong with it; a case without one has an empty log."""
    file = case / FILE
    if not file.is_file():
        return Chain()
    with file.open("rb") as handle:
        return check_lines(handle)


def check_lines(file: IO[bytes]) -> Chain:
    """Return what the lines of a log hold and what is wrong with them."""
    entries: list[Mapping[str, object]] = []
    problems: list[tuple[int, str]] = []
    previous, is_torn, number = FIRST, False, 0
    for number, line in enumerate(_lines(file), start=1):
        bare = line.removesuffix(b"\n")
        row = _row(bare)
        if row is None:
            # A crash may leave a part of a line; the next entry then says so, and holds its hash.
            is_torn = True
        else:
            problems += [(number, fault) for fault in _faults(row, bare, number, previous)]
            if is_torn and _says_torn(row) and row["previous"] == previous:
                is_torn = False
            elif is_torn:
                problems.append((number - 1, "the line cannot be read"))
                is_torn = False
            entries.append(row)
        if not line.endswith(b"\n"):
            problems.append((number, "the last line has no end: it was cut, or a crash left it unfinished"))
        previous = hash_of_line(bare)
    if is_torn:
        problems.append((number, "the line cannot be read"))
    return Chain(tuple(entries), number, previous, tuple(sorted(problems)))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        yield line


def is_entry(line: bytes) -> bool:
    """Say whether a line can be read."""
    return _row(line) is not None


def _row(line: bytes) -> dict[str, object] | None:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return row if isinstance(row, dict) else None


def _faults(row: Mapping[str, object], line: bytes, number: int, previous: str) -> Iterator[str]:
    """Yield what is wrong with one entry at its place."""
    if not all(isinstance(row.get(name), str) for name in TEXTS) or not isinstance(row.get("number"), int):
        yield "the line is no entry of a log"
        return
    if row["own"] != own_hash(line):
        yield "the entry is not as it was written"
    if row["number"] != number:
        yield f"the entry is number {row['number']} and stands in line {number}"
    if row["previous"] != previous:
        yield "the entry does not follow the line before it"


def _says_torn(row: Mapping[str, object]) -> bool:
    details = row.get("details")
    return isinstance(details, dict) and details.get(TORN) is True
