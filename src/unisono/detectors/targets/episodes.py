"""Episodes: when posts against a target come at once, how many, and how many their hours would expect."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.detectors.targets.attack_posts import Attacks
from unisono.detectors.targets.busy_hours import find_busy_hours
from unisono.detectors.targets.settings import AttackSettings
from unisono.engine.tails import SMALLEST
from unisono.significance.baselines import HOUR, count_hours, hours_of_span
from unisono.significance.bursts import baseline_of
from unisono.significance.distributions import negative_binomial_tail

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

ROUNDS = 5
LEVEL = 0.01
WIDEST = 24
PAUSE = HOUR
"""Microseconds without a post that part two waves of an episode."""

ASSUMED_SHARE = 0.05
ASSUMED_POSTS = 20
"""Posts against a target for each other post about it, and how many posts that assumption is worth: of a target that
nobody wrote about before, nothing else is known, and word lists mistake some posts of any news."""

STRAY_PAUSE = HOUR // 2
FEWEST_AT_END = 3
SHARE_AT_END = 0.02
"""Posts at an end of an episode that a pause of half an hour parts from the rest belong to it if they are so many."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Wave:
    """Posts of an episode between two pauses of more than an hour."""

    start_at: datetime
    end_at: datetime
    posts: int


@dataclass(frozen=True)
class Episode:
    """Posts against one target that came at once.

    attacks: places of its posts among those against the target, by time. others: posts about the target in the same
    hours that attack nobody. usual: posts against it that its hours have on other days, None where too few hours are
    known; from_others: posts against it that go with so many others on other days; p: how often chance gives as many in
    so many hours, anywhere in the case.
    """

    target: int
    start_at: datetime
    end_at: datetime
    attacks: slice
    waves: tuple[Wave, ...]
    others: int
    usual: float | None
    from_others: float | None
    p: float | None
    settings: AttackSettings = field(default_factory=AttackSettings, repr=False)

    @property
    def posts(self) -> int:
        """Return how many posts it has."""
        return int(self.attacks.stop - self.attacks.start)

    @property
    def expected(self) -> float | None:
        """Return how many posts its hours would expect: the larger of what is usual there and what goes with others."""
        if self.usual is None:
            return None
        return max(self.usual, self.from_others or 0.0)

    @property
    def is_massive(self) -> bool:
        """Say whether it has posts enough, and so many times as many as expected; never where that is not known."""
        enough = self.posts >= self.settings.massive_posts
        return enough and self.expected is not None and self.posts >= self.settings.times_usual * self.expected


@dataclass(frozen=True)
class Usual:
    """What is usual outside of episodes: posts of every hour, which hours are outside, and the counts there."""

    first_hour: int
    rates: Float64
    outside: NDArray[np.bool_]
    counts: Int64

    def expected(self, start: int, end: int) -> float:
        """Return the usual posts from start to end (microseconds); part of an hour is its part."""
        hours = np.arange(len(self.rates), dtype=np.int64) + self.first_hour
        shares = np.clip(np.minimum(end, (hours + 1) * HOUR) - np.maximum(start, hours * HOUR), 0, HOUR) / HOUR
        return float((self.rates * shares).sum())

    def spread(self, hours: float) -> float:
        """Return the inverse size of a negative binomial for stretches of so many hours (a day at most), by moments.

        What the few posts leave open of the rate itself is added.
        """
        width = min(WIDEST, max(1, round(hours)))
        whole = len(self.counts) // width * width
        known = self.outside[:whole].reshape(-1, width).all(axis=1)
        here = self.counts[:whole].reshape(-1, width).sum(axis=1)[known]
        mean = self.rates[:whole].reshape(-1, width).sum(axis=1)[known]
        open_ = 1.0 / (float(self.counts[self.outside].sum()) + 0.5)
        square = float((mean**2).mean()) if mean.size else 0.0
        return open_ if square <= 0 else max(0.0, float(((here - mean) ** 2 - mean).mean()) / square) + open_


def find_episodes(
    attacks: Attacks, span: tuple[datetime, datetime], settings: AttackSettings | None = None
) -> dict[int, list[Episode]]:
    """Return the episodes of each target, in order of time; span: the first and last post of the case."""
    chosen = settings or AttackSettings()
    return {number: _episodes_of(attacks, number, span, chosen) for number in range(len(attacks.found.targets))}


def _episodes_of(
    attacks: Attacks, number: int, span: tuple[datetime, datetime], settings: AttackSettings
) -> list[Episode]:
    moments = attacks.of(number)["at"].dt.epoch("us").to_numpy()
    if len(moments) < settings.least_posts:
        return []
    hours, usual = busy_and_usual(moments, (microseconds(span[0]), microseconds(span[1])), settings)
    slices = [without_strays(moments, posts_within(moments, usual.first_hour, pair)) for pair in hours]
    others = _other_posts(attacks, number)
    outside = len(moments) - sum(one.stop - one.start for one in slices)
    calm = len(others) - sum(_between(others, moments[one.start], moments[one.stop - 1]) for one in slices)
    odds = (outside + ASSUMED_SHARE * ASSUMED_POSTS) / (calm + ASSUMED_POSTS)
    found = [
        _episode(number, moments, one, others, usual, odds, settings)
        for one in slices
        if one.stop - one.start >= settings.least_posts
    ]
    return [episode for episode in found if episode.p is None or episode.p <= LEVEL]


