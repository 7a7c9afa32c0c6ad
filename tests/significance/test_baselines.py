"""A baseline has the rates of the hours, knows how they vary, and no burst is part of it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.significance.streams import HOUR, START, by_hour, posts_at, span_of, steady
from unisono.significance.baselines import (
    Bursts,
    baseline_of,
    count_between,
    count_hours,
    hours_of_span,
    most_surprising,
    restored,
)

WEEKS = 6 * 168


def test_hours_are_counted_as_by_hand() -> None:
    first, hours = hours_of_span(span_of(5))
    moments = np.array([START - 1, START, START + HOUR - 1, START + 4 * HOUR, START + 5 * HOUR])
    assert (first, hours) == (START // HOUR, 5)
    assert count_hours(moments, first, hours).tolist() == [2, 0, 0, 0, 1]


def test_short_spans_fall_back_to_the_hour_of_day_then_to_one_rate_then_to_none() -> None:
    generator = np.random.default_rng(1)
    kinds = [
        baseline_of(posts_at(steady(generator, 5, 0, hours)), span_of(hours)).kind for hours in (12, 72, 240, WEEKS)
    ]
    assert kinds == ["none", "flat", "hour of day", "hour of week"]


def test_rates_by_hour_of_the_week_come_near_the_true_ones() -> None:
    generator = np.random.default_rng(2)
    hour = np.arange(WEEKS)
    true = 10.0 * (1.0 + 0.9 * np.sin(2 * np.pi * hour / 24)) * np.where((hour // 24) % 7 < 5, 1.2, 0.5)
    found = baseline_of(by_hour(generator, generator.poisson(true)), span_of(WEEKS)).expected()
    assert float(np.abs(found - true).mean() / true.mean()) < 0.12


def test_a_burst_does_not_raise_its_own_baseline() -> None:
    generator = np.random.default_rng(3)
    usual = steady(generator, 2, 0, 720)
    burst = steady(generator, 300, 400, 406)
    alone = baseline_of(posts_at(usual), span_of(720))
    both = baseline_of(posts_at(np.concatenate([usual, burst])), span_of(720))
    assert both.expected().mean() == pytest.approx(alone.expected().mean(), rel=0.1)
    assert both.posts < len(usual) + 5


def test_ten_bursts_do_not_hide_each_other() -> None:
    generator = np.random.default_rng(4)
    parts = [steady(generator, 60, 100 + 120 * burst, 102 + 120 * burst) for burst in range(10)]
    baseline = baseline_of(posts_at(np.concatenate([*parts, steady(generator, 0.1, 0, 1400)])), span_of(1400))
    assert baseline.expected().max() < 1.0


def test_the_spread_of_a_negative_binomial_stream_is_found() -> None:
    generator = np.random.default_rng(5)
    counts = generator.poisson(generator.gamma(2.0, 10.0 / 2.0, WEEKS))
    assert baseline_of(by_hour(generator, counts), span_of(WEEKS)).spread[0] == pytest.approx(0.5, abs=0.15)


def test_a_stream_cut_of_its_busiest_hours_gets_them_back_in_its_spread() -> None:
    generator = np.random.default_rng(6)
    counts = generator.poisson(generator.gamma(1.0, 8.0, WEEKS))
    cut = np.sort(counts)[: int(0.9 * WEEKS)]
    share = cut.size / WEEKS
    baseline = baseline_of(by_hour(generator, generator.poisson(8.0, WEEKS)), span_of(WEEKS))
    spread = (cut.var() - cut.mean()) / cut.mean() ** 2
    given = replace(
        baseline,
        posts=int(cut.sum()),
        known_hours=cut.size,
        left_out=WEEKS - cut.size,
        spread=(spread, spread / 3, spread / 8, spread / 24),
        error=(0.0,) * 4,
    )
    whole = restored(given)
    assert share == pytest.approx(0.9, abs=0.01)
    assert whole.rates.mean() / baseline.rates.mean() == pytest.approx(counts.mean() / cut.mean(), rel=0.1)
    assert whole.spread[0] == pytest.approx(1.0, abs=0.3)
    assert restored(replace(given, left_out=0)).rates.tolist() == baseline.rates.tolist()


def test_the_most_surprising_stretch_is_the_planted_one() -> None:
    generator = np.random.default_rng(7)
    counts = generator.poisson(3.0, 400)
    counts[200:203] += 60
    moments = by_hour(generator, counts)
    baseline = baseline_of(moments, span_of(400))
    between = count_between(moments, baseline.first_hour, 400)
    found = most_surprising(counts, between, baseline, np.ones(400, bool), Bursts())
    assert found is not None
    assert 197 <= found.first <= 202
    assert found.p < 1e-6
    assert most_surprising(counts, between, baseline, np.arange(400) < 190, Bursts()) is None


def test_an_hour_that_the_clock_cuts_in_two_is_told_as_both_its_hours() -> None:
    generator = np.random.default_rng(8)
    usual, planted = steady(generator, 0.5, 0, 400), np.linspace(200.52, 201.48, 14)
    baseline = baseline_of(posts_at(usual), span_of(400))
    moments = posts_at(np.concatenate([usual, planted]))
    where = baseline.first_hour, 400
    found = most_surprising(
        count_hours(moments, *where), count_between(moments, *where), baseline, np.ones(400, bool), Bursts()
    )
    assert found is not None
    assert (found.first, found.width) == (200, 2)
    assert count_between(moments, *where)[200] >= 14
