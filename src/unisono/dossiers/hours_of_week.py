"""At which hours of which weekdays posts were published, in the case's zone."""

import math
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FEWEST_POSTS = 30
"""Posts with an hour below which a picture of the week says nothing."""

HARDLY_ANY = 0.01
UNLIKELY = 0.01
"""Share of the busy hours that a quiet stretch may hold, and how seldom chance may leave one as quiet."""


@dataclass(frozen=True)
class HoursOfWeek:
    """Posts by weekday and hour: counts int64 (7, 24), Monday and midnight first; posts whose time has no hour.

    busy: int64 (24), on how many dates there were posts in each hour of the day.
    """

    zone: str
    counts: NDArray[np.int64]
    busy: NDArray[np.int64]
    without_hour: int

    @property
    def posts(self) -> int:
        """Return how many posts are counted."""
        return int(self.counts.sum())

    @property
    def cannot_say(self) -> str | None:
        """Return why the counts say nothing of a rhythm; None where they do."""
        return f"fewer than {FEWEST_POSTS} posts with an hour" if self.posts < FEWEST_POSTS else None

    def quiet_hours(self) -> tuple[int, int] | None:
        """Return (first, hours) of the longest stretch of the day that is hardly ever busy; None where there is none.

        It holds one busy hour in a hundred at most, and spread evenly over the day as many busy hours would leave some
        stretch as quiet with a probability of at most one in a hundred (a bound: 24 times a binomial tail).
        """
        if self.cannot_say:
            return None
        total = int(self.busy.sum())
        for hours in range(23, 1, -1):
            sums = [int(np.take(self.busy, range(first, first + hours), mode="wrap").sum()) for first in range(24)]
            least = min(sums)
            if least <= HARDLY_ANY * total and 24 * _lower_tail(least, total, hours / 24) <= UNLIKELY:
                return sums.index(least), hours
        return None

    def as_json(self) -> dict[str, object]:
        """Return counts as lists by weekday, with the zone and what is left out."""
        quiet = self.quiet_hours()
        return {
            "zone": self.zone,
            "counts": self.counts.tolist(),
            "n": self.posts,
            "without_hour": self.without_hour,
            "quiet_from": quiet[0] if quiet else None,
            "quiet_hours": quiet[1] if quiet else None,
            "cannot_say": self.cannot_say,
        }


def hours_of_week(posts: pl.DataFrame, zone: str) -> HoursOfWeek:
    """Return when posts (created_at and created_at_precision of POSTS) were published; those without a time are not.

    Times to the day have no hour. Hours are those of clocks in the zone: where clocks change, an hour counts twice.
    """
    timed = posts.filter(pl.col("created_at").is_not_null())
    has_hour = pl.col("created_at_precision").fill_null("second") != "day"
    local = pl.col("created_at").dt.convert_time_zone(zone)
    placed = timed.filter(has_hour).select(
        local.dt.date().alias("date"),
        (local.dt.weekday().cast(pl.Int64) - 1).alias("weekday"),
        local.dt.hour().cast(pl.Int64).alias("hour"),
    )
    places = placed.select(24 * pl.col("weekday") + pl.col("hour")).to_series().to_numpy()
    busy = placed.select("date", "hour").unique()["hour"].to_numpy()
    return HoursOfWeek(
        zone,
        np.bincount(places, minlength=7 * 24).astype(np.int64).reshape(7, 24),
        np.bincount(busy, minlength=24).astype(np.int64),
        timed.height - placed.height,
    )


def _lower_tail(most: int, tries: int, chance: float) -> float:
    """Return the probability of at most so many hits among independent tries."""
    logs = (
        math.lgamma(tries + 1)
        - math.lgamma(hits + 1)
        - math.lgamma(tries - hits + 1)
        + hits * math.log(chance)
        + (tries - hits) * math.log1p(-chance)
        for hits in range(most + 1)
    )
    return min(1.0, sum(math.exp(one) for one in logs))
