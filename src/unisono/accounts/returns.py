"""Accounts that come back after a long silence, and how many of them each day would bring back by chance."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from unisono.accounts.coverage import Bool, Coverage, Float64, Int32, Int64
from unisono.accounts.silences import FEWEST_BEFORE, FEWEST_POSTS, Silences
from unisono.accounts.timelines import DAY

LONG_DAYS = 90.0
LONG_SHARE = 0.25
LEAST_DAYS = 5.0
"""A silence is long from 90 days on; in a case of less than 360 days from a quarter of them on, but not below five."""

LONGER_TIMES = 3.0
"""A long silence is so many times as long as the longest of the account's others."""

MOST_SLEEPS = 3
"""An account may sleep more than once: each time in `FEWEST_POSTS` posts or more, and in cases of a length to tell."""

TELLS_APART = 14.0
"""Days from which on two wakings of one account cannot fall into one window."""

MONTH = 29
PRIOR = 5.0
"""Accounts a day that are added to what is counted: a day that has two for one has not doubled."""

FEW = 20.0
"""Accounts that pause and do as is usual in the month, added to those that are counted on a day."""

NEAR, FAR = 15, 60
"""Days on either side within which, and from which on, other returns say how many there are at this time."""

PAUSE_STEPS = (0.25, 1 / 16)
"""Shorter pauses, as shares of a long silence, whose ends show how much a day brings back the quiet."""


@dataclass(frozen=True)
class Returns:
    """The ends of long silences, each LONGER_TIMES as long as the account's shorter ones, in order of the timelines.

    long_days: days from which on a silence counts. place: int64 (returns), where the post that ended it stands in the
    timelines. accounts: int64 (returns), places in the timelines' accounts; some return more than once. woke: int64
    (returns), day of the first post after the silence, counted from the first day of the coverage. may_wake: int64
    (returns), the first day on which the silence was long. pull: float64 (days), how much each day brings back the
    quiet, by what accounts do that were not long silent. called: float64 (days), which share of those that pause this
    day calls back, beyond what is usual in its month (below 0: fewer than is usual).
    """

    silences: Silences
    long_days: float
    place: Int64
    accounts: Int64
    woke: Int64
    may_wake: Int64
    pull: Float64
    called: Float64

    @property
    def days(self) -> int:
        """Return how many days the case has."""
        return len(self.pull)

    @property
    def woken_at(self) -> Int64:
        """Return when each silence ended: int64 (returns), microseconds since 1970."""
        return self.silences.timelines.times[self.place]

    @property
    def lengths(self) -> Float64:
        """Return how many days each silence lasted, without dark ones: float64 (returns)."""
        return self.silences.gaps[self.place] / DAY

    @cached_property
    def observed(self) -> Int64:
        """Return how many accounts came back on each day: int64 (days)."""
        return np.bincount(self.woke, minlength=self.days)

    @cached_property
    def expected(self) -> Float64:
        """Return how many would come back on each day by chance: float64 (days).

        The largest of three: each return falls on a day from `may_wake` on in proportion to its pull; the returns of
        the weeks around (from 15 to 60 days off on either side) come in proportion to the pull of this day; and the
        day calls those that are asleep as it calls those that pause, beside what is usual in its month.
        """
        drawn = self.drawn(np.ones(len(self.accounts), np.bool_))
        called = _month_means(drawn) + self.asleep * np.maximum(self.called, 0.0)
        return np.asarray(np.max([drawn, self.as_around(), called], axis=0), np.float64)

    @cached_property
    def asleep(self) -> Int64:
        """Return of how many a silence that will end was long already on each day: int64 (days)."""
        since = np.bincount(self.may_wake, minlength=self.days)
        return np.asarray(np.cumsum(since) - np.cumsum(self.observed) + self.observed, np.int64)

    def expected_of(self, some: Bool) -> Float64:
        """Return how many of some returns, bool (returns), would fall on each day by chance: float64 (days)."""
        everybody = self.drawn(np.ones(len(self.accounts), np.bool_))
        with np.errstate(divide="ignore", invalid="ignore"):
            more = np.where(everybody > 0, self.expected / everybody, 1.0)
        return np.asarray(self.drawn(some) * more, np.float64)

    def drawn(self, some: Bool) -> Float64:
        """Return on each day the sum over some returns of the probability that they fall on it: float64 (days)."""
        since = self.may_wake[some]
        left = np.append(np.cumsum(self.pull[::-1])[::-1], 0.0)
        share = 1.0 / np.maximum(left[since], 1e-12)
        return np.asarray(self.pull * np.cumsum(np.bincount(since, share, self.days)), np.float64)

    def as_around(self) -> Float64:
        """Return how many would come back each day if as many as in the weeks around, by pull: float64 (days)."""
        returns = _ring_sums(self.observed.astype(np.float64))
        pulls = _ring_sums(self.pull)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(pulls > 0, self.pull * (returns + 0.5) / pulls, 0.0)


