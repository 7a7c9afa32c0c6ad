"""Accounts that wake together: a scan over the days on which long silences end, against what chance would give."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from unisono.accounts.coverage import Bool, Float64, Int64
from unisono.accounts.returns import Returns

WINDOWS = (1, 3, 7, 14)
"""Days within which long silences end together."""

FEWEST_TOGETHER = 10
FEWEST_OF_NETWORK = 3
LEAST_TIMES = 5.0
"""So many times as many as expected must wake: what the case does not show may bring back some more, but not that."""

SHAPE = 4
"""Days differ for reasons that nothing counted shows: by half of what is expected (a gamma distribution of shape 4)."""

EDGE_SHARE = 0.02
"""A day at the edge of a window with a smaller share of those who woke does not belong to it."""

LEVEL = 0.01


@dataclass(frozen=True)
class Waking:
    """Accounts whose long silences ended within a few days.

    first, last: days, both within. chosen: bool (returns), who woke. expected: how many chance would give within
    these days. n: how many returns could have fallen there. tail: the chance of as many. rate: `tail` times all
    windows and days (and groups) that were looked at, at most 1.
    """

    first: date
    last: date
    chosen: Bool
    expected: float
    n: int
    tail: float
    rate: float

    @property
    def count(self) -> int:
        """Return how many woke."""
        return int(self.chosen.sum())


def surprise_tails(counts: Int64, expected: Float64) -> Float64:
    """Return P(X >= count) of the negative binomial distribution with these means and the shape SHAPE.

    With at most SHAPE - 1 successes of probability s = shape / (shape + mean) in count + shape - 1 trials:
    the sum over j of C(trials, j) s^j (1 - s)^(trials - j).
    """
    mean = np.maximum(expected, 1e-12)
    success = SHAPE / (SHAPE + mean)
    trials = counts + SHAPE - 1.0
    tail, ways = np.zeros(len(counts)), np.ones(len(counts))
    for j in range(SHAPE):
        with np.errstate(under="ignore"):
            tail += ways * np.exp(j * np.log(success) + (trials - j) * np.log1p(-success))
        ways = ways * (trials - j) / (j + 1)
    return np.where(counts <= 0, 1.0, np.clip(tail, 1e-300, 1.0))


def find_wakings(returns: Returns) -> list[Waking]:
    """Return the times at which far more accounts woke than chance explains, the earliest first.

    Times do not overlap: of those that do, the most surprising is kept.
    """
    everybody = np.ones(len(returns.accounts), np.bool_)
    tests = len(WINDOWS) * returns.days
    return _scan(returns, everybody, returns.expected, fewest=FEWEST_TOGETHER, tests=tests)


def find_wakings_of_groups(returns: Returns, groups: list[list[str]]) -> list[Waking | None]:
    """Return for each group of accounts (platform:id) the time at which its members woke together, or None.

    Of several such times it is that of most members.
    """
    names = returns.silences.timelines.accounts.gather(returns.accounts)
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names.to_list()):
        places.setdefault(name, []).append(place)
    members = [[place for name in group for place in places.get(name, ())] for group in groups]
    tests = len(WINDOWS) * returns.days * sum(len(own) >= FEWEST_OF_NETWORK for own in members)
    found: list[Waking | None] = []
    for own in members:
        chosen = np.zeros(len(returns.accounts), np.bool_)
        chosen[own] = True
        wakings = []
        if len(own) >= FEWEST_OF_NETWORK:
            expected = returns.expected_of(chosen)
            wakings = _scan(returns, chosen, expected, fewest=FEWEST_OF_NETWORK, tests=tests)
        found.append(max(wakings, key=lambda waking: waking.count, default=None))
    return found


def _scan(returns: Returns, some: Bool, expected: Float64, *, fewest: int, tests: int) -> list[Waking]:
    observed = np.bincount(returns.woke[some], minlength=returns.days)
    found: list[tuple[int, int]] = []
    taken = np.zeros(returns.days, np.bool_)
    for first, last in _surprising(observed, expected, fewest=fewest, tests=tests):
        if taken[first : last + 1].any():
            continue
        bounds = _to_the_day(observed, expected, first, last, taken)
        taken[bounds[0] : bounds[1] + 1] = True
        found.append(bounds)
    wakings = [_waking(returns, some, expected, bounds, tests) for bounds in sorted(found)]
    return [waking for waking in wakings if waking.rate <= LEVEL and waking.count >= fewest]


def _surprising(observed: Int64, expected: Float64, *, fewest: int, tests: int) -> list[tuple[int, int]]:
    """Return first and last day of each window with far more than expected, the most surprising first."""
    parts = []
    for days in WINDOWS:
        if days > len(observed):
            continue
        counts = np.rint(_window_sums(observed.astype(np.float64), days)).astype(np.int64)
        means = np.maximum(_window_sums(expected, days), 0.0)
        first = np.flatnonzero((counts >= fewest) & (counts >= LEAST_TIMES * means))
        tails = surprise_tails(counts[first], means[first])
        kept = tails * tests <= LEVEL
        of_window = {"first": first, "last": first + days - 1, "tail": tails, "count": counts[first]}
        parts.append(pl.DataFrame(of_window).filter(pl.Series(kept)))
    if not parts:
        return []
    ranked = pl.concat(parts).sort("tail", "count", "first", "last", descending=[False, True, False, False])
    return [(first, last) for first, last in ranked.select("first", "last").iter_rows()]


def _window_sums(values: Float64, days: int) -> Float64:
    sums = np.append(0.0, np.cumsum(values))
    return np.asarray(sums[days:] - sums[:-days], np.float64)


def _to_the_day(observed: Int64, expected: Float64, first: int, last: int, taken: Bool) -> tuple[int, int]:
    """Return the window without days at its edges on which hardly anybody woke, and with those beside it that belong.

    A day beside it belongs if it has far more than expected by itself, up to the longest of the windows.
    """
    least = EDGE_SHARE * observed[first : last + 1].sum()
    while first < last and (observed[first] < least or observed[first] < LEAST_TIMES * expected[first]):
        first += 1
    while first < last and (observed[last] < least or observed[last] < LEAST_TIMES * expected[last]):
        last -= 1

    def belongs(day: int) -> bool:
        inside = 0 <= day < len(observed) and not taken[day] and last - first + 1 < max(WINDOWS)
        return inside and bool(observed[day] >= max(3.0, least, LEAST_TIMES * expected[day]))

    while belongs(last + 1):
        last += 1
    while belongs(first - 1):
        first -= 1
    return first, last


def _waking(returns: Returns, some: Bool, expected: Float64, bounds: tuple[int, int], tests: int) -> Waking:
    first, last = bounds
    chosen = some & (returns.woke >= first) & (returns.woke <= last)
    mean = float(expected[first : last + 1].sum())
    tail = float(surprise_tails(np.array([chosen.sum()]), np.array([mean]))[0])
    able = int((some & (returns.may_wake <= last)).sum())
    day = date(1970, 1, 1) + timedelta(days=returns.silences.coverage.first_day)
    return Waking(
        day + timedelta(days=first),
        day + timedelta(days=last),
        chosen,
        mean,
        able,
        tail,
        min(1.0, tail * tests),
    )


def moment_woken(returns: Returns, waking: Waking) -> datetime:
    """Return the first moment of the waking: the first post after their silence of those who woke."""
    micros = int(returns.woken_at[waking.chosen].min())
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
