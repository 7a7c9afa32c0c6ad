"""How many posts an hour usually has: rates by hour of the week, and how much more than chance the hours differ."""

from dataclasses import dataclass, replace

import numpy as np

from unisono.significance.hour_spreads import (
    WIDTHS,
    Bool,
    Float64,
    Int64,
    hours_together,
    measure_spreads,
    sums,
    tail,
    uncut,
)

HOUR = 3_600_000_000
"""Microseconds of an hour."""

HOURS_OF_WEEK = 168
MONDAY = 72
"""Hours from the Monday before 1970 to the beginning of 1970, a Thursday."""

FEWEST_HOURS = 24
"""Hours below which nothing is usual."""

HOURS_FOR_DAYS = 7 * 24
HOURS_FOR_WEEKS = 3 * HOURS_OF_WEEK
"""Hours from which on hours of the day, and hours of the week, have rates of their own."""

CHOSEN = 5
"""What every chance is multiplied by, as the hours that are left out of the usual are chosen by the same data."""

MOST_REGIONS = 30
MOST_REMOVED = 0.2
"""Runs of hours, and the share of all hours, that are left out of the usual at most."""


@dataclass(frozen=True)
class Bursts:
    """What makes a burst: posts at least, times the usual at least, and how seldom chance gives one in a stream."""

    least_posts: int = 10
    times_usual: float = 3.0
    level: float = 0.01


@dataclass(frozen=True)
class Baseline:
    """What is usual: `rates` posts per hour of the week (168, Monday 0:00 UTC first) from hour `first_hour` on.

    first_hour: hours since 1970; hours: how many there are; kind: hour of week, hour of day, flat or none (too short);
    doubt: the squared relative error of each rate; spread, error: for each of WIDTHS the inverse size of a negative
    binomial and its standard error, nan where too few stretches tell; posts, known_hours: what it rests on; left_out:
    runs of hours left out.
    """

    first_hour: int
    hours: int
    kind: str
    rates: Float64
    doubt: Float64
    spread: tuple[float, ...]
    error: tuple[float, ...]
    posts: int
    known_hours: int
    left_out: int = 0

    def expected(self) -> Float64:
        """Return the expected posts of every hour (hours)."""
        return self.rates[_slots(self.first_hour, self.hours)]

    def doubts(self) -> Float64:
        """Return the squared relative error of the expectation of every hour (hours)."""
        return self.doubt[_slots(self.first_hour, self.hours)]


def baseline_of(moments: Int64, span: tuple[int, int], settings: Bursts | None = None) -> Baseline:
    """Return what is usual in a stream of posts; moments and span (first, last) in microseconds since 1970.

    Stretches that stand out are left out one by one, the strongest first, and each is compared with a fit that does not
    know it; all up to the last that chance does not explain stay out (the order of the generalised extreme Studentised
    deviate, Rosner 1983), so that several bursts do not hide each other and none is its own measure.
    """
    first, hours = hours_of_span(span)
    counts = count_hours(moments, first, hours)
    keep = np.ones(hours, bool)
    if hours < FEWEST_HOURS:
        return _fit(counts, keep, first)
    between = count_between(moments, first, hours)
    return restored(_fit(counts, _usual_hours(counts, between, first, settings or Bursts()), first))