def find_returns(silences: Silences) -> Returns:
    """Return the ends of all long silences of the accounts that have posts enough."""
    coverage = silences.coverage
    if not coverage.days:
        none = np.zeros(0, np.int64)
        return Returns(silences, LONG_DAYS, none, none, none, none, np.zeros(0), np.zeros(0))
    long_days = long_silence(float(coverage.lit_days[:, -1].max()))
    least = int(long_days * DAY)
    timelines = silences.timelines
    place = places_of_returns(silences, least, most=MOST_SLEEPS if long_days > TELLS_APART else 1)
    accounts = timelines.owners[place].astype(np.int64)
    platforms = coverage.platform_of[accounts]
    asleep = coverage.lit_before(timelines.times[place - 1], platforms) / DAY + long_days
    may_wake = np.zeros(len(accounts), np.int64)
    for platform in range(len(coverage.dark)):
        own = platforms == platform
        # The day within which so many lit days are over: its own lit part lies between its two sums.
        may_wake[own] = np.searchsorted(coverage.lit_days[platform], asleep[own], side="right") - 1
    woke = coverage.day[place].astype(np.int64)
    returned = np.zeros(len(timelines.accounts), np.bool_)
    returned[accounts] = True
    others = OtherAccounts.beside(silences, returned)
    pull, called = pull_of_days(others, least), called_back(others, least)
    return Returns(silences, long_days, place, accounts, woke, np.minimum(may_wake, woke), pull, called)


def places_of_returns(silences: Silences, least: int, most: int) -> Int64:
    """Return where the posts stand that end long silences, int64 (returns), by place.

    least: microseconds of a long silence. An account has at most so many, FEWEST_POSTS posts for each, FEWEST_BEFORE
    posts before each since the one before, and all other gaps are far shorter than the shortest of them.
    """
    timelines, gaps = silences.timelines, silences.gaps
    long = gaps >= least
    place = np.flatnonzero(long)
    owners = timelines.owners[place]
    sleeps = np.bincount(owners, minlength=len(timelines.accounts))
    others = np.maximum.reduceat(np.where(long, 0, gaps), timelines.start[:-1])
    shortest = np.full(len(timelines.accounts), np.iinfo(np.int64).max)
    np.minimum.at(shortest, owners, gaps[place])
    able = (sleeps <= most) & (timelines.counts >= FEWEST_POSTS * sleeps) & (shortest >= LONGER_TIMES * others)
    since = timelines.start[owners]
    since[1:] = np.where(owners[1:] == owners[:-1], place[:-1], since[1:])
    return np.asarray(place[able[owners] & (place - since >= FEWEST_BEFORE)], np.int64)


def long_silence(days: float) -> float:
    """Return from how many days on a silence is long in a case of so many days.

    >>> long_silence(1000), long_silence(80), long_silence(10)
    (90.0, 20.0, 5.0)
    """
    return max(LEAST_DAYS, min(LONG_DAYS, LONG_SHARE * days))


