"""Which days a case covers: where hardly anybody has posts in it, the silence of one account says nothing."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.timelines import DAY, Timelines

Bool = NDArray[np.bool_]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

HARDLY_ANY = 0.02
"""A day is dark where so small a share of the accounts acts that acted on usual days before and after it."""

ONSET_TIMES = 10.0
"""A collection starts where so many times as many accounts act a day from then on as before."""

MONTH = 29
"""Days over which the usual number of acting accounts is a median: no burst shorter than half of them moves it."""

HALF_MONTH = 15


@dataclass(frozen=True)
class Coverage:
    """What a case holds of each day of each platform; days are those of UTC, counted from the first one.

    first_day: days since 1970 of the case's first post. platform_of: int64 (accounts), places of the other arrays.
    day: int32 (posts), the day of each post of the timelines; new_day: bool (posts), the account's first of that day.
    active: int64 (platforms, days), accounts with a post on that day. dark: bool (platforms, days), days of which the
    case has hardly anything. onset: bool (platforms, days), days in the half month in which a collection starts, or
    starts again.
    """

    first_day: int
    platform_of: Int64
    day: Int32
    new_day: Bool
    active: Int64
    dark: Bool
    onset: Bool

    @cached_property
    def lit_days(self) -> Float64:
        """Return how many days that are not dark lie before each day: float64 (platforms, days + 1)."""
        counted = np.zeros((self.dark.shape[0], self.dark.shape[1] + 1))
        np.cumsum(~self.dark, axis=1, out=counted[:, 1:])
        return counted

    @property
    def days(self) -> int:
        """Return how many days there are from the first post to the last."""
        return int(self.dark.shape[1])

    def day_of(self, times: Int64) -> Int64:
        """Return the day of each moment (microseconds since 1970), counted from the first day."""
        return np.asarray(times // DAY - self.first_day, np.int64)

    def lit_before(self, times: Int64, platforms: Int64) -> Int64:
        """Return the microseconds of days that are not dark from the first day to each moment of the case."""
        days = self.day_of(times)
        within = np.where(self.dark[platforms, days], 0, times % DAY)
        return np.asarray(self.lit_days[platforms, days].astype(np.int64) * DAY + within, np.int64)


def cover(timelines: Timelines) -> Coverage:
    """Return which days the timelines cover, by platform: a collection may hold each for a time of its own."""
    platform_of = _platforms(timelines.accounts)
    if not len(timelines.times):
        nothing = np.zeros((1, 0), np.bool_)
        none, active = np.zeros(0, np.int32), np.zeros((1, 0), np.int64)
        return Coverage(0, platform_of, none, nothing[0], active, nothing, nothing)
    first_day = int(timelines.times.min() // DAY)
    days = (timelines.times // DAY - first_day).astype(np.int32)
    count = int(days.max()) + 1
    new = np.ones(len(days), np.bool_)
    new[1:] = days[1:] != days[:-1]
    new[timelines.start[:-1]] = True
    platforms = int(platform_of.max()) + 1
    cells = days[new]
    if platforms > 1:
        cells = cells + count * platform_of[timelines.owners[new]]
    active = np.bincount(cells, minlength=platforms * count).reshape(platforms, count)
    judged = [dark_and_onset(own) for own in active]
    dark, onset = (np.array(of_days) for of_days in zip(*judged, strict=True))
    return Coverage(first_day, platform_of, days, new, active, dark, onset)


def dark_and_onset(active: Int64) -> tuple[Bool, Bool]:
    """Return which days are dark and on which a collection starts, bool (days), by the accounts that act each day.

    Dark: nobody acts, or hardly anybody beside usual days before and after, or beside those of a collection that
    starts later. Usual: the median of a month. What stands before a start or after an end is as thin, but known.
    """
    until = _month_medians(active)
    since = _month_medians(active[::-1])[::-1]
    before, after = np.zeros(len(active)), np.zeros(len(active))
    before[1:], after[:-1] = until[:-1], since[1:]
    # A month in which nobody acts on most days has the median 0: half an account a day is as good as none.
    least = ONSET_TIMES * np.maximum(before, 0.5)
    onset = (since >= least) & (active >= least)
    onset[0] = False
    start = np.where(onset, since, 0.0)
    earlier, later = np.maximum.accumulate(before), np.maximum.accumulate(after[::-1])[::-1]
    started = np.append(np.maximum.accumulate(start[::-1])[::-1][1:], 0.0)
    dark = (active == 0) | (active < HARDLY_ANY * np.minimum(earlier, later)) | (active < HARDLY_ANY * started)
    return np.asarray(dark), np.asarray(onset)


def _month_medians(active: Int64) -> Float64:
    """Return for each day the median of the month that ends with it: float64 (days)."""
    return np.asarray(pl.Series(active, dtype=pl.Float64).rolling_median(MONTH, min_samples=1).to_numpy(), np.float64)


def _platforms(accounts: pl.Series) -> Int64:
    """Return for each account the place of its platform among those there are: int64 (accounts)."""
    named = accounts.str.extract(r"^([^:]*):", 1).fill_null("")
    return named.rank("dense").cast(pl.Int64).to_numpy() - 1 if len(named) else np.zeros(0, np.int64)
