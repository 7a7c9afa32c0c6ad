"""Days of which a case holds hardly anything are dark, and the start of a collection is told from a burst."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from tests.accounts.sleepers import START, Town, people
from unisono.accounts.coverage import HARDLY_ANY, Int64, cover, dark_and_onset
from unisono.accounts.timelines import DAY, read_timelines
from unisono.model.tables import POSTS, conform


def usual(rng: np.random.Generator, days: int = 400, each: float = 200.0) -> Int64:
    """Return how many accounts act on each day: fewer at weekends."""
    week = np.where(np.arange(days) % 7 >= 5, 0.6, 1.0)
    return np.asarray(rng.poisson(each * week), np.int64)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_ordinary_days_weekends_bursts_and_growth_are_neither_dark_nor_a_start(rng: np.random.Generator) -> None:
    burst = usual(rng)
    burst[200:208] *= 30
    growing = np.asarray(rng.poisson(np.geomspace(20, 2_000, 900)))
    for active in (usual(rng), burst, growing, usual(rng, each=3.0) + 1):
        dark, onset = dark_and_onset(active)
        assert not dark.any()
        assert not onset.any()


def test_a_gap_of_the_collection_is_dark_even_with_strays_in_it(rng: np.random.Generator) -> None:
    active = usual(rng)
    active[150:290] = rng.poisson(0.7, 140)
    dark, onset = dark_and_onset(active)
    assert dark[150:290].all()
    assert dark.sum() == 140
    assert not onset[:290].any()
    assert onset[290:304].all()  # it starts again
    assert not onset[310:].any()


def test_the_start_of_a_collection_after_strays_is_told(rng: np.random.Generator) -> None:
    active = np.concatenate([rng.poisson(1.0, 600), usual(rng)])
    dark, onset = dark_and_onset(active)
    assert onset[600:614].all()
    assert not onset[:595].any()
    assert not onset[620:].any()
    assert dark[:600].mean() > 0.95
    assert not dark[600:].any()


def test_days_of_nobody_are_dark() -> None:
    dark, _ = dark_and_onset(np.array([5, 0, 4, 6]))
    assert dark.tolist() == [False, True, False, False]
    dark, onset = dark_and_onset(np.array([3]))
    assert (dark.tolist(), onset.tolist()) == ([False], [False])
    assert 0 < HARDLY_ANY < 0.1


def test_time_in_the_light_is_counted_by_platform(rng: np.random.Generator) -> None:
    parts = []
    for platform, since, until in (("here", 0.0, 120.0), ("there", 60.0, 300.0)):
        town = Town(rng, days=300.0)
        people(town, 400)
        day = (pl.col("created_at") - START).dt.total_hours() / 24
        parts.append(town.posts().with_columns(platform=pl.lit(platform)).filter((day >= since) & (day < until)))
    ghost = (
        parts[0]
        .head(1)
        .with_columns(created_at=pl.lit(START + timedelta(days=299)).cast(POSTS["created_at"]), post_id=pl.lit("late"))
    )
    timelines = read_timelines(pl.concat([*parts, ghost]))
    coverage = cover(timelines)
    assert coverage.active.shape == (2, 300)
    assert coverage.dark[0, 120:299].all()
    assert not coverage.dark[0, :120].any()
    assert coverage.dark[1, :60].all()
    assert not coverage.dark[1, 60:].any()
    begins = coverage.first_day * DAY
    moments = begins + (np.array([10.25, 119.5, 140.5, 200.0]) * DAY).astype(np.int64)
    platforms = np.array([0, 0, 0, 1])
    lit = coverage.lit_before(moments, platforms) / DAY
    assert lit == pytest.approx([10.25, 119.5, 120.0, 140.0])
    assert coverage.day_of(moments).tolist() == [10, 119, 140, 200]
    acted = timelines.times[timelines.owners == 0] // DAY - coverage.first_day
    assert coverage.active[coverage.platform_of[0]][acted].min() >= 1


def test_a_case_without_posts_covers_nothing() -> None:
    coverage = cover(read_timelines(conform(pl.DataFrame(), POSTS)))
    assert coverage.days == 0
    assert coverage.lit_days.tolist() == [[0.0]]