def busy_and_usual(
    moments: Int64, span: tuple[int, int], settings: AttackSettings
) -> tuple[list[tuple[int, int]], Usual]:
    """Return the busy hours of a stream (first and last of each stretch) and what is usual outside of them.

    Both are found in turns until the hours stay the same, so that no episode is its own measure. Where the case is too
    short to tell what is usual, nothing is taken to be.
    """
    first_hour, length = hours_of_span(span)
    counts = count_hours(moments, first_hour, length)
    outside = np.ones(length, bool)
    busy: list[tuple[int, int]] = []
    if length < settings.least_usual_hours:
        busy = find_busy_hours(counts, np.zeros(length), settings.quiet_hours)
        return busy, Usual(first_hour, np.zeros(length), np.zeros(length, bool), counts)
    for _ in range(ROUNDS):
        rates = _rates(moments, span, outside, first_hour)
        found = find_busy_hours(counts, rates, settings.quiet_hours)
        if found == busy:
            break
        busy, outside = found, np.ones(length, bool)
        for first, last in busy:
            outside[first : last + 1] = False
    return busy, Usual(first_hour, _rates(moments, span, outside, first_hour), outside, counts)


def posts_within(moments: Int64, first_hour: int, hours: tuple[int, int]) -> slice:
    """Return the places of the posts (microseconds, ascending) from the first to the last of these hours."""
    ends = np.array([hours[0] + first_hour, hours[1] + first_hour + 1], np.int64) * HOUR
    start, stop = np.searchsorted(moments, ends)
    return slice(int(start), int(stop))


def without_strays(moments: Int64, places: slice) -> slice:
    """Return the places without the few posts at both ends that a pause of half an hour parts from the rest.

    Whoever is attacked gets a rude post now and then: such a one an hour before is not the beginning.
    """
    own = moments[places]
    breaks = np.flatnonzero(np.diff(own) > STRAY_PAUSE) + 1
    parts = np.diff(np.concatenate(([0], breaks, [len(own)])))
    large = np.flatnonzero(parts >= max(FEWEST_AT_END, SHARE_AT_END * len(own)))
    if not large.size:
        return places
    ends = np.concatenate(([0], np.cumsum(parts)))
    return slice(places.start + int(ends[large[0]]), places.start + int(ends[large[-1] + 1]))


def waves_of(moments: Int64) -> tuple[Wave, ...]:
    """Return the runs of posts (microseconds, ascending) without a pause of more than an hour."""
    starts = np.concatenate(([0], np.flatnonzero(np.diff(moments) > PAUSE) + 1))
    ends = np.concatenate((starts[1:], [len(moments)]))
    return tuple(
        Wave(_moment(moments[start]), _moment(moments[end - 1]), int(end - start))
        for start, end in zip(starts, ends, strict=True)
    )


def _rates(moments: Int64, span: tuple[int, int], outside: NDArray[np.bool_], first_hour: int) -> Float64:
    """Return the usual posts of every hour, going by the hours outside of episodes."""
    kept = moments[outside[np.clip(moments // HOUR - first_hour, 0, len(outside) - 1)]]
    rates = baseline_of(kept, span).expected()
    # The hours of episodes have been emptied, and would make the others look calmer.
    return np.asarray(rates * (len(outside) / max(int(outside.sum()), 1)))


def _episode(
    number: int,
    moments: Int64,
    places: slice,
    others: Int64,
    usual: Usual,
    odds: float,
    settings: AttackSettings,
) -> Episode:
    start, end = int(moments[places.start]), int(moments[places.stop - 1])
    beside = _between(others, start, end)
    known = int(usual.outside.sum()) >= settings.least_usual_hours
    expected = max(usual.expected(start, end), 1e-9)
    posts, hours = places.stop - places.start, (end - start) / HOUR
    spread = usual.spread(hours)
    most = max(expected, odds * beside)
    chance = float(negative_binomial_tail(posts, 1.0 / spread, most))
    return Episode(
        number,
        _moment(start),
        _moment(end),
        places,
        waves_of(moments[places]),
        beside,
        expected if known else None,
        odds * beside if known else None,
        min(1.0, max(chance, SMALLEST) * len(usual.rates)) if known else None,
        settings,
    )


def _other_posts(attacks: Attacks, number: int) -> Int64:
    """Return the times of the posts about a target that attack nobody (microseconds, ascending)."""
    about = attacks.found.about.filter(pl.col("target") == number).select("act")
    calm = about.join(attacks.attacks.select("act"), on="act", how="anti")["act"]
    return np.sort(attacks.found.acts["at"].gather(calm).dt.epoch("us").to_numpy())


def _between(times: Int64, start: int, end: int) -> int:
    return int(np.searchsorted(times, end, "right") - np.searchsorted(times, start))


def microseconds(moment: datetime) -> int:
    """Return a time as microseconds since 1970."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def _moment(at: int | np.int64) -> datetime:
    return EPOCH + timedelta(microseconds=int(at))
