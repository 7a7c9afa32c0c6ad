"""The batches of a growing case that hold its last posts, found by following its manifest."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.manifest import ManifestLine, read_manifest_from
from unisono.model.tables import TIME

Times = NDArray[np.int64]
TIMED = {"posts": "created_at", "again": "created_at", "deletions": "at"}
"""The tables of a batch whose times say how long it matters, and the column that holds them."""

MOST_LINES = 5_000
"""Batches kept for their profiles only: a quiet stream stores one every few seconds, with a profile or two."""

MOST_LYING = 1000
"""One post in so many may be dated later than the end of what is looked at: clocks of authors lie."""


@dataclass(frozen=True)
class RecentLimits:
    """How far back a search may look (seconds before its newest post), and at how many posts."""

    posts: int = 200_000
    window_s: float = 3600.0


@dataclass(frozen=True)
class Chosen:
    """The batches to be read and what of them is looked at; since is None where that is everything there is."""

    lines: tuple[ManifestLine, ...]
    since: datetime | None
    until: datetime | None
    posts: int
    reach_s: float


@dataclass(frozen=True)
class _Timed:
    """A batch, and the times of its posts and of all that concerns posts, ascending, in microseconds."""

    line: ManifestLine
    posts: Times
    newest: int
    others: Times  # of posts seen again and deletions

    def is_within(self, since: int, end: int) -> bool:
        """Say whether anything is from between two moments."""
        return any(
            np.searchsorted(one, since) < np.searchsorted(one, end, side="right") for one in (self.posts, self.others)
        )


@dataclass
class RecentBatches:
    """Follows a case and forgets batches of which nothing is within the limits any more.

    Profiles outlive them: of batches that are forgotten, those tables are kept that hold the last `most_profiles`
    profiles, because explanations rest on what accounts said of themselves long ago.
    """

    case: Path
    limits: RecentLimits = field(default_factory=RecentLimits)
    most_profiles: int = 300_000
    offset: int = 0
    batches: list[_Timed] = field(default_factory=list)
    profiles: list[ManifestLine] = field(default_factory=list)
    has_forgotten: bool = False

    def follow(self) -> int:
        """Take in what was acknowledged since the last call; returns how many posts came, seen again or not."""
        lines, self.offset = read_manifest_from(self.case / "manifest.jsonl", self.offset)
        came = 0
        for number, line in enumerate(lines, start=1):
            self.batches.append(_timed(self.case, line))
            came += line.rows.get("posts", 0) + line.rows.get("again", 0)
            # A case may hold many millions of posts when a watch of it begins.
            if number % 50 == 0:
                self._forget()
        self._forget()
        return came

    def choose(self, limits: RecentLimits | None = None) -> Chosen:
        """Return the batches that a search within these limits reads; limits are at most those of the whole."""
        limits = limits or self.limits
        times = self._times()
        if not len(times):
            return Chosen(tuple(self._lines(self.batches)), None, None, 0, 0.0)
        end = _newest_credible(times)
        since = _since(times, end, limits)
        until = int(times[-1])
        if not self.has_forgotten and since <= int(times[0]):
            return Chosen(
                tuple(self._lines(self.batches)), None, _moment(until), len(times), (end - int(times[0])) / 1e6
            )
        held = [batch for batch in self.batches if batch.newest >= since]
        left = [batch.line for batch in self.batches if batch.newest < since]
        lines = sorted([*self._lines(held), *_only_profiles(left)], key=lambda line: line.segment)
        posts = int(len(times) - np.searchsorted(times, since))
        return Chosen(tuple(lines), _moment(since), _moment(until), posts, (end - since) / 1e6)

    def _lines(self, held: Iterable[_Timed]) -> list[ManifestLine]:
        return [*self.profiles, *(batch.line for batch in held)]

    def _times(self) -> Times:
        held = [batch.posts for batch in self.batches]
        return np.sort(np.concatenate(held), kind="stable") if held else np.empty(0, np.int64)

    def _forget(self) -> None:
        times = self._times()
        if not len(times):
            return
        end = _newest_credible(times)
        since = _since(times, end, self.limits)
        # One post dated years ahead would hold its batch for as long: what came before any that is of now goes.
        first = next((number for number, batch in enumerate(self.batches) if batch.is_within(since, end)), 0)
        is_held = [number >= first and batch.newest >= since for number, batch in enumerate(self.batches)]
        old = [batch.line for batch, held in zip(self.batches, is_held, strict=True) if not held]
        if old:
            self.batches = [batch for batch, held in zip(self.batches, is_held, strict=True) if held]
            self.profiles = self._latest_profiles([*self.profiles, *_only_profiles(old)])
            self.has_forgotten = True

    def _latest_profiles(self, lines: list[ManifestLine]) -> list[ManifestLine]:
        kept: list[ManifestLine] = []
        rows = 0
        for line in reversed(lines):
            rows += line.rows.get("accounts", 0)
            if (rows > self.most_profiles or len(kept) >= MOST_LINES) and kept:
                break
            kept.append(line)
        return kept[::-1]


def _only_profiles(lines: Iterable[ManifestLine]) -> list[ManifestLine]:
    return [
        replace(
            line,
            tables={"accounts": line.tables["accounts"]},
            rows={"accounts": line.rows.get("accounts", 0)},
            bytes={"accounts": line.bytes["accounts"]},
            sha256={"accounts": line.sha256["accounts"]},
        )
        for line in lines
        if "accounts" in line.tables
    ]


def _timed(case: Path, line: ManifestLine) -> _Timed:
    """Read the times of a batch."""
    times = {table: _times_of(case / line.tables[table], TIMED[table]) for table in TIMED if table in line.tables}
    newest = max((int(one[-1]) for one in times.values() if len(one)), default=0)
    posts = times.pop("posts", np.empty(0, np.int64))
    return _Timed(line, posts, newest, np.sort(np.concatenate([*times.values(), np.empty(0, np.int64)])))


def _times_of(file: Path, column: str) -> Times:
    found = pl.read_parquet(file, columns=[column], glob=False)[column].drop_nulls()
    return np.sort(found.cast(TIME).to_physical().to_numpy())


def _newest_credible(times: Times) -> int:
    """Return the time of the newest of these posts, leaving out the few that are dated ahead of the others."""
    return int(times[-1 - len(times) // MOST_LYING])


def _since(times: Times, end: int, limits: RecentLimits) -> int:
    """Return from when on posts are looked at; times that very many posts share are looked at whole or not at all."""
    since = end - int(limits.window_s * 1e6)
    place = int(np.searchsorted(times, since))
    if len(times) - place > limits.posts:
        since = int(times[len(times) - limits.posts])
        place = int(np.searchsorted(times, since))
        after = int(np.searchsorted(times, since, side="right"))
        if len(times) - place > limits.posts * 3 // 2 and after < len(times):
            since = int(times[after])
    return since


def _moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / 1e6, UTC)
