"""Onset: since when something is posted about far more than before, with the interval in which that moment lies."""

from dataclasses import dataclass

import numpy as np

from unisono.engine.special_functions import xlogy
from unisono.significance.baselines import FEWEST_HOURS, HOUR, HOURS_OF_WEEK, MONDAY, baseline_of
from unisono.significance.bursts import Burst, find_bursts
from unisono.significance.hour_spreads import Float64, Int64

FEWEST_POSTS = 10
DAY = 24 * HOUR
WEEK = 7 * DAY
SECOND = 1_000_000

TIMES_BEFORE = 3.0
"""How many times the rate before a rise has at least."""

PART = 10
MASSIVE = 10.0
"""A burst is a rise if it holds a tenth of all posts, or a hundred and ten times what its hours would expect."""

DROP = 4.0
"""By how much the log-likelihood of a moment may be below the best for the moment to be in the interval."""

STEP_GAIN = 10.0
STEP_POSTS = 5
STEP_BACK = DAY
HINT_GAIN = 3.0
"""A slower beginning belongs to a rise where at least so many posts came in the day before it, and likelier so by the
gain (log-likelihood); posts that only hint at it (two, and less of a gain) widen the interval."""

SHUFFLES = 199
LEVEL = 0.01
QUIET = 3.0
"""Posts that the rise's own rate would have given before it: with fewer, a case does not show the time before."""

GRID = 200
NEAR = 500
"""Posts on both sides of the best moment among which the interval is looked for."""


@dataclass(frozen=True)
class Onset:
    """When a rise began, in microseconds since 1970: at its first post, between low and high; null with the reason.

    before: posts before it; times: by what the rate is multiplied (null: nothing before); p of a rise at all.
    """

    at: int | None
    low: int | None
    high: int | None
    before: int
    times: float | None
    p: float | None
    cannot_say: str | None = None


