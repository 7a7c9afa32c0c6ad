"""How many accounts woke in the two weeks before and after an event, beside those that woke outside of these weeks."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import polars as pl

from unisono.accounts.coverage import Bool, Float64
from unisono.accounts.returns import Returns
from unisono.accounts.silences import FEWEST_POSTS
from unisono.accounts.timelines import DAY
from unisono.accounts.waking import FEWEST_OF_NETWORK, SHAPE, surprise_tails

EVENT_DAYS = 14
SIDES = ("before", "after")

MOST_WITHIN = 1.0
"""Chance must not put more returns into the two weeks, for one outside: else little is there to compare with."""

LESS_THAN_A_RETURN = 0.5
"""Returns added to those counted elsewhere: none seen is not none to come (the prior of Jeffreys)."""

STEPS = 200
"""Points of the distribution of a rate at which a tail is taken."""


@dataclass(frozen=True)
class AroundEvent:
    """How many long silences ended in the two weeks before or after an event, and how many would by chance.

    group: place of the group of accounts that was looked at, None for all. chosen: bool (returns), who woke then.
    n: all returns, or the accounts of the group that have posts enough. expected: how many chance would give. tail:
    the chance of as many. unsaid: why nothing can be said (expected and tail are then NaN), or None.
    """

    event: str
    at: datetime
    side: str
    group: int | None
    chosen: Bool
    n: int
    expected: float
    tail: float
    unsaid: str | None = None

    @property
    def count(self) -> int:
        """Return how many woke."""
        return int(self.chosen.sum())


@dataclass(frozen=True)
class _Weeks:
    """The two weeks on one side of an event: days since the case's first (not whole), and who woke in them."""

    returns: Returns
    low: float
    high: float
    woke: Bool

    @cached_property
    def asleep(self) -> Bool:
        """Return which accounts with posts enough were long silent in these weeks: bool (accounts).

        They came back in them or later, or their last post was so long ago.
        """
        returns, timelines = self.returns, self.returns.silences.timelines
        last = timelines.times[timelines.start[1:] - 1] / DAY - returns.silences.coverage.first_day
        asleep = (timelines.counts >= FEWEST_POSTS) & (last + returns.long_days < self.high)
        asleep[returns.accounts[(returns.may_wake < self.high) & (self.woke | (returns.woke >= self.high))]] = True
        return np.asarray(asleep, np.bool_)

    def within(self, daily: Float64) -> float:
        """Return the sum over these weeks of what each day has, days cut through counting in part."""
        sums = np.append(0.0, np.cumsum(daily))
        return float(np.diff(np.interp([self.low, self.high], np.arange(len(sums)), sums))[0])

    def drawn_per_outside(self, some: Bool) -> float:
        """Return how many of some returns, bool (returns), would fall into these weeks for one that falls outside."""
        drawn = self.returns.drawn(some)
        inside = self.within(drawn)
        return inside / max(float(drawn.sum()) - inside, 1e-12)

    def outside(self, some: Bool) -> float:
        """Return how many of some returns fell outside of these weeks, with less than one more."""
        return float((some & ~self.woke).sum()) + LESS_THAN_A_RETURN


def count_around_events(
    returns: Returns, events: pl.DataFrame, groups: Sequence[Sequence[str]] = ()
) -> list[AroundEvent]:
    """Return what was counted before and after each event of EVENTS, in the case and in groups (platform:id).

    In the case, returns outside of the two weeks say how many to expect within: those who woke in them do not explain
    themselves. Where that is more, it is what the weeks around have, or how many of those that pause are called back.
    In a group from which three or more ever came back, its own returns outside of these weeks say so; or, where that
    is more, the share that came back of everybody else who was long silent then.
    """
    members = _members(returns, groups)
    return [one for event in events.iter_rows(named=True) for one in _around(returns, event, members)]


def _members(returns: Returns, groups: Sequence[Sequence[str]]) -> dict[int, Bool]:
    """Return for each group of whom three or more came back its accounts: bool (accounts of the timelines)."""
    names = returns.silences.timelines.accounts
    returned = np.zeros(len(names), np.bool_)
    returned[returns.accounts] = True
    place_of = {name: place for place, name in enumerate(names.to_list())} if len(groups) else {}
    members = {}
    for group, own in enumerate(groups):
        chosen = np.zeros(len(names), np.bool_)
        chosen[[place_of[name] for name in own if name in place_of]] = True
        if (chosen & returned).sum() >= FEWEST_OF_NETWORK:
            members[group] = chosen
    return members


