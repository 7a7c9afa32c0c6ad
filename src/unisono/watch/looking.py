"""What looks at a stream while it is stored: windows, detectors, rules and the search for networks, as one."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import polars as pl

from unisono.cases import Case
from unisono.cases.live.alerts import Alert, read_alerts
from unisono.cases.live.cursors import own_lines
from unisono.cases.manifest import ManifestLine
from unisono.cases.segments import scan_segments, segment_files
from unisono.model.tables import POSTS
from unisono.watch.alarms import Alarms
from unisono.watch.claims import Claim
from unisono.watch.learnt import keep_learnt, read_learnt
from unisono.watch.lookout import Lookout
from unisono.watch.network_search import NetworkSearch, SearchSettings
from unisono.watch.rules import Rules
from unisono.watch.windows import Added, Windows, WindowSettings
from unisono.watch.windows.learning import learnt_by, restore_learnt

MOVERS = 10
MOST_REFILLED = 300_000
"""Posts of the last minutes that windows are filled with when a watcher starts again."""

COARSE_LOOK_S = 2.0
COARSE_DESCRIBE_S = 5.0
"""Seconds between two looks, and between two descriptions, while the watcher is behind."""

KEEP_S = 60.0
"""Seconds between two times at which what was learned is kept."""

NETWORKS = "networks"


class Looker(Protocol):
    """What a watcher shows posts to, and asks for alerts; tests may put another in its place."""

    def add(self, posts: pl.DataFrame, deletions: pl.DataFrame, arrived_at: float) -> Added:
        """See posts and notices of deletions that arrived at this time."""

    def look(self, now: float) -> Sequence[Alert]:
        """Return what surprises by now."""

    def finish(self, now: float, *, is_stopped: bool) -> Sequence[Alert]:
        """Return what a last look over everything stored finds; a watcher that is stopped does not wait for it."""

    def be_coarse(self, *, is_coarse: bool) -> None:
        """Look less thoroughly from now on, or as always."""

    def describe(self) -> Mapping[str, object]:
        """Return fields of Status: watermark_at, windows, movers, networks, search_problem."""

    def close(self) -> None:
        """End what runs beside."""


@dataclass(frozen=True)
class LookingSettings:
    """What looks at a stream, and when it is described.

    rules: which detectors look, and what they may tell. search: None looks for no networks beside the stream.
    describe_s: how often windows are described for the status, and at most a fifth of the time is spent on it.
    """

    rules: Rules = field(default_factory=Rules)
    windows: WindowSettings = field(default_factory=WindowSettings)
    search: SearchSettings | None = field(default_factory=SearchSettings)
    describe_s: float = 1.0


class Looking:
    """Windows over the last posts, everything that looks at them, and the rules by which alerts are told."""

    def __init__(self, case: Path, settings: LookingSettings) -> None:
        """Begin with empty windows."""
        self.settings = settings
        self.windows = Windows(settings.windows)
        self.alarms = Alarms(settings.rules)
        self._lookout = Lookout(case, settings.rules)
        self._case = case
        self._search: NetworkSearch | None = None
        self._told_before: dict[tuple[str, str, str], list[datetime]] = {}
        self._described: dict[str, object] = {}
        self._describe_at = self._looked_at = 0.0
        self._source: str | None = None
        self._kept_at = time.monotonic()

    def begin(self, lines: Sequence[ManifestLine], source: str) -> None:
        """Go on from what was learned of a source, fill the windows with its last posts, and start the search."""
        self._source = source
        self._restore(source)
        for posts, at in last_posts(self._case, own_lines(lines, source), self.settings.windows.reach_s):
            self.windows.add(posts, at)
        for alert in read_alerts(self._case):
            self._told_before.setdefault(_key(alert), []).append(alert.event_at)
        if self.settings.search is not None and self.settings.rules.of(NETWORKS).on:
            self._search = NetworkSearch.start(self._case, self.settings.search)

    def _restore(self, source: str) -> None:
        learnt = read_learnt(self._case, source)
        if learnt:
            try:
                restore_learnt(self.windows, learnt)
                self._lookout.restore(learnt)
            except (KeyError, ValueError, TypeError):  # another version wrote it, or nobody knows who
                self.windows, self._lookout = Windows(self.settings.windows), Lookout(self._case, self.settings.rules)

    def _keep_learnt(self) -> None:
        """Keep what was learned with the case, so that a watcher that starts again goes on from there."""
        if self._source is not None:
            self._kept_at = time.monotonic()
            keep_learnt(self._case, self._source, {**learnt_by(self.windows), **self._lookout.learnt()})

    def add(self, posts: pl.DataFrame, deletions: pl.DataFrame, arrived_at: float) -> Added:
        """See posts and notices of deletions that arrived at this time."""
        if deletions.height:
            self.windows.mark_deleted(deletions)
        return self.windows.add(posts, arrived_at) if posts.height else Added()

    def look(self, now: float) -> Sequence[Alert]:
        """Ask every detector, and the search for networks for what it has found meanwhile."""
        claims: list[Claim] = []
        begun = time.monotonic()
        if not self.windows.is_coarse or begun - self._looked_at >= COARSE_LOOK_S:
            self._looked_at = begun
            claims = self._lookout.look(self.windows)
            if begun - self._kept_at >= KEEP_S and not self.windows.is_coarse:
                self._keep_learnt()
        if self._search is not None:
            claims = [*claims, *self._search.results()]
        return self._judge(claims, now)

    def be_coarse(self, *, is_coarse: bool) -> None:
        """Compare new texts by their exact form only, and look and describe less often; or as always."""
        self.windows.is_coarse = is_coarse

    def finish(self, now: float, *, is_stopped: bool) -> Sequence[Alert]:
        """Wait for a last search over everything stored, unless the user wants to stop."""
        self._describe_at = 0.0  # the last status says how it ended
        if self._search is None or is_stopped:
            return ()
        claims = self._search.finish()
        return self._judge(claims, now)

    def _judge(self, claims: Sequence[Claim], now: float) -> Sequence[Alert]:
        """Return alerts, without those that an earlier watcher of this case has told of the same posts."""
        alerts = self.alarms.judge(claims, datetime.fromtimestamp(now, UTC))
        if not self._told_before:
            return alerts
        return [alert for alert in alerts if not self._was_told(alert)]

    def _was_told(self, alert: Alert) -> bool:
        cool_down = timedelta(minutes=self.settings.rules.of(alert.detector).cool_down_minutes)
        return any(abs(alert.event_at - told_at) <= cool_down for told_at in self._told_before.get(_key(alert), ()))

    def describe(self) -> Mapping[str, object]:
        """Return what the windows hold and what rises most; as it was a moment ago where that is enough."""
        begun = time.monotonic()
        if begun < self._describe_at:
            return self._described
        self._described = {
            "watermark_at": self.windows.watermark_at,
            "windows": self.windows.describe(),
            "movers": tuple(self.windows.movers(MOVERS)),
            "networks": dict(self._search.numbers) if self._search is not None else {},
            "search_problem": self._search.problem if self._search is not None else None,
        }
        took = time.monotonic() - begun
        every_s = (
            max(self.settings.describe_s, COARSE_DESCRIBE_S) if self.windows.is_coarse else self.settings.describe_s
        )
        self._describe_at = begun + max(every_s, 5 * took)
        return self._described

    def close(self) -> None:
        """Keep what was learned, and end the search for networks."""
        self._keep_learnt()
        if self._search is not None:
            self._search.stop()


def begin_looking(case: Case, lines: Sequence[ManifestLine], source: str, settings: LookingSettings) -> Looking:
    """Return what looks at a source of a case, with the windows as the last watcher left them."""
    looking = Looking(case.path, settings)
    looking.begin(lines, source)
    return looking


def last_posts(case: Path, lines: Sequence[ManifestLine], reach_s: float) -> list[tuple[pl.DataFrame, float]]:
    """Return the posts of the last batches with the time of each batch, oldest first, as far as windows reach back."""
    found: list[tuple[pl.DataFrame, float]] = []
    newest: datetime | None = None
    count = 0
    for line in reversed(lines):
        files = segment_files(case, [line], "posts")
        if not files:
            continue
        posts = scan_segments(files, POSTS).collect()
        last = posts["created_at"].max()
        if not isinstance(last, datetime):
            continue
        newest = last if newest is None else newest
        count += posts.height
        if last < newest - timedelta(seconds=reach_s) or count > MOST_REFILLED:
            break
        found.append((posts, datetime.fromisoformat(line.at).timestamp()))
    return found[::-1]


def only(rules: Rules, detectors: Sequence[str]) -> Rules:
    """Return the rules with only these detectors on."""
    return Rules({name: replace(rule, on=name in detectors) for name, rule in rules.by_detector.items()})


def _key(alert: Alert) -> tuple[str, str, str]:
    return alert.detector, alert.subject_kind, alert.subject
