"""Lines that a source sends again after a reconnect or a restart: byte for byte those of the last minutes."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from unisono.cases.known_posts import Hashes
from unisono.cases.live.cursors import own_lines
from unisono.cases.live.recordings import is_recording, read_recording, recorded_lines
from unisono.cases.manifest import ManifestLine
from unisono.model.errors import DataRejectedError
from unisono.watch.keeping.recent import Recent

MOST_READ_BACK = 200_000
"""Lines of the last recordings that a watcher learns when it starts: more than a source goes back by itself."""


@dataclass
class Redelivered:
    """Leaves out lines that came before; whoever sends the same words twice sends them with another id or time."""

    recent: Recent = field(default_factory=Recent)
    seed: int = field(default_factory=lambda: secrets.randbits(63))
    """Of the hashes: nobody can make lines that share one."""

    def leave_out(self, lines: Sequence[bytes], now: float) -> Sequence[bytes]:
        """Return the lines that are not byte for byte one of the last minutes, or one before them here."""
        if not lines:
            return lines
        new = self.recent.add_new(self._hashes(lines), now)
        return lines if new.all() else [line for line, is_new in zip(lines, new.tolist(), strict=True) if is_new]

    def learn(self, case: Path, lines: Sequence[ManifestLine], source: str, now: float) -> int:
        """Remember the lines of the last recordings of a source; returns how many."""
        learnt = 0
        for content in _last_recordings(case, own_lines(lines, source)):
            recorded = recorded_lines(content)
            self.recent.add_new(self._hashes(recorded), now)
            learnt += len(recorded)
            if learnt >= MOST_READ_BACK:
                break
        return learnt

    def _hashes(self, lines: Sequence[bytes]) -> Hashes:
        return pl.Series(lines, dtype=pl.Binary).hash(self.seed).to_numpy()


def _last_recordings(case: Path, lines: Sequence[ManifestLine]) -> Iterable[bytes]:
    """Yield the recordings of a source, the last one first, up to one that cannot be read."""
    for line in reversed(lines):
        if not is_recording(line.source.file):
            continue
        try:
            yield read_recording(case, line.source.file)
        except DataRejectedError:
            return  # what is sent again of it becomes another observation of posts that the case has