def _around(returns: Returns, event: dict[str, object], members: dict[int, Bool]) -> Iterator[AroundEvent]:
    at = event["at"]
    assert isinstance(at, datetime)  # EVENTS has it so
    moment = int(at.timestamp()) * 1_000_000 + at.microsecond
    for side, low in zip(SIDES, (moment - EVENT_DAYS * DAY, moment), strict=True):
        high = low + EVENT_DAYS * DAY
        woke = (returns.woken_at >= low) & (returns.woken_at < high)
        first_day = returns.silences.coverage.first_day
        weeks = _Weeks(returns, low / DAY - first_day, high / DAY - first_day, woke)
        everybody = np.ones(len(woke), np.bool_)
        unsaid = _why_unsaid(weeks)
        expected, tail = (np.nan, np.nan) if unsaid else _of_case(weeks, everybody)
        name = str(event["name"])
        yield AroundEvent(name, at, side, None, woke, len(woke), expected, tail, unsaid)
        if unsaid:
            continue
        enough = returns.silences.timelines.counts >= FEWEST_POSTS
        for group, own in members.items():
            some = own[returns.accounts]
            expected, tail = _of_group(weeks, own)
            yield AroundEvent(name, at, side, group, woke & some, int((own & enough).sum()), expected, tail)


def _why_unsaid(weeks: _Weeks) -> str | None:
    returns = weeks.returns
    lit = weeks.within(np.asarray(~returns.silences.coverage.dark.all(axis=0), np.float64)) if returns.days else 0.0
    if lit < EVENT_DAYS / 2:
        return f"the case has {lit:,.0f} of these {EVENT_DAYS} days"
    if not len(returns.accounts):
        return f"no account came back after a silence of {returns.long_days:,.0f} days or more"
    if weeks.drawn_per_outside(np.ones(len(returns.accounts), np.bool_)) > MOST_WITHIN:
        return "the case has too few other days on which accounts could have come back"
    return None


def _of_case(weeks: _Weeks, everybody: Bool) -> tuple[float, float]:
    returns, seen, ratio = weeks.returns, weeks.outside(everybody), weeks.drawn_per_outside(everybody)
    called = seen * ratio + weeks.within(returns.asleep * returns.called)
    expected = max(seen * ratio, called, weeks.within(returns.as_around()))
    return expected, _tail(int(weeks.woke.sum()), expected, _sureness(seen, ratio))


def _of_group(weeks: _Weeks, own: Bool) -> tuple[float, float]:
    """Return expected and tail of a group, bool (accounts)."""
    some, asleep = own[weeks.returns.accounts], weeks.asleep
    count = int((weeks.woke & some).sum())
    seen, ratio = weeks.outside(some), weeks.drawn_per_outside(some)
    expected, tail = seen * ratio, _tail(count, seen * ratio, _sureness(seen, ratio))
    others, members = int((asleep & ~own).sum()), int((asleep & own).sum())
    if others:
        called = float((weeks.woke & ~some).sum()) + LESS_THAN_A_RETURN
        share = called / (others + 1.0)
        expected, tail = max(expected, share * members), max(tail, _share_tail(count, members, share, called))
    return expected, tail


def _share_tail(count: int, members: int, share: float, called: float) -> float:
    """Return the chance that as many of the members who are asleep wake, if they do as others who are asleep.

    The beta-binomial distribution: the share is as uncertain as the number of others called leaves it, and differs
    between groups by half, as `SHAPE` says.
    """
    if count == 0:
        return 1.0
    a = _sureness(called, 1.0)
    b = a * (1.0 - share) / share
    log = math.lgamma
    ways = log(members + 1.0) - log(members + a + b) + log(a + b) - log(a) - log(b)
    tail = math.fsum(
        math.exp(ways - log(k + 1.0) - log(members - k + 1.0) + log(k + a) + log(members - k + b))
        for k in range(count, members + 1)
    )
    return min(max(tail, 1e-300), 1.0)


def _sureness(seen: float, ratio: float) -> float:
    """Return the shape of the distribution of a rate of which `seen` returns tell, in 1 / ratio stretches of two weeks.

    By chance it differs by one of the square root of `seen`; and each stretch differs from others as `SHAPE` says.
    """
    return 1.0 / (1.0 / seen + ratio / SHAPE)


def _tail(count: int, expected: float, sureness: float) -> float:
    """Return the chance of as many: the mean of `surprise_tails` over a gamma distribution of what is expected."""
    if count == 0:
        return 1.0
    rates = (np.arange(STEPS) + 0.5) / STEPS * (sureness + 10.0 * np.sqrt(sureness) + 5.0)
    logs = (sureness - 1.0) * np.log(rates) - rates
    weights = np.exp(logs - logs.max())
    tails = surprise_tails(np.full(STEPS, count), rates * expected / sureness)
    return float(np.clip((weights * tails).sum() / weights.sum(), 1e-300, 1.0))
