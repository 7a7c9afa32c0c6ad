"""Hours are those of the zone's clocks, and a quiet stretch is only told where chance would not leave it."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from unisono.dossiers.hours_of_week import _lower_tail, hours_of_week

MONDAY = datetime(2018, 1, 1, tzinfo=UTC)


def posts(moments: list[datetime], precision: str | None = None) -> pl.DataFrame:
    schema = {"created_at": pl.Datetime("us", "UTC"), "created_at_precision": pl.String()}
    return pl.DataFrame({"created_at": moments, "created_at_precision": [precision] * len(moments)}, schema=schema)


def test_counts_are_those_of_brute_force_in_any_zone() -> None:
    draw = np.random.default_rng(3)
    moments = [MONDAY + timedelta(seconds=int(one)) for one in draw.integers(0, 400 * 86_400, 2_000)]
    for zone in ("UTC", "Asia/Kolkata", "America/New_York"):
        told = hours_of_week(posts(moments), zone)
        local = posts(moments)["created_at"].dt.convert_time_zone(zone).to_list()
        expected = np.zeros((7, 24), np.int64)
        for one in local:
            expected[one.weekday(), one.hour] += 1
        assert (told.counts == expected).all()
        dates = {(one.date(), one.hour) for one in local}
        assert told.busy.tolist() == [sum(hour == own for _, own in dates) for hour in range(24)]


def test_times_without_an_hour_are_counted_apart() -> None:
    both = pl.concat([posts([MONDAY] * 5, "day"), posts([MONDAY] * 2, "minute"), posts([None])])  # type: ignore[list-item]  # a post without a time
    told = hours_of_week(both, "UTC")
    assert (told.posts, told.without_hour) == (2, 5)
    assert told.cannot_say == "fewer than 30 posts with an hour"
    assert told.as_json()["quiet_hours"] is None


def test_a_night_is_found_around_midnight_and_a_few_posts_have_none_by_chance() -> None:
    awake = [hour for hour in range(24) if 7 <= hour < 22]
    moments = [MONDAY + timedelta(days=day, hours=hour) for day in range(40) for hour in awake]
    assert hours_of_week(posts(moments), "UTC").quiet_hours() == (22, 9)
    few = [MONDAY + timedelta(days=day, hours=hour) for day, hour in zip(range(32), awake * 3, strict=False)]
    told = hours_of_week(posts(few), "UTC")
    assert told.cannot_say is None
    assert told.quiet_hours() == (22, 9)


def test_posts_spread_over_the_day_by_chance_have_no_quiet_hours() -> None:
    found = 0
    for seed in range(200):
        draw = np.random.default_rng(seed)
        moments = [MONDAY + timedelta(hours=float(one)) for one in draw.uniform(0, 24 * 300, 40)]
        found += hours_of_week(posts(moments), "UTC").quiet_hours() is not None
    assert found <= 6


def test_one_busy_night_is_no_rhythm() -> None:
    moments = [MONDAY + timedelta(hours=3, minutes=one) for one in range(50)]
    assert hours_of_week(posts(moments), "UTC").quiet_hours() is None


@pytest.mark.parametrize(("most", "tries", "chance"), [(0, 40, 0.2), (3, 500, 0.04), (7, 7, 0.5), (2, 9, 0.9)])
def test_the_tail_is_the_binomial_one(most: int, tries: int, chance: float) -> None:
    assert _lower_tail(most, tries, chance) == pytest.approx(binom.cdf(most, tries, chance))
