"""Lines of a stream become posts: by the importer that reads such files, a stretch of the stream at a time."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from unisono.importers import importer_named
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.guessing import GENERIC, choose_importer
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.opening import SAMPLE_BYTES
from unisono.importers.problems import shorten
from unisono.importers.tables.tabular import columns_of
from unisono.importers.unexpected import NOT_OF_THE_FILE, UNEXPECTED
from unisono.model.batches import Batch, Rejection
from unisono.model.errors import DataRejectedError, UsageError
from unisono.watch.keeping.pieces import Piece, add_up_rejections, join_batches, join_pieces

IN_MEMORY = Path("/dev/shm")
ENOUGH_TO_TELL = 50
"""Lines after which a format that cannot be told never will be."""

NOT_YET = ""
"""The SHA-256 of a recording is known when it is stored."""


@dataclass(frozen=True)
class Decoded:
    """Whole lines and what they gave; of a table, header is the line of its columns, and row 1."""

    lines: Sequence[bytes]
    batch: Batch
    header: bytes | None = None


@dataclass
class Decoder:
    """Reads stretches of a stream one after the other; which importer does, the first lines or the user say.

    Lines wait here only until the format is known, and in a table until the quotes of a row are closed.
    """

    source: str
    named: str | None = None
    settings: ReadSettings = field(default_factory=ReadSettings)
    importer: Importer | None = None
    header: bytes | None = None
    waiting: list[bytes] = field(default_factory=list)
    _scratch: tempfile.TemporaryDirectory[str] | None = None

    def is_table(self, lines: Sequence[bytes]) -> bool:
        """Say whether these lines are of a table, in which equal lines may be parts of different rows."""
        if self.importer is not None:
            return self.header is not None
        first = next((line.lstrip()[:1] for line in (*self.waiting, *lines) if line.strip()), b"{")
        return first not in (b"{", b"[")

    def decode(self, lines: Sequence[bytes], *, is_last: bool = False) -> Decoded:
        """Return what can be read of the lines so far; raises DataRejectedError where no importer reads them."""
        given = [*self.waiting, *_on_lines_of_their_own(lines)] if self.header is None else [*self.waiting, *lines]
        self.waiting = []
        if self.importer is None and not self._choose(given, is_last=is_last):
            self.waiting = given
            return Decoded((), Batch())
        assert self.importer is not None
        if self.header is not None:
            given = self._whole_rows(given, is_last=is_last)
        if not given:
            return Decoded((), Batch(), self.header)
        return Decoded(given, self._read(given), self.header)

    def close(self) -> None:
        """Remove the scratch files."""
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _choose(self, lines: list[bytes], *, is_last: bool) -> bool:
        """Choose the importer, and take the header of a table off the lines; False where more lines are needed."""
        told = [line for line in lines if line.strip()]
        if not told:
            return False
        source = self._source(lines)
        try:
            importer = self._chosen(source, told)
        except DataRejectedError as error:
            if len(told) < ENOUGH_TO_TELL and not is_last:
                return False
            raise DataRejectedError(
                f"What {self.source} sends cannot be read, and nothing was stored: {error}"
            ) from error
        if importer.name == GENERIC:
            self.settings = replace(self.settings, mapping=importer.map_columns(source, self.settings), is_whole=True)
        if not first_objects(source) and len(columns_of(source)) > 1:
            self.header = lines.pop(next(place for place, line in enumerate(lines) if line.strip()))
        self.importer = importer
        return True

    def _chosen(self, source: Source, told: Sequence[bytes]) -> Importer:
        """Return the importer that was named, where anything can be said of the lines it has to fit, else the guess."""
        if self.named is not None and told[0].lstrip()[:1] == b"{":
            # A stream may begin with what is no post, such as a greeting: the user's word counts.
            return importer_named(self.named)
        return choose_importer(source, self.named, self.settings)

    def _whole_rows(self, lines: list[bytes], *, is_last: bool) -> list[bytes]:
        """Put the lines of a row together whose quoted cell holds line ends; an open one waits for its end."""
        rows: list[bytes] = []
        begun: list[bytes] = []
        is_open = False
        for line in lines:
            begun.append(line)
            is_open ^= line.count(b'"') % 2 == 1
            if not is_open:
                rows.append(b"\n".join(begun))
                begun = []
        if begun and is_last:
            rows.append(b"\n".join(begun))
        elif begun:
            self.waiting = begun
        return rows

    def _read(self, lines: Sequence[bytes]) -> Batch:
        """Return what lines give; those that the importer fails at are found by halves, and rejected."""
        assert self.importer is not None
        try:
            return join_batches(list(self.importer.read(self._source(lines), self.settings)))
        except UsageError:
            raise
        except DataRejectedError as error:
            failed = str(error)
        except NOT_OF_THE_FILE:
            raise
        except UNEXPECTED as error:
            failed = f"something in it was not foreseen ({type(error).__name__}: {shorten(str(error))})"
        if len(lines) == 1:
            example = shorten(lines[0].decode("utf-8", errors="replace"))
            return Batch(rejected=(Rejection(failed, self._first_row, example),), read=1)
        half = len(lines) // 2
        return _one_after_the_other(self._read(lines[:half]), self._read(lines[half:]), half)

    @property
    def _first_row(self) -> int:
        return 1 if self.header is None else 2

    def _source(self, lines: Sequence[bytes]) -> Source:
        """Write lines to the scratch file, with the header of a table, and return it as a source."""
        if self._scratch is None:
            room = IN_MEMORY if os.access(IN_MEMORY, os.W_OK | os.X_OK) else None
            self._scratch = tempfile.TemporaryDirectory(prefix="unisono-watch-", dir=room)
        path = Path(self._scratch.name) / "lines"
        content = b"\n".join([*([self.header] if self.header is not None else []), *lines, b""])
        path.write_bytes(content)
        sample = content[:SAMPLE_BYTES].decode("utf-8", errors="replace")
        return Source(self.source, path, NOT_YET, sample, is_stretch=True)


def on_one_line(line: bytes) -> bytes:
    """Return a message of JSON without line ends, which can only stand between its values there."""
    if (b"\n" not in line and b"\r" not in line) or line.lstrip()[:1] not in (b"{", b"["):
        return line
    return line.replace(b"\r", b" ").replace(b"\n", b" ")


def _on_lines_of_their_own(lines: Sequence[bytes]) -> Sequence[bytes]:
    """Return messages without line ends inside; most have none, which is quickly told of all together."""
    together = b"".join(lines)
    return list(map(on_one_line, lines)) if b"\n" in together or b"\r" in together else lines


def _one_after_the_other(first: Batch, second: Batch, rows: int) -> Batch:
    """Return two batches as one; the rows of the second come after those of the first."""
    joined = join_pieces([Piece([b""] * rows, first), Piece([], second)])
    return replace(joined.batch, rejected=add_up_rejections(joined.batch.rejected))
