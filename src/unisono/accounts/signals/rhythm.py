"""When accounts post: how often, with which breaks, how evenly, and whether a clock can be seen in it."""

import math

import numpy as np
from numpy.typing import NDArray

from unisono.accounts.signals.acts import SITTING_US, Acts
from unisono.accounts.signals.declaration import Float64, Int32, Int64, Measured, Signal, said
from unisono.accounts.signals.per_account import counts_of, entropies_of, medians_of, sums_of
from unisono.accounts.timelines import DAY

Complex128 = NDArray[np.complex128]

WEEK = 7 * DAY
HOUR = DAY // 24
MINUTE = 60_000_000

BUSY_WEEK_POSTS, BUSY_WEEK_DAYS = 20, 4
"""Posts, and days with posts, of a week in which a daily break can be looked for."""

CLOCKS = (60, 30, 20, 15, 10, 5)
"""Minutes after which a schedule may come round; those that come round after whole hours show at 60."""

SHORTEST_TO_MINUTE = 25 * MINUTE
"""Gaps of times known to the minute are equal by rounding where they are shorter."""

NEARLY_ALL = 0.9
CLOCK_LEVEL = 0.001

GAP_STEP = 0.02
"""Gaps count as equal that are within some 2 to 4 % of one another."""

SIGNALS = (
    Signal(
        "posts_per_active_day",
        "rhythm",
        "number",
        5,
        "Posts on a day (UTC) on which it posts at all.",
        "Newsrooms, fans during a match and people in a quarrel post hundreds of times a day.",
        "days with posts",
        "It publishes {value} posts on a day on which it posts.",
        "none of its posts has a time",
    ),
    Signal(
        "quiet_hours",
        "rhythm",
        "hours",
        2,
        "The longest stretch of the day in which it never posts in a whole week; the median over its busy weeks.",
        "Several people may share an account; a busier week has shorter breaks.",
        f"weeks with {BUSY_WEEK_POSTS} posts or more on at least {BUSY_WEEK_DAYS} days",
        "Its longest daily break, the same hours for a whole week, lasts {value} hours.",
        f"no week has {BUSY_WEEK_POSTS} posts on {BUSY_WEEK_DAYS} days whose hours are known",
    ),
    Signal(
        "gap_entropy",
        "rhythm",
        "bits",
        30,
        "How much the times between its posts vary: the entropy of their lengths in steps of twice as long.",
        "Whoever posts at a set time each day has little variety, too.",
        "times between posts",
        "The times between its posts have {value} bits of variety (0: always alike).",
        "it has no two posts in a row whose hours are known",
    ),
    Signal(
        "same_second",
        "rhythm",
        "share",
        20,
        "How far its posts gather at one second of the minute (0 evenly spread, 1 always the same).",
        "Newsrooms and shops schedule posts to the full minute; some apps send what was queued in one go.",
        "posts a minute or more apart, timed to the second",
        "At one second of the minute its posts gather by {value} (0 %: spread evenly, 100 %: always the same second).",
        "the seconds of its posts are not known",
    ),
    Signal(
        "same_second_p",
        "rhythm",
        "p",
        20,
        "How often posts at random seconds gather as much (Rayleigh's test).",
        "Newsrooms and shops schedule posts to the full minute.",
        "posts a minute or more apart, timed to the second",
        "Posts at random seconds of the minute would gather as much with a probability of {value}.",
        "the seconds of its posts are not known",
    ),
    Signal(
        "clock_schedule",
        "rhythm",
        "share",
        20,
        "How far its posts keep to a clock that comes round every 5 to 60 minutes (0 not at all, 1 always).",
        "Newsrooms, weather stations and shops post on schedules.",
        "posts a minute or more apart",
        "Its posts keep to a clock by {value} (0 %: not at all, 100 %: always at the same minute).",
        "the hours of its posts are not known",
    ),
    Signal(
        "clock_minutes",
        "rhythm",
        "minutes",
        20,
        "After how many minutes that clock comes round.",
        "60 also stands for schedules of several whole hours.",
        "posts a minute or more apart",
        "The clock comes round every {value} minutes.",
        "the hours of its posts are not known",
        undecided="its posts keep to no clock of 5 to 60 minutes",
        is_ranked=False,
        undecided_is_no=True,
    ),
    Signal(
        "same_gap",
        "rhythm",
        "share",
        20,
        "The largest share of its times between posts that are equal to within 2 to 4 %.",
        "Feeds that look for news every so many minutes post at equal distances.",
        "times between posts of a minute or more (25, where times are known to the minute)",
        "{value} of the times between its posts are equally long.",
        "it has no two posts in a row, far enough apart, whose hours are known",
    ),
    Signal(
        "same_gap_minutes",
        "rhythm",
        "minutes",
        20,
        "How long the commonest time between its posts is.",
        "Says little where few of its times between posts are equal.",
        "times between posts of a minute or more (25, where times are known to the minute)",
        "The commonest time between its posts is {value} minutes.",
        "it has no two posts in a row, far enough apart, whose hours are known",
        is_ranked=False,
    ),
)


