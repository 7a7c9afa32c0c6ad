"""Waves of reposts: minutes in which a post was reposted far more than in the hours around them."""

from dataclasses import dataclass
from datetime import datetime, time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.detectors.amplified_post import beta_binomial_tails
from unisono.dossiers.subject_posts import Card

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

WIDTHS_S = (60, 600, 3_600)
AROUND = 6
"""A stretch is compared with so many times its width before it, and as much after it."""

FEWEST = 10
TIMES = 5.0
LEVEL = 0.01

LIKENESS = 0.05
"""How far reposts of one stretch go together by themselves: one repost brings its own readers. Measured on posts that
only people repost, in synthetic worlds: none of them has a wave but the one of its publication."""

AT_PUBLICATION_S = 3_600
"""A wave that begins within so many seconds of publication is the ordinary one: a post is new once."""


@dataclass(frozen=True)
class Wave:
    """From its first to its last repost, as places in the reposts: expected, and p times all stretches looked at."""

    first: int
    last: int
    expected: float
    p: float


def waves_of(own: pl.DataFrame, published_at: datetime | None, networked: pl.Series) -> list[Card]:
    """Return the waves of a post's REPOSTS, in order of time.

    Each has start_at, end_at, reposts, expected, p, networked (reposts by these accounts), after_s (seconds since
    publication, null where that is not known) and at_publication. Reposts of which only the day is known are left out.
    """
    only_day = ~pl.col("exact") & (pl.col("at").dt.time() == time())
    timed = own.filter(~only_day).sort("at", "post")
    moments = timed["at"].dt.epoch("us").to_numpy()
    inside = timed["account"].is_in(networked.implode()).to_numpy()
    waves = []
    for wave in find_waves(moments // 1_000_000):
        start, end = timed["at"][wave.first], timed["at"][wave.last]
        after = None if published_at is None else (start - published_at).total_seconds()
        waves.append(
            {
                "start_at": start,
                "end_at": end,
                "reposts": wave.last - wave.first + 1,
                "networked": int(inside[wave.first : wave.last + 1].sum()),
                "expected": wave.expected,
                "p": wave.p,
                "after_s": after,
                "at_publication": after is not None and after <= AT_PUBLICATION_S,
            }
        )
    return waves


def find_waves(seconds: Int64) -> list[Wave]:
    """Return the waves of moments (seconds, ascending), none of which overlap.

    Of the stretches that begin with a repost and last a minute, ten, or an hour, the most surprising is taken first.
    Its count is held against the stretches around it, of six times its width on either side: by chance each repost
    there falls into it in proportion to its width (beta-binomial, so that reposts may draw each other).
    """
    if len(seconds) < FEWEST:
        return []
    looked = [_stretches(seconds, width) for width in WIDTHS_S]
    first, last, expected, tails = (np.concatenate(parts) for parts in zip(*looked, strict=True))
    tails = np.minimum(1.0, tails * len(tails))
    taken = np.zeros(len(seconds), np.bool_)
    found = []
    for place in np.lexsort((first, tails)):
        if tails[place] > LEVEL:
            break
        own = slice(first[place], last[place] + 1)
        if not taken[own].any():
            taken[own] = True
            found.append(Wave(int(first[place]), int(last[place]), float(expected[place]), float(tails[place])))
    return _joined(seconds, sorted(found, key=lambda wave: wave.first))


def _stretches(seconds: Int64, width: int) -> tuple[Int64, Int64, Float64, Float64]:
    """Return first and last repost, expected and p of each stretch of a width that could be a wave."""
    first = np.arange(len(seconds))
    stop = np.searchsorted(seconds, seconds + width, "right")
    counts = stop - first
    before = first - np.searchsorted(seconds, seconds - AROUND * width, "left")
    after = np.searchsorted(seconds, seconds + (AROUND + 1) * width, "right") - stop
    around = before + after
    # Half a repost more, so that a silent hour does not make the first repost a surprise.
    expected = (around + 0.5) / (2 * AROUND)
    likely = (counts >= FEWEST) & (counts >= TIMES * expected)
    share = 1.0 / (2 * AROUND + 1)
    tails = np.ones(len(seconds))
    tails[likely] = beta_binomial_tails(counts[likely], (counts + around)[likely], share, LIKENESS)
    return first, stop - 1, expected, tails


def _joined(seconds: Int64, waves: list[Wave]) -> list[Wave]:
    """Return waves of which none begins within a minute of the one before it."""
    joined: list[Wave] = []
    for wave in waves:
        near = joined and seconds[wave.first] - seconds[joined[-1].last] <= WIDTHS_S[0]
        if near:
            before = joined.pop()
            expected, p = before.expected + wave.expected, min(before.p, wave.p)
            joined.append(Wave(before.first, wave.last, expected, p))
        else:
            joined.append(wave)
    return joined
