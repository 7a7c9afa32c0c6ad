"""The longest silence of every account: when it began and ended, and how unusual it is for that account."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.coverage import Coverage, cover
from unisono.accounts.pauses import longest_tails
from unisono.accounts.timelines import DAY, Timelines

Bool = NDArray[np.bool_]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

FEWEST_POSTS = 8
FEWEST_BEFORE = 2
"""Posts of an account, and posts before its silence, below which nothing can be said of its rhythm."""

PAUSE = DAY // 4
"""Microseconds from which on a gap is a pause and not a part of one sitting."""

BLUR = DAY
"""Microseconds that pauses are blurred by where they say how long the longest could be."""

SILENCES: dict[str, pl.DataType] = {
    "account": pl.String(),
    "posts": pl.Int64(),
    "days": pl.Float64(),
    "began_at": pl.Datetime("us", "UTC"),
    "ended_at": pl.Datetime("us", "UTC"),
    "next_longest_days": pl.Float64(),
    "before": pl.Int64(),
    "after": pl.Int64(),
    "p": pl.Float64(),
    "cannot_say": pl.String(),
}


@dataclass(frozen=True)
class Silences:
    """The longest visible silence of each account between posts of its own; arrays have one value for each account.

    Only days of which the case has something are counted: lengths are microseconds of such days. gaps: int64 (posts),
    as `lit_gaps` returns them. place: int64, where the post that ended the silence stands in the timelines (-1: the
    account has one post). began, ended: int64,
    microseconds since 1970 of the posts around it. longest, next_longest: int64, microseconds, 0 where there is none.
    before, after: int64, posts up to its beginning and from its end on. tail: float64, how often the account's own
    rhythm would have a silence as long (see accounts/pauses.py), NaN where its pauses are too few. said: bool, whether
    the account has posts enough to say anything.
    """

    timelines: Timelines
    coverage: Coverage
    gaps: Int64
    place: Int64
    began: Int64
    ended: Int64
    longest: Int64
    next_longest: Int64
    before: Int64
    after: Int64
    tail: Float64
    said: Bool

    def frame(self) -> pl.DataFrame:
        """Return SILENCES: one row for each account; values that cannot be said are null, and `cannot_say` says why."""
        counts = self.timelines.counts
        none = pl.Series(~self.said)
        reasons = np.where(
            counts < FEWEST_POSTS,
            "fewer than 8 posts",
            np.where(self.longest <= 0, "no silence", "fewer than 2 posts before its longest silence"),
        )
        values = {
            "days": self.longest / DAY,
            "began_at": pl.Series(self.began).cast(SILENCES["began_at"]),
            "ended_at": pl.Series(self.ended).cast(SILENCES["ended_at"]),
            "next_longest_days": self.next_longest / DAY,
            "before": self.before,
            "after": self.after,
            "p": pl.Series(self.tail).fill_nan(None),
        }
        frame = pl.DataFrame({"account": self.timelines.accounts, "posts": counts, **values, "cannot_say": reasons})
        unsaid = [pl.when(none).then(None).otherwise(pl.col(name)).alias(name) for name in values]
        said = pl.when(none).then(pl.col("cannot_say")).otherwise(None).alias("cannot_say")
        return frame.with_columns(*unsaid, said).cast(SILENCES)  # type: ignore[arg-type]  # its stub wants selectors


def find_silences(timelines: Timelines) -> Silences:
    """Return the longest silence of every account, in passes over all posts at once.

    The time from an account's making to its first post is no silence, nor is a gap that ends in the half month in
    which a collection starts: its end is the collection's doing. Of silences equally long the first counts.
    """
    coverage = cover(timelines)
    if not len(timelines.times):
        none = np.zeros(0, np.int64)
        return Silences(
            timelines, coverage, none, none, none, none, none, none, none, none, np.zeros(0), np.zeros(0, np.bool_)
        )
    gaps = lit_gaps(timelines, coverage)
    first = timelines.start[:-1]
    longest = np.maximum.reduceat(gaps, first)
    hits = np.flatnonzero(gaps == np.repeat(longest, timelines.counts))
    place = np.empty(len(first), np.int64)
    place[timelines.owners[hits][::-1]] = hits[::-1]
    others = gaps.copy()
    others[place] = -1
    pauses = np.flatnonzero(others >= PAUSE)
    tail = longest_tails(others[pauses] / DAY, timelines.owners[pauses].astype(np.int64), longest / DAY, BLUR / DAY)
    single = place == first
    before = np.where(single, 0, place - first)
    said = (timelines.counts >= FEWEST_POSTS) & (before >= FEWEST_BEFORE) & (longest > 0)
    return Silences(
        timelines=timelines,
        coverage=coverage,
        gaps=gaps,
        place=np.where(single, -1, place),
        began=timelines.times[np.where(single, place, place - 1)],
        ended=timelines.times[place],
        longest=np.maximum(longest, 0),
        next_longest=np.maximum(np.maximum.reduceat(others, first), 0),
        before=before,
        after=timelines.counts - before,
        tail=np.where(said, tail, np.nan),
        said=said,
    )


def lit_gaps(timelines: Timelines, coverage: Coverage) -> Int64:
    """Return the microseconds of days that are not dark since the account's post before: int64 (posts).

    -1 for the first post of each account; 0 where the gap ends as a collection starts.
    """
    gaps = timelines.gaps
    if not coverage.dark.any() and not coverage.onset.any():
        return gaps
    wide = np.flatnonzero((gaps >= PAUSE) & _touched(timelines, coverage))
    platforms = coverage.platform_of[timelines.owners[wide]]
    until = timelines.times[wide]
    lit = coverage.lit_before(until, platforms) - coverage.lit_before(until - gaps[wide], platforms)
    # A gap of more than a month cannot have begun in the half month in which it ends.
    collected = coverage.onset[platforms, coverage.day_of(until)] & (gaps[wide] > 30 * DAY)
    gaps[wide] = np.where(collected, 0, lit)
    return gaps


def _touched(timelines: Timelines, coverage: Coverage) -> Bool:
    """Return whether there is a dark day, or the start of a collection, from the post before to each post, or in it."""
    platforms, days = coverage.dark.shape
    counted = np.zeros((platforms, days + 1), np.int32)
    np.cumsum(coverage.dark | coverage.onset, axis=1, out=counted[:, 1:])
    cells = coverage.day
    if platforms > 1:
        cells = cells + (days + 1) * coverage.platform_of[timelines.owners]
    flat = counted.ravel()
    touched = np.ones(len(cells), np.bool_)
    touched[1:] = flat[cells[1:] + 1] > flat[cells[:-1]]
    return touched
