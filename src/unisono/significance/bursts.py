"""Bursts: stretches with far more posts than their hours of the week usually have, with start, end and chance."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log, sqrt

import numpy as np

from unisono.significance.baselines import (
    HOUR,
    Baseline,
    Bursts,
    Stretch,
    baseline_of,
    count_between,
    count_hours,
    most_surprising,
)
from unisono.significance.hour_spreads import Bool, Int64
from unisono.significance.kleinberg import burst_states, fast_runs

__all__ = ["Baseline", "Burst", "Bursts", "baseline_of", "find_bursts"]

MOST_BURSTS = 200
ROUNDS = 6
SECOND = 1_000_000
PAUSE = 3 * HOUR
"""Between waves of one burst at most."""

AROUND = 2 * 24
"""Hours on both sides of a stretch that stands out within which its burst may begin and end."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Burst:
    """From its first to its last post: posts, how many were expected, and p counting all stretches looked at."""

    start_at: datetime
    end_at: datetime
    posts: int
    expected: float
    p: float


def find_bursts(moments: Int64, baseline: Baseline, settings: Bursts | None = None) -> list[Burst]:
    """Return the bursts of a stream of posts, in order of time; moments in microseconds since 1970, ascending.

    A stretch of 1 (from the hour or half past it), 3, 8 or 24 hours that the baseline makes unlikely is the seed of a
    burst; Kleinberg's automaton (slow: the baseline's rate there, fast: the burst's own) says at which posts it begins
    and ends. Bursts at most three hours apart are one. p is that of the stretch in which a burst's own posts are most
    surprising, times all stretches.
    """
    chosen = settings or Bursts()
    if baseline.kind == "none" or len(moments) < chosen.least_posts:
        return []
    counts, between = _counts(moments, baseline)
    free = np.ones(counts.size, bool)
    found: list[tuple[int, int]] = []
    for _ in range(MOST_BURSTS):
        seed = most_surprising(counts, between, baseline, free, chosen)
        if seed is None or seed.p > chosen.level:
            break
        first, last = _delimit(moments, baseline, seed, free)
        found.append((first, last))
        free[_hours_of(moments, first, last, baseline)] = False
        # A seed beside the posts that its burst was found to have is done with all the same.
        free[seed.first : seed.first + seed.width] = False
    joined = _join(moments, sorted(found))
    bursts = [_measure(moments, baseline, pair, chosen) for pair in joined]
    return [burst for burst in bursts if burst.p <= chosen.level]


def _counts(moments: Int64, baseline: Baseline) -> tuple[Int64, Int64]:
    """Return the posts of each hour, and from half past each hour to half past the next."""
    where = baseline.first_hour, baseline.hours
    return count_hours(moments, *where), count_between(moments, *where)


def _delimit(moments: Int64, baseline: Baseline, seed: Stretch, free: Bool) -> tuple[int, int]:
    """Return the places of the first and the last post of the burst around a seed."""
    low, high = _open_hours(seed, free)
    start, stop = (int(place) for place in np.searchsorted(moments, _at(baseline, np.array([low, high]))))
    core = _at(baseline, np.array([seed.first, seed.first + seed.width]))
    first, last = (int(place) for place in np.searchsorted(moments, core))
    last -= 1
    own = moments[start:stop]
    expected = baseline.expected()[low:high]
    slow = max(float(expected.mean()), 1e-9) / HOUR
    gaps = np.diff(own).astype(np.float64)
    for _ in range(ROUNDS):
        rate = max((last - first) / max(int(moments[last] - moments[first]), SECOND), 2.0 * slow)
        price = log(max(own.size, 2))
        # A pause of an hour does not end a burst that is far above the usual: attacks come in waves.
        fast = min(rate, max((log(rate / slow) + price) / HOUR, sqrt(rate * slow), 1.5 * slow))
        runs = fast_runs(burst_states(gaps, slow, fast, price))
        # A run of gaps joins one post more than it has gaps; that of most posts within the seed is the burst's.
        ends = runs + np.array([start, start + 1])
        shared = np.minimum(ends[:, 1], last) - np.maximum(ends[:, 0], first)
        if not shared.size or shared.max() <= 0:
            break
        chosen = ends[int(shared.argmax())]
        if (int(chosen[0]), int(chosen[1])) == (first, last):
            break
        first, last = int(chosen[0]), int(chosen[1])
    return first, last


def _open_hours(seed: Stretch, free: Bool) -> tuple[int, int]:
    """Return the hours around a seed that no other burst has, as (first, last + 1)."""
    low, high = max(0, seed.first - AROUND), min(free.size, seed.first + seed.width + AROUND)
    before, after = np.flatnonzero(~free[low : seed.first]), np.flatnonzero(~free[seed.first + seed.width : high])
    if before.size:
        low += int(before[-1]) + 1
    if after.size:
        high = seed.first + seed.width + int(after[0])
    return low, high


def _at(baseline: Baseline, hours: Int64) -> Int64:
    return (hours + baseline.first_hour) * HOUR


def _hours_of(moments: Int64, first: int, last: int, baseline: Baseline) -> slice:
    return slice(
        int(moments[first] // HOUR - baseline.first_hour), int(moments[last] // HOUR - baseline.first_hour) + 1
    )


def _join(moments: Int64, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in pairs:
        if joined and moments[first] - moments[joined[-1][1]] <= PAUSE:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _measure(moments: Int64, baseline: Baseline, pair: tuple[int, int], settings: Bursts) -> Burst:
    """Return the burst from one post to another; p: of its own posts, in the stretch where they stand out most."""
    first, last = pair
    hours = _hours_of(moments, first, last, baseline)
    own, between = _counts(moments[first : last + 1], baseline)
    strongest = most_surprising(own, between, baseline, np.ones(own.size, bool), settings)
    shares = np.ones(hours.stop - hours.start)
    shares[0] -= (moments[first] % HOUR) / HOUR
    shares[-1] -= 1.0 - (moments[last] % HOUR) / HOUR
    expected = float((baseline.expected()[hours] * np.maximum(shares, 0.0)).sum())
    return Burst(
        EPOCH + timedelta(microseconds=int(moments[first])),
        EPOCH + timedelta(microseconds=int(moments[last])),
        last - first + 1,
        expected,
        strongest.p if strongest else 1.0,
    )