def find_onset(
    moments: Int64,
    span: tuple[int, int],
    *,
    bursts: list[Burst] | None = None,
    shape: Float64 | None = None,
    resolution: int = SECOND,
) -> Onset:
    """Return since when the posts came at a far higher rate.

    moments: ascending, in microseconds since 1970; span: first and last moment that was looked at; shape: posts by
    hour of the week (168, Monday 0:00 UTC first) of everybody, so that mornings are no rise; resolution of the times.
    A rise is a burst (the first of those at least half as large as the largest) or, without one, a rate that stays at
    least three times as high, which days in any other order hardly ever give (permutations). Its beginning is the
    change point of a Poisson process (Worsley 1986) up to its densest part; the interval holds all moments whose
    profile likelihood is at most DROP below the best.
    """
    size = len(moments)
    if size < FEWEST_POSTS:
        return _nothing(f"cannot say, n = {size}")
    if resolution < DAY and span[1] - span[0] < FEWEST_HOURS * HOUR - 1:
        return _nothing(f"cannot say: the case covers less than {FEWEST_HOURS} hours")
    span = (min(span[0], int(moments[0])), max(span[1], int(moments[-1])))
    clock = _Clock(span, shape if resolution < DAY else None)
    times = clock.read(moments)
    paced = moments
    if resolution >= DAY:
        # Of times to the day the days are what hours are else.
        paced = moments // DAY * HOUR
        bursts = find_bursts(paced, baseline_of(paced, (span[0] // DAY * HOUR, span[1] // DAY * HOUR)))
    found = find_bursts(moments, baseline_of(moments, span)) if bursts is None else bursts
    found = [
        burst for burst in found if burst.posts >= size / PART or burst.posts >= MASSIVE * max(burst.expected, 10.0)
    ]
    if found:
        excess = [burst.posts - burst.expected for burst in found]
        # Of pushes of about one size the first is the beginning.
        rise = next(burst for burst, above in zip(found, excess, strict=True) if above >= max(excess) / 2.0)
        last = _last_of_densest(paced, rise)
        first, p = _change(times[: last + 1], last), rise.p
    else:
        first, p = _change(times, size - 1), _shift_chance(moments, span, resolution)
        if p > LEVEL:
            return _nothing("used at about the same rate throughout, as far as chance lets tell")
        if not _jumps(moments, first, span):
            return _nothing("its use grew little by little: there is no moment at which it began")
        last = size - 1
    onset, end = _earlier_beginning(times, first, last, clock)
    return _judge(times, onset, end, clock=clock, p=p, resolution=resolution, moments=moments)


class _Clock:
    """Time in which everybody posts at one rate: hours, longer where people post more."""

    def __init__(self, span: tuple[int, int], shape: Float64 | None) -> None:
        first, last = span[0], max(span[1], span[0] + SECOND)
        inner = np.arange(first // HOUR + 1, last // HOUR + 1) * HOUR
        self.edges = np.unique(np.concatenate(([first], inner[(inner > first) & (inner < last)], [last]))).astype(float)
        weights = np.ones(self.edges.size - 1)
        if shape is not None and shape.sum() > 0:
            slots = ((self.edges[:-1] // HOUR).astype(np.int64) + MONDAY) % HOURS_OF_WEEK
            # Nights count for a fifth at least: what comes in them is not infinitely surprising.
            weights = np.maximum(shape / shape.mean(), 0.2)[slots]
        self.hours = np.concatenate(([0.0], np.cumsum(weights * np.diff(self.edges) / HOUR)))

    def read(self, moments: Int64) -> Float64:
        """Return moments (microseconds since 1970) in hours of this clock."""
        return np.asarray(np.interp(np.asarray(moments, float), self.edges, self.hours))

    def moment(self, hours: float) -> int:
        """Return the moment at which the clock shows these hours."""
        return int(np.interp(hours, self.hours, self.edges))


def _nothing(why: str, p: float | None = None) -> Onset:
    return Onset(None, None, None, 0, None, p, why)


def _last_of_densest(moments: Int64, burst: Burst) -> int:
    """Return the place of the last post of the densest part (half the posts) of a burst."""
    low = int(np.searchsorted(moments, int(burst.start_at.timestamp()) * SECOND))
    high = low + burst.posts
    half = max(FEWEST_POSTS // 2, burst.posts // 2)
    lengths = moments[low + half - 1 : high] - moments[low : high - half + 1]
    return low + int(np.argmin(lengths)) + half - 1


def _gains(times: Float64, last: int, floor: float = 1.0 / 60.0) -> Float64:
    """Return the log-likelihood of a change right before each post up to `last`: rates before and after are free."""
    before = np.arange(last + 1, dtype=float)
    after = last + 1.0 - before
    passed, left = times[: last + 1], np.maximum(times[last] - times[: last + 1], floor)
    gains = xlogy(before, before / np.maximum(passed, floor)) + xlogy(after, after / left)
    rises = after / left > TIMES_BEFORE * before / np.maximum(passed, floor)
    return np.asarray(np.where(rises & (after >= STEP_POSTS), gains, -np.inf))


def _change(times: Float64, last: int) -> int:
    """Return the place of the first post after the likeliest rise before the post `last`."""
    return int(np.argmax(_gains(times, last)))


def _shift_chance(moments: Int64, span: tuple[int, int], resolution: int) -> float:
    """Return how often the days of the span (hours of a short one), in any other order, show as clear a rise."""
    length = span[1] - span[0] + 1
    block = DAY if length >= 14 * DAY or resolution >= DAY else HOUR
    counts = np.bincount((moments - span[0]) // block, minlength=int(-(-length // block))).astype(float)
    shuffled = np.random.default_rng(0).permuted(np.tile(counts, (SHUFFLES, 1)), axis=1)
    gains = _block_gains(np.vstack([counts, shuffled]))
    if not np.isfinite(gains[0]):
        return 1.0
    return float((1 + (gains[1:] >= gains[0] - 1e-9).sum()) / (1 + SHUFFLES))


def _block_gains(counts: Float64) -> Float64:
    """Return for each row of counts the best gain of a rise between two blocks over no change."""
    total = counts.sum(axis=1, keepdims=True)
    before = np.cumsum(counts, axis=1)[:, :-1]
    passed = np.arange(1.0, counts.shape[1])
    left = counts.shape[1] - passed
    after = total - before
    gains = xlogy(before, before / passed) + xlogy(after, after / left) - xlogy(total, total / counts.shape[1])
    rises = after / left >= TIMES_BEFORE * before / passed
    return np.asarray(np.where(rises, gains, -np.inf).max(axis=1, initial=-np.inf))


def _jumps(moments: Int64, first: int, span: tuple[int, int]) -> bool:
    """Say whether the week after a change has three times what the week before it had, its own time for each."""
    at = int(moments[first])
    before, after = min(WEEK, at - span[0]), min(WEEK, span[1] - at)
    earlier = first - int(np.searchsorted(moments, at - before))
    later = int(np.searchsorted(moments, at + after, side="right")) - first
    return (later / max(after, HOUR)) >= TIMES_BEFORE * (earlier / max(before, HOUR))


def _earlier_beginning(times: Float64, first: int, last: int, clock: _Clock) -> tuple[int, int]:
    """Return the first post of the rise and the last of its first part: a slower beginning, too, belongs to it."""
    while (start := _begins_before(times, first, clock, STEP_POSTS, STEP_GAIN)) is not None:
        first, last = start, first
    return first, last


def _begins_before(times: Float64, first: int, clock: _Clock, least: int, gain: float) -> int | None:
    """Return the post of the day before from which on posts came faster, up to `first`; None where there is none."""
    back = float(clock.read(np.array([clock.moment(float(times[first])) - STEP_BACK]))[0])
    start = int(np.searchsorted(times[:first], back))
    if start >= first or back <= 0.0:
        return None
    usual = (start + 0.5) / max(back, 1.0)
    posts = first - np.arange(start, first)
    length = np.maximum(times[first] - times[start:first], 1.0 / 60.0)
    gains = xlogy(posts, posts / (usual * length)) - (posts - usual * length)
    gains = np.where((posts >= least) & (posts / length >= TIMES_BEFORE * usual), gains, -np.inf)
    return start + int(np.argmax(gains)) if gains.max() >= gain else None


def _judge(times: Float64, first: int, last: int, *, clock: _Clock, p: float, resolution: int, moments: Int64) -> Onset:
    """Return the onset at a post, with its interval, unless the span begins too shortly before it."""
    rate = (last - first) / max(float(times[last] - times[first]), 1.0 / 60.0)
    if rate * float(times[first]) < QUIET:
        return _nothing("the case begins when it is already in use: what was before is not in it", p)
    low, high = _interval(times, first, last)
    hint = _begins_before(times, first, clock, 2, HINT_GAIN)
    low = low if hint is None else min(low, float(times[hint]))
    at = int(moments[first])
    before = first / float(times[first])
    return Onset(
        at,
        min(clock.moment(low), at),
        max(clock.moment(high), at) + (resolution if resolution > SECOND else 0),
        first,
        rate / before if first else None,
        p,
    )


def _interval(times: Float64, first: int, last: int) -> tuple[float, float]:
    """Return the earliest and the latest moment (hours of the clock) whose profile likelihood is near the best.

    The moment may lie anywhere between two posts; the number before it is then that of the earlier one.
    """
    floor = 1.0 / 3600.0
    start, stop = max(0, first - NEAR), min(last + 1, first + NEAR)
    edges = np.concatenate((times[start - 1 : start] if start else [0.0], times[start:stop]))
    # Most of the moments that are as likely lie shortly before a post, however long the pause before it was.
    shares = np.concatenate(([0.0], 1.0 - np.geomspace(0.9, 1e-6, GRID), [1.0]))[None, :]
    moments = edges[:-1, None] + shares * np.diff(edges)[:, None]
    before = np.arange(start, stop, dtype=float)[:, None]
    after = last + 1.0 - before
    likelihood = xlogy(before, before / np.maximum(moments, floor)) + xlogy(
        after, after / np.maximum(times[last] - moments, floor)
    )
    # The last posts alone would always be the fastest of all: a change there is none of a rise.
    known = before <= max(first, last - STEP_POSTS + 1)
    likelihood = np.where(known, likelihood, -np.inf)
    place = first - start
    near = likelihood >= likelihood[place].max() - DROP
    # Only what hangs together with the best: an earlier rise is another one.
    rows = np.flatnonzero(near.any(axis=1))
    low_row = high_row = place
    while low_row - 1 in rows:
        low_row -= 1
    while high_row + 1 in rows:
        high_row += 1
    inside = moments[low_row : high_row + 1][near[low_row : high_row + 1]]
    return float(inside.min()), float(inside.max())