@dataclass(frozen=True)
class OtherAccounts:
    """The posts of accounts that were not long silent.

    coverage: of the whole case. days: int32 (posts), the day of each. gaps: int64 (posts), microseconds since the
    account's post before, -1 for its first. new: bool (posts), the account's first of that day.
    """

    coverage: Coverage
    days: Int32
    gaps: Int64
    new: Bool

    @classmethod
    def beside(cls, silences: Silences, returned: Bool) -> "OtherAccounts":
        """Return the posts of all accounts but those that returned, bool (accounts)."""
        coverage = silences.coverage
        own = np.repeat(~returned, silences.timelines.counts)
        return cls(coverage, coverage.day[own], silences.gaps[own], coverage.new_day[own])

    def per_day(self, some: Bool) -> Int64:
        """Return how many of some posts, bool (posts), there are on each day: int64 (days)."""
        return np.bincount(self.days[some], minlength=self.coverage.days)


def pull_of_days(others: OtherAccounts, least: int) -> Float64:
    """Return how much each day brings back the quiet, by accounts that were not long silent: float64 (days).

    The month's usual number of acting accounts, times the largest of: how far above the month of that day are the
    accounts that act, those that come back from shorter pauses, and those that are seen for the first time. So news,
    elections and the start of a collection explain many returns, and a group that wakes does not explain itself.
    """
    acting = others.per_day(others.new)
    times = np.maximum(_above_month(acting), _above_month(others.per_day(others.gaps < 0)))
    upper = float(least)
    for step in PAUSE_STEPS:
        paused = (others.gaps >= step * least) & (others.gaps < upper)
        times = np.maximum(times, _above_month(others.per_day(paused)))
        upper = step * least
    return np.where(others.coverage.dark.all(axis=0), 0.0, _month_means(acting) * times + 1e-9)


def called_back(others: OtherAccounts, least: int) -> Float64:
    """Return which share of the accounts that pause each day calls back, beside its month's: float64 (days).

    An account pauses from a sixteenth of a long silence on. Of accounts that pause on a day, those whose pause ends
    are counted; few of them are drawn towards the month's share. News calls those that slept long as it calls these.
    """
    first = PAUSE_STEPS[-1] * least
    ends = np.flatnonzero(others.gaps >= first)
    days, lasted = others.days[ends], (others.gaps[ends] - first) // DAY
    ended = np.bincount(days, minlength=others.coverage.days)
    began = np.bincount(np.maximum(days - lasted.astype(np.int64), 0), minlength=others.coverage.days)
    pausing = np.cumsum(began) - np.cumsum(ended) + ended
    usual = _month_means(ended) / np.maximum(_month_means(pausing), 1.0)
    shares = (ended + FEW * usual) / np.maximum(pausing + FEW, 1.0)
    return np.asarray(shares - usual, np.float64)


def _above_month(counts: Int64) -> Float64:
    """Return how many times its month's mean each day has, a few accounts being added to both."""
    return np.asarray((counts + PRIOR) / (_month_means(counts) + PRIOR), np.float64)


def _month_means(counts: Int64 | Float64) -> Float64:
    """Return the mean of the month around each day, as far as the case has it."""
    days = len(counts)
    sums = np.append(0.0, np.cumsum(counts))
    first = np.maximum(np.arange(days) - MONTH // 2, 0)
    last = np.minimum(np.arange(days) + MONTH // 2 + 1, days)
    return np.asarray((sums[last] - sums[first]) / (last - first), np.float64)


def _ring_sums(values: Float64) -> Float64:
    """Return for each day the sum over the days that are NEAR to FAR days before or after it."""
    days = np.arange(len(values))
    sums = np.append(0.0, np.cumsum(values))

    def between(first: Int64, last: Int64) -> Float64:
        bounds = (np.clip(edge, 0, len(values)) for edge in (first, last))
        low, high = bounds
        return np.asarray(sums[high] - sums[low], np.float64)

    return between(days - FAR, days - NEAR + 1) + between(days + NEAR, days + FAR + 1)