def measure_rhythm(acts: Acts) -> Measured:
    """Return the values of SIGNALS."""
    least = {signal.name: signal.least for signal in SIGNALS}
    gaps = np.flatnonzero(acts.timed_gaps)
    octaves = np.ceil(np.log2(np.maximum(acts.gaps[gaps] / 1e6, 0.5))).astype(np.int64) + 1
    found = {
        "posts_per_active_day": _posts_per_active_day(acts),
        "quiet_hours": _quiet_hours(acts),
        "gap_entropy": entropies_of(acts.owners[gaps], octaves, acts.accounts, least["gap_entropy"]),
        **_same_second(acts),
        **_clocks(acts),
        **_same_gaps(acts),
    }
    return {name: said(*values, least[name]) for name, values in found.items()}


def _posts_per_active_day(acts: Acts) -> tuple[Float64, Int64]:
    new = np.ones(len(acts.owners), np.bool_)
    days = acts.timelines.times // DAY
    new[1:] = (days[1:] != days[:-1]) | (acts.gaps[1:] < 0)
    n = counts_of(acts.owners[new], acts.accounts)
    return acts.timelines.counts / np.maximum(n, 1), n


def _quiet_hours(acts: Acts) -> tuple[Float64, Int64]:
    """Return the median over busy weeks of the longest part of the day without a post, in hours."""
    timed = np.flatnonzero(~acts.day_only)
    owners, times = acts.owners[timed], acts.timelines.times[timed]
    new_week, new_day = np.ones((2, len(timed)), np.bool_)
    other = owners[1:] != owners[:-1]
    new_week[1:] = other | (times[1:] // WEEK != times[:-1] // WEEK)
    new_day[1:] = new_week[1:] | (times[1:] // DAY != times[:-1] // DAY)
    week_of = np.cumsum(new_week) - 1
    weeks = int(new_week.sum())
    posts, days = (np.bincount(rows, minlength=weeks) for rows in (week_of, week_of[new_day]))
    busy = (posts >= BUSY_WEEK_POSTS) & (days >= BUSY_WEEK_DAYS)
    kept = busy[week_of]
    number = np.cumsum(busy) - 1
    # (week, time of day) as one number, so that one sort puts the times of day of every week in order.
    keys = np.sort(number[week_of[kept]] * DAY + times[kept] % DAY)
    if len(keys) == 0:
        return np.full(acts.accounts, np.nan), np.zeros(acts.accounts, np.int64)
    first = np.cumsum(posts[busy]) - posts[busy]
    last = first + posts[busy] - 1
    around_midnight = DAY - (keys[last] - keys[first])
    breaks = np.diff(keys, prepend=0)
    breaks[first] = around_midnight
    longest = np.maximum.reduceat(breaks, first)
    return medians_of(owners[new_week][busy], longest / HOUR, acts.accounts)


def _same_second(acts: Acts) -> Measured:
    exact = np.flatnonzero(acts.apart & ~acts.timelines.coarse)
    angles = np.asarray((acts.timelines.times[exact] % MINUTE) * (2.0 * np.pi / MINUTE), np.float64)
    n, resultant = resultants(acts.owners[exact], np.exp(1j * angles), acts.accounts)
    return {"same_second": (concentrations(resultant, n), n), "same_second_p": (rayleigh_tails(resultant, n), n)}


def _clocks(acts: Acts) -> Measured:
    """Return how far posts keep to the longest of CLOCKS that shows nearly as well as the best, and its minutes."""
    timed = np.flatnonzero(acts.apart & ~acts.day_only)
    owners = acts.owners[timed]
    angles = np.asarray((acts.timelines.times[timed] % HOUR) * (2.0 * np.pi / HOUR), np.float64)
    n = counts_of(owners, acts.accounts)
    lengths = np.empty((len(CLOCKS), acts.accounts))
    hand = np.exp(1j * angles)
    for row, times_round in enumerate(60 // np.array(CLOCKS)):
        lengths[row] = resultants(owners, hand**times_round, acts.accounts)[1]
    kept = np.array([concentrations(length, n) for length in lengths])
    chosen = np.argmax(kept >= NEARLY_ALL * kept.max(axis=0), axis=0)
    every = np.arange(acts.accounts)
    tails = len(CLOCKS) * rayleigh_tails(lengths[chosen, every], n)
    minutes = np.where(tails <= CLOCK_LEVEL, np.array(CLOCKS, np.float64)[chosen], np.nan)
    return {"clock_schedule": (kept[chosen, every], n), "clock_minutes": (minutes, n)}


def _same_gaps(acts: Acts) -> Measured:
    """Return the largest share of gaps in two neighbouring steps of GAP_STEP, and the middle of these in minutes."""
    shortest = np.where(acts.timelines.coarse, SHORTEST_TO_MINUTE, SITTING_US)
    places = np.flatnonzero(acts.timed_gaps & (acts.gaps >= shortest))
    owners, minutes = acts.owners[places], acts.gaps[places] / MINUTE
    n = counts_of(owners, acts.accounts)
    share, middle = np.full(acts.accounts, np.nan), np.full(acts.accounts, np.nan)
    if len(places) == 0:
        return {"same_gap": (share, n), "same_gap_minutes": (middle, n)}
    steps = np.floor(np.log(minutes) / GAP_STEP).astype(np.int64)
    width = int(steps.max()) + 2
    keys = np.sort(owners.astype(np.int64) * width + steps)
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    values, many = keys[begins], np.diff(np.append(begins, len(keys)))
    both = many.copy()
    neighbours = np.flatnonzero(np.diff(values) == 1)
    both[neighbours] += many[neighbours + 1]
    of_step = values // width
    first = np.flatnonzero(np.diff(of_step, prepend=-1))
    most = np.maximum.reduceat(both, first)
    best = np.flatnonzero(both == np.repeat(most, np.diff(np.append(first, len(of_step)))))
    best = best[np.searchsorted(best, first)]
    chosen = of_step[best]
    share[chosen] = most / n[chosen]
    middle[chosen] = np.exp((values[best] % width + np.where(both[best] > many[best], 1.0, 0.5)) * GAP_STEP)
    return {"same_gap": (share, n), "same_gap_minutes": (middle, n)}


def resultants(owners: Int32, directions: Complex128, accounts: int) -> tuple[Int64, Float64]:
    """Return how many directions, on the unit circle, each account has, and the length of their sum."""
    across, up = (sums_of(owners, part, accounts) for part in (directions.real, directions.imag))
    return counts_of(owners, accounts), np.hypot(across, up)


def concentrations(resultant: Float64, n: Int64) -> Float64:
    """Return the mean resultant length, 0 to 1, without what few angles have of it by chance (Kutil 2012, eq. 8).

    The square of the mean length of n random angles is 1/n on average: (n r^2 - 1) / (n - 1) is 0 on average.
    """
    squares = (resultant**2 / np.maximum(n, 1) - 1.0) / np.maximum(n - 1, 1)
    return np.asarray(np.sqrt(np.clip(squares, 0.0, 1.0)), np.float64)


def rayleigh_tails(resultant: Float64, n: Int64) -> Float64:
    """Return how often n random angles have so long a sum: Rayleigh's test (Zar 1999, equation 27.4).

    Good to some thousandths from n = 10 on.
    """
    exponent = np.sqrt(1.0 + 4.0 * n + 4.0 * (n.astype(np.float64) ** 2 - resultant**2)) - (1.0 + 2.0 * n)
    return np.asarray(np.clip(np.exp(exponent), math.ulp(0.0), 1.0), np.float64)
