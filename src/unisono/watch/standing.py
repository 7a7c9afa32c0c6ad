"""How a watcher stands: what it has counted since it started, and how quickly posts come and are handled."""

import os
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from unisono.cases.live.status import Status
from unisono.watch.keeping.storing import Stored
from unisono.watch.sources.declaration import Reception

LONG_AGO_S = 7 * 86_400.0
"""Posts older than this are of a recording that is served, or of old files: no stream goes back further to catch up."""

RATE_S = 10.0
CLOCK_S = 60.0
CLEARLY_BEHIND_S = -5.0
"""A newest post older than this does not tell how a source's clock goes, only that what it sends is old."""


@dataclass
class Standing:
    """Counts of one watcher; `status` writes them down."""

    source: str
    is_recording: bool
    started_at: datetime
    posts: int = 0
    redelivered: int = 0
    left_out: int = 0
    rejected: int = 0
    late: int = 0
    too_late: int = 0
    from_future: int = 0
    deletions: int = 0
    gaps: int = 0
    alerts: int = 0
    lag_s: float | None = None
    newest_at: float | None = None
    problem: str | None = None
    _arrived: deque[tuple[float, int]] = field(default_factory=deque)
    _ahead: deque[tuple[float, float]] = field(default_factory=deque)

    def count_posts(self, posts: pl.DataFrame, arrived_at: float, now: float) -> None:
        """Count posts that came, and learn from their times how far the source's clock is ahead."""
        self.posts += posts.height
        self._arrived.append((now, posts.height))
        while self._arrived and self._arrived[0][0] < now - RATE_S:
            self._arrived.popleft()
        newest = _newest(posts)
        if newest is None:
            return
        self.newest_at = max(newest, self.newest_at or newest)
        self._ahead.append((now, newest - arrived_at))
        while self._ahead and self._ahead[0][0] < now - CLOCK_S:
            self._ahead.popleft()

    def posts_per_s(self, now: float) -> float:
        """Return how many posts came a second, over the last ten."""
        since = max(now - RATE_S, self.started_at.timestamp())
        recent = sum(count for at, count in self._arrived if at >= since)
        return recent / max(1.0, now - since)

    @property
    def clock_skew_s(self) -> float | None:
        """Return how far the source's clock is ahead of ours; None for a recording, and while only old posts come."""
        ahead = max((one for _, one in self._ahead), default=None)
        return None if self.is_recording or ahead is None or ahead < CLEARLY_BEHIND_S else round(ahead, 3)

    def behind_s(self, now: float) -> float | None:
        """Return how old the newest post is; None for a recording, and where a stream is plainly not of now."""
        if self.is_recording or self.newest_at is None or now - self.newest_at > LONG_AGO_S:
            return None
        return round(now - self.newest_at, 3)

    def status(
        self, now: float, state: str, reception: Reception, stored: Stored, more: Mapping[str, object]
    ) -> Status:
        """Return the status of this moment; more: what windows and the search for networks say of themselves."""
        return Status(
            state=state,
            source=self.source,
            pid=os.getpid(),
            started_at=self.started_at,
            at=datetime.fromtimestamp(now, UTC),
            received=reception.received,
            stored=stored.posts,
            posts=self.posts,
            duplicates=self.redelivered + stored.duplicates,
            rejected=self.rejected,
            dropped=dict(reception.dropped),
            left_out=self.left_out,
            late=self.late,
            too_late=self.too_late,
            from_future=self.from_future,
            deletions=self.deletions,
            edits=stored.duplicates,
            posts_per_s=round(self.posts_per_s(now), 1),
            lag_s=None if self.lag_s is None else round(self.lag_s, 3),
            behind_s=self.behind_s(now),
            clock_skew_s=self.clock_skew_s,
            buffer_lines=reception.buffer_lines,
            buffer_bytes=reception.buffer_bytes,
            memory_bytes=memory_bytes(),
            cursor=stored.cursor,
            gaps=self.gaps,
            alerts=self.alerts,
            problem=self.problem or reception.problem,
            **more,  # type: ignore[arg-type]  # each has the type of its field
        )


def _newest(posts: pl.DataFrame) -> float | None:
    """Return the time of the newest post by the source's clock, in unix seconds: when it saw it, else when it is from.

    Of a hundred posts one may declare any time: the newest hundredth is left out.
    """
    seen = posts.select(pl.coalesce("collected_at", "created_at").alias("at"))["at"].drop_nulls()
    if seen.is_empty():
        return None
    at = seen.dt.epoch("us").quantile(0.99, interpolation="lower")
    return None if at is None else at / 1e6


def memory_bytes() -> int:
    """Return the memory that is this process's own at this moment; where the system does not say, the most it held.

    Mapped files are left out, such as the hashes of a large case's posts: the system takes their pages as it needs.
    """
    try:
        resident, shared = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split()[1:3])
    except (OSError, ValueError, IndexError):
        return most_memory_bytes()
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")


def most_memory_bytes() -> int:
    """Return the most memory that this process has held so far; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
