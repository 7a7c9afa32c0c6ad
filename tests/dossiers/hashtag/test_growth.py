"""Growth is what a direct count gives, for one stream and for many."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.significance.streams import START, by_hour, span_of
from unisono.dossiers.hashtag.growth import describe_acceleration, growth_of_hours, largest_growths
from unisono.significance.baselines import baseline_of, count_hours

BEGINS = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=START)


def counted_directly(counts: list[int]) -> list[float]:
    return [(counts[hour] + 1) / (sum(counts[hour - 24 : hour]) / 24 + 1) for hour in range(24, len(counts))]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=25, max_size=80))
def test_growth_is_the_hour_over_the_day_before_it(counts: list[int]) -> None:
    assert growth_of_hours(np.array(counts)).tolist() == pytest.approx(counted_directly(counts))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 70)), min_size=1, max_size=60))
def test_the_largest_growth_of_every_tag_is_that_of_its_hours(uses: list[tuple[str, int]]) -> None:
    table = pl.DataFrame(
        {"tag": [tag for tag, _ in uses], "at": [BEGINS + timedelta(hours=hour, minutes=7) for _, hour in uses]},
        schema={"tag": pl.String, "at": pl.Datetime("us", "UTC")},
    )
    found = {row["tag"]: row["growth"] for row in largest_growths(table, span_of(71)).to_dicts()}
    for tag in {tag for tag, hour in uses if hour >= 24}:
        counts = np.bincount([hour for one, hour in uses if one == tag], minlength=71)
        used = [place for place, count in enumerate(counts[24:]) if count]
        assert found[tag] == pytest.approx(max(growth_of_hours(counts)[used]))
    assert set(found) == {tag for tag, hour in uses if hour >= 24}


def test_the_fastest_hour_is_told_with_what_was_usual_and_its_chance() -> None:
    generator = np.random.default_rng(31)
    counts = generator.poisson(1.0, 480)
    counts[300] = 60
    moments = by_hour(generator, counts)
    baseline = baseline_of(moments, span_of(480))
    others = pl.DataFrame({"tag": [f"t{n}" for n in range(40)], "posts": [50] * 40, "growth": [2.0] * 38 + [90.0] * 2})
    card = describe_acceleration(count_hours(moments, baseline.first_hour, 480), baseline, others)
    assert card["at"] == BEGINS + timedelta(hours=300)
    assert card["value"] == pytest.approx(61 / (counts[276:300].mean() + 1))
    assert card["own_before"] < card["value"]
    assert card["faster_share"] == pytest.approx(2 / 40)
    assert card["p"] < 0.001
    assert "60 posts after" in card["says"]


def test_few_posts_or_a_short_case_say_nothing() -> None:
    generator = np.random.default_rng(32)
    for counts in (np.eye(1, 480, 300, dtype=np.int64)[0], np.full(40, 5)):
        moments = by_hour(generator, counts)
        card = describe_acceleration(counts, baseline_of(moments, span_of(counts.size)), None)
        assert card["value"] is None
        assert card["cannot_say"].startswith("cannot say, ")