def hours_of_span(span: tuple[int, int]) -> tuple[int, int]:
    """Return the first hour since 1970 and the number of hours that a span touches."""
    first = span[0] // HOUR
    return int(first), int(span[1] // HOUR - first + 1)


def count_hours(moments: Int64, first: int, hours: int) -> Int64:
    """Return the posts in each hour; those outside are not counted."""
    places = np.asarray(moments, np.int64) // HOUR - first
    return np.bincount(places[(places >= 0) & (places < hours)], minlength=hours).astype(np.int64)


def count_between(moments: Int64, first: int, hours: int) -> Int64:
    """Return the posts from half past each hour to half past the next (hours - 1)."""
    return count_hours(np.asarray(moments, np.int64) - HOUR // 2, first, hours)[:-1]


@dataclass(frozen=True)
class Stretch:
    """The most surprising stretch of hours: first, width in hours, and p times all stretches that were looked at."""

    first: int
    width: int
    p: float


def restored(baseline: Baseline) -> Baseline:
    """Return a baseline as it would be if the runs of hours left out were the busiest of the same distribution.

    Without its busiest hours a stream looks calmer than it is. Mean and spread are those of the negative binomial that,
    cut at the share of hours that are left, has the mean and variance of what is left.
    """
    # Hours of one run are one surprise, and so are hours that rise and fall together: as many are one draw.
    together = hours_together(baseline.spread, baseline.error)
    left_out = baseline.left_out * together / max(baseline.known_hours + baseline.left_out * together, 1)
    mean = (baseline.posts + 0.5) / max(baseline.known_hours, 1)
    if left_out <= 0.0 or np.isnan(baseline.spread[0]):
        return baseline
    times, spread = uncut(mean, baseline.spread[0], left_out)
    wider = tuple(one * spread / baseline.spread[0] for one in baseline.spread)
    return replace(baseline, rates=baseline.rates * times, spread=wider)


def most_surprising(counts: Int64, between: Int64, baseline: Baseline, among: Bool, settings: Bursts) -> Stretch | None:
    """Return the stretch of hours (all of `among`) that stands out most; None where none has posts enough.

    counts: of each hour; between: from half past each hour to half past the next (count_between), so that a burst of
    one hour is not missed because the clock cuts it in two. Such a stretch is told as the two hours that it touches.
    """
    expected, doubts = baseline.expected(), baseline.doubts()
    told = [one for one in zip(WIDTHS, baseline.spread, baseline.error, strict=True) if not np.isnan(one[1])]
    looked_at = counts.size * (len(told) + 1) * CHOSEN
    best: Stretch | None = None
    for width, spread, error in told:
        for half in (False, True) if width == 1 else (False,):
            if width + half > counts.size:
                continue
            here = between.astype(np.float64) if half else sums(counts, width)
            mean = sums(expected, 2) / 2.0 if half else sums(expected, width)
            stands_out = (here >= settings.least_posts) & (here >= settings.times_usual * mean)
            places = np.flatnonzero(stands_out & (sums(among, width + half) > width + half - 0.5))
            if not places.size:
                continue
            doubt = sums(doubts, width + half)[places] / (width + half)
            chances = tail(here[places], mean[places], spread + doubt, error)
            # Among chances too small for a number the largest excess is first.
            order = np.lexsort((-(here[places] - mean[places]), chances))
            p = min(1.0, float(chances[order[0]]) * looked_at)
            if best is None or p < best.p:
                best = Stretch(int(places[order[0]]), width + half, p)
    return best


def _usual_hours(counts: Int64, between: Int64, first: int, settings: Bursts) -> Bool:
    """Return which hours are usual: without those of all bursts."""
    keep = np.ones(counts.size, bool)
    usual = keep.copy()
    fitted = _fit(counts, keep, first)
    for _ in range(MOST_REGIONS):
        stretch = most_surprising(counts, between, fitted, keep, settings)
        if stretch is None:
            break
        region = _widened(counts, fitted, stretch)
        removed = keep & ~region
        if removed.sum() < max(FEWEST_HOURS / 2, (1.0 - MOST_REMOVED) * counts.size):
            break
        fitted = _fit(counts, removed, first)
        keep = removed
        # What is left must not look calmer only because its busiest hours were taken away.
        judged = most_surprising(counts, between, restored(fitted), ~keep, settings)
        if judged is not None and judged.p <= settings.level:
            usual = keep.copy()
    return usual


def _widened(counts: Int64, fitted: Baseline, stretch: Stretch) -> Bool:
    """Return the hours of a stretch and those beside it that are busier than twice the usual."""
    busy = counts > 2.0 * fitted.expected() + 1.0
    low, high = stretch.first, stretch.first + stretch.width
    quiet_before = np.flatnonzero(~busy[:low])
    quiet_after = np.flatnonzero(~busy[high:])
    region = np.zeros(counts.size, bool)
    start = int(quiet_before[-1]) + 1 if quiet_before.size else 0
    region[start : high + (int(quiet_after[0]) if quiet_after.size else counts.size - high)] = True
    return region


def _slots(first: int, hours: int) -> Int64:
    return (np.arange(hours, dtype=np.int64) + first + MONDAY) % HOURS_OF_WEEK


def _fit(counts: Int64, keep: Bool, first: int) -> Baseline:
    """Return the baseline of the hours that are kept."""
    hours, known = counts.size, int(keep.sum())
    slots = _slots(first, hours)
    posts = int(counts[keep].sum())
    rates, doubt = np.full(HOURS_OF_WEEK, (posts + 0.5) / max(known, 1)), np.zeros(HOURS_OF_WEEK)
    parameters, kind = 1.0, "flat" if hours >= FEWEST_HOURS else "none"
    for kinds, classes, least in (
        ("hour of day", 24, HOURS_FOR_DAYS),
        ("hour of week", HOURS_OF_WEEK, HOURS_FOR_WEEKS),
    ):
        if hours >= least:
            kind = kinds
            classed = _by_class(rates, counts[keep], slots[keep], classes)
            rates, doubt, parameters = classed.rates, doubt + classed.doubt, parameters + classed.parameters
    # An hour without posts is rare to have any, not impossible.
    rates = np.maximum(rates, 0.5 / max(known, 1))
    seen = np.bincount(slots[keep], minlength=HOURS_OF_WEEK)
    rates = rates * ((posts + 0.5) / max(float((rates * seen).sum()), 1e-12))
    spread, error = measure_spreads(counts, rates[slots], keep, posts, known / max(known - parameters, 1.0))
    left_out = int((np.diff(keep.astype(np.int8), prepend=1) == -1).sum())
    return Baseline(first, hours, kind, rates, doubt, spread, error, posts, known, left_out)


@dataclass(frozen=True)
class Classed:
    """Rates by class of hours (168), the squared relative error of each, and how many free numbers they are worth."""

    rates: Float64
    doubt: Float64
    parameters: float


def _by_class(rates: Float64, counts: Int64, slots: Int64, classes: int) -> Classed:
    """Return the rates times what each class of hours (hour of the week modulo `classes`) has beside them.

    A class counts as far as classes differ by more than the hours within them (empirical Bayes, by moments).
    """
    expected = rates[slots]
    of = slots % classes
    seen = np.bincount(of, minlength=classes).astype(float)
    usual = np.bincount(of, expected, classes)
    times = (np.bincount(of, counts, classes) + 0.5) / (usual + 0.5)
    mean = expected * times[of]
    known = np.maximum(seen, 1.0)
    correction = counts.size / max(counts.size - float((seen > 0).sum()), 1.0)
    excess = float(((counts - mean) ** 2 * correction - mean).mean()) / max(float((mean**2).mean()), 1e-12)
    # The error of a class: its posts are a sample, and its hours differ in proportion to their rate.
    noise = (times / np.maximum(usual / known, 1e-12) + max(excess, 0.0) * times**2) / known
    between = max(0.0, float((((times - 1.0) ** 2 - noise) * (seen > 0)).sum() / max(float((seen > 0).sum()), 1.0)))
    trust = np.where(seen > 0, between / (between + noise), 0.0)
    drawn = 1.0 + trust * (times - 1.0)
    fold = HOURS_OF_WEEK // classes
    return Classed(rates * np.tile(drawn, fold), np.tile(trust * noise / drawn**2, fold), float(trust.sum()))
