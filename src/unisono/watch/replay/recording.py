"""A recording on disk: unpacked and looked through once, then read from any place without being held in memory."""

import shutil
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from unisono.importers.decompressing import Limits, decompress, sniff_compression
from unisono.model.counting import counted
from unisono.model.errors import DataRejectedError, MisfitError, UsageError

PIECE = 1 << 20
LONGEST_LINE = 64 << 20
MARK_EVERY = 256
MARK = b"\xef\xbb\xbf"
MOST_EXAMPLES = 3

ReadTime = Callable[[bytes], int | None]


class Checked(NamedTuple):
    """What a line is: fit or not, when it happened (microseconds), its own number, and whether it holds nothing new."""

    is_fit: bool
    at_us: int | None = None
    sequence: int | None = None
    is_regular: bool = False


CheckLine = Callable[[bytes], Checked]


@dataclass
class Recording:
    """The lines of a recording, numbered from 1, with a mark every 256 lines to find times and numbers by.

    A mark holds where a line begins and the latest time and highest sequence number before it. Lines that are damaged
    are left out of the numbering unless they are served.
    """

    path: Path
    name: str
    lines: int = 0
    damaged: int = 0
    examples: list[str] = field(default_factory=list)
    first_us: int | None = None
    last_us: int | None = None
    has_times: bool = False
    has_sequence: bool = False
    is_regular: bool = True
    highest_sequence: int = 0
    offsets: "array[int]" = field(default_factory=lambda: array("q"))
    latest_us: "array[int]" = field(default_factory=lambda: array("q"))
    highest: "array[int]" = field(default_factory=lambda: array("q"))

    def lines_from(self, number: int) -> Iterator[tuple[int, bytes]]:
        """Yield lines with their numbers, from the mark at or before this number on."""
        place = min(max(number - 1, 0) // MARK_EVERY, len(self.offsets) - 1)
        if place < 0:
            return
        with self.path.open("rb", buffering=PIECE) as file:
            file.seek(self.offsets[place])
            begin = place * MARK_EVERY
            lines = islice(file, self.lines - begin)
            yield from enumerate((line.rstrip(b"\r\n") for line in lines), start=begin + 1)

    def line_before_time(self, at_us: int) -> int:
        """Return the number of a marked line such that all lines before it happened before this time."""
        return max(bisect_left(self.latest_us, at_us) - 1, 0) * MARK_EVERY + 1

    def line_before_sequence(self, sequence: int) -> int:
        """Return the number of a marked line such that all lines before it have lower sequence numbers."""
        return max(bisect_left(self.highest, sequence) - 1, 0) * MARK_EVERY + 1

    def latest_before(self, number: int) -> int:
        """Return the latest time of the lines before the mark of this line."""
        return self.latest_us[min((number - 1) // MARK_EVERY, len(self.latest_us) - 1)]


def find_recording(name: str, scratch: Path) -> Path:
    """Return a plain file of a recording's lines: standard input is spooled and packed files are unpacked to disk."""
    path = _spooled(scratch) if name == "-" else _existing(name)
    for layer in range(3):
        with path.open("rb") as file:
            packed = sniff_compression(file.read(16))
        if packed is None:
            return path
        if packed == "zip":
            raise UsageError(f"{name} is a zip. Unpack it and name the file that holds the stream.")
        target = scratch / f"unpacked-{layer}"
        with path.open("rb") as file:
            pieces = iter(lambda file=file: file.read(PIECE), b"")  # type: ignore[misc]  # bound in each round
            decompress(pieces, packed, target, Limits(), name)
        path = target
    raise DataRejectedError(f"{name} is packed more than twice. Unpack it yourself.")


def _existing(name: str) -> Path:
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name} is a folder. Name the file in it that holds the stream.")
    if not path.is_file():
        raise UsageError(f"There is no file {name} (looked in {path.absolute().parent}). Check the name.")
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise MisfitError(f"{name} cannot be opened: {error.strerror}.") from error


def _spooled(scratch: Path) -> Path:
    target = scratch / "standard-input"
    with target.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out, PIECE)
    return target


def read_recording(path: Path, name: str, check: CheckLine, scratch: Path, *, with_damaged: bool = False) -> Recording:
    """Look through a recording once: count its lines and the damaged ones, and set marks.

    Where lines have to be left out, the others are copied to the scratch folder and served from there.
    """
    recording = Recording(path, name)
    looking = _Looking(recording, check, scratch / "fit-lines.jsonl", with_damaged)
    with path.open("rb", buffering=PIECE) as file:
        if file.read(len(MARK)) != MARK:
            file.seek(0)
        else:
            looking.has_left_out = True
        looking.look(file)
    if not recording.lines:
        raise DataRejectedError(
            f"{name} holds no line that can be served: {counted(recording.damaged, 'line')} looked at. "
            "A recording has one JSON object a line."
        )
    return recording


@dataclass
class _Looking:
    """One way through a file: where it is, and the copy of fit lines once there has to be one."""

    recording: Recording
    check: CheckLine
    copy_path: Path
    with_damaged: bool
    offset: int = 0
    has_left_out: bool = False
    out: IO[bytes] | None = None

    def look(self, file: IO[bytes]) -> None:
        """Take every line; what is no line of this stream is left out and counted."""
        recording, latest, highest, rises = self.recording, 0, 0, True
        try:
            while line := file.readline(LONGEST_LINE):
                checked = self._judge(line, file)
                if checked is None:
                    self.has_left_out = True
                    continue
                self._begin_copy()
                if recording.lines % MARK_EVERY == 0:
                    recording.offsets.append(self.offset)
                    recording.latest_us.append(latest)
                    recording.highest.append(highest)
                recording.lines += 1
                self.offset += len(line)
                if self.out:
                    self.out.write(line)
                if checked.at_us is not None:
                    recording.first_us = checked.at_us if recording.first_us is None else recording.first_us
                    latest = max(latest, checked.at_us)
                recording.is_regular = recording.is_regular and checked.is_regular
                rises = rises and checked.sequence is not None and checked.sequence > highest
                highest = max(highest, checked.sequence or 0)
        finally:
            if self.out:
                self.out.close()
        recording.last_us = latest or None
        recording.highest_sequence = highest
        recording.has_times, recording.has_sequence = latest > 0, rises and highest > 0

    def _judge(self, line: bytes, file: IO[bytes]) -> Checked | None:
        """Return what a line is; None when it is left out: blank, too long, or damaged and not asked for."""
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(PIECE)
            self._damaged(b"(a line of more than 64 MiB)")
            return None
        plain = line.rstrip(b"\r\n")
        if not plain.strip():
            return None
        checked = self.check(plain)
        if checked.is_fit:
            return checked
        self._damaged(plain)
        return checked if self.with_damaged else None

    def _damaged(self, line: bytes) -> None:
        self.recording.damaged += 1
        if len(self.recording.examples) < MOST_EXAMPLES:
            self.recording.examples.append(line[:80].decode(errors="replace"))

    def _begin_copy(self) -> None:
        """Go on with a copy when lines before this one were left out; what is left out at the end needs none."""
        if self.out is not None or not self.has_left_out:
            return
        self.out = self.copy_path.open("wb")
        with self.recording.path.open("rb") as original:
            left = self.offset
            while left and (piece := original.read(min(left, PIECE))):
                self.out.write(piece)
                left -= len(piece)
        self.recording.path = self.copy_path
