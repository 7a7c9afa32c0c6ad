"""The timing of a tag: what is told, in which zone, and what cannot be said of empty, short or coarse data."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from tests.significance.streams import START, posts_at, steady
from unisono.dossiers.hashtag.timing import timing_of

BEGINS = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=START)
TIME = pl.Datetime("us", "UTC")


def series(hours: np.ndarray) -> pl.Series:
    return pl.Series(posts_at(hours)).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")


@pytest.fixture
def pushed() -> tuple[pl.Series, pl.Series]:
    generator = np.random.default_rng(51)
    own = np.concatenate([steady(generator, 0.05, 0, 720), steady(generator, 100, 500, 508)])
    return series(own), series(np.concatenate([own, steady(generator, 10, 0, 720)]))


def test_a_push_overnight_has_its_onset_peak_and_burst(pushed: tuple[pl.Series, pl.Series]) -> None:
    card = timing_of(*pushed, "UTC")
    planted = BEGINS + timedelta(hours=500)
    assert abs(card["onset_at"] - planted) <= timedelta(hours=1)
    assert card["onset_low"] <= card["onset_at"] <= card["onset_high"]
    assert planted - timedelta(hours=1) <= card["peak_at"] <= planted + timedelta(hours=8)
    (burst,) = card["bursts"]
    assert burst["posts"] > 700
    assert burst["from_the_start"] is False
    assert sum(hour["posts"] for hour in card["hours"]) == card["posts"] == len(pushed[0])
    assert sum(card["hours_of_day"]) == card["posts"]
    assert card["acceleration"]["value"] > 20
    assert "not known" in card["novelty"]["cannot_say"]
    assert "It began to rise at" in card["onset"]["says"]


def test_posts_in_any_order_and_without_times_count_the_same(pushed: tuple[pl.Series, pl.Series]) -> None:
    own, everybody = pushed
    order = np.random.default_rng(52).permutation(len(own))
    names = pl.Series([f"a{n % 300}" for n in range(len(own))])
    shuffled = timing_of(
        pl.concat([own[order], pl.Series([None], dtype=TIME)]),
        everybody,
        accounts=pl.concat([names[order], pl.Series(["x"])]),
    )
    assert shuffled.pop("without_time") == 1
    plain = timing_of(own, everybody, accounts=names)
    assert plain.pop("without_time") == 0
    assert shuffled == plain


def test_hours_of_the_day_are_those_of_the_zone() -> None:
    own = series(np.full(20, 12.0 - (START // 3_600_000_000) % 24))
    assert timing_of(own, own, "Asia/Tokyo")["hours_of_day"][21] == 20


def test_no_posts_or_no_times_say_so() -> None:
    none = pl.Series([], dtype=TIME)
    for own in (none, pl.Series([None, None], dtype=TIME)):
        card = timing_of(own, none)
        assert card["onset_at"] is None
        assert card["bursts"] == []
        assert "none of its posts has a time" in card["onset"]["cannot_say"]


def test_times_to_the_day_have_no_bursts_and_an_onset_of_a_day(pushed: tuple[pl.Series, pl.Series]) -> None:
    card = timing_of(pushed[0].dt.truncate("1d"), pushed[1].dt.truncate("1d"))
    assert card["bursts_cannot_say"] == "cannot say: the times are to the day, and bursts are counted by the hour"
    assert card["hours_of_day"] is None
    assert card["onset_high"] - card["onset_low"] >= timedelta(days=1)
    assert abs(card["onset_at"] - BEGINS - timedelta(hours=500)) <= timedelta(days=1)


def test_a_case_of_an_hour_says_that_it_is_too_short() -> None:
    own = series(np.linspace(0, 1, 200))
    card = timing_of(own, own)
    assert "the case covers" in card["bursts_cannot_say"]
    assert card["onset_at"] is None


def test_a_collection_that_begins_is_told_as_what_may_explain_the_rise() -> None:
    generator = np.random.default_rng(53)
    own = np.concatenate([steady(generator, 0.05, 0, 400), steady(generator, 5, 400, 720)])
    case = np.concatenate([own, steady(generator, 0.3, 0, 400), steady(generator, 40, 400, 720)])
    card = timing_of(series(own), series(case))
    assert card["onset"]["case_grows"] > 10
    assert "the collection that begins" in card["onset"]["says"]


def test_a_rise_in_the_midst_of_a_case_is_not_laid_to_its_beginning() -> None:
    generator = np.random.default_rng(54)
    own = np.concatenate([steady(generator, 0.05, 0, 400), steady(generator, 5, 400, 720)])
    case = np.concatenate([own, steady(generator, 10, 0, 400), steady(generator, 60, 400, 720)])
    card = timing_of(series(own), series(case))
    assert card["onset"]["case_grows"] > 3
    assert "then, too." in card["onset"]["says"]
