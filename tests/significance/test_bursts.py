"""Planted bursts are found where they are; streams without any give hardly ever one."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from tests.significance.streams import START, by_hour, posts_at, span_of, steady
from unisono.significance.bursts import Burst, Bursts, baseline_of, find_bursts

BEGINS = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=START)


def bursts_in(moments: np.ndarray, hours: float) -> list[Burst]:
    return find_bursts(moments, baseline_of(moments, span_of(hours)))


def hours_from_start(moment: datetime) -> float:
    return (moment - BEGINS) / timedelta(hours=1)


@pytest.mark.parametrize("kind", ["poisson", "over-dispersed", "day and night"])
def test_streams_without_bursts_give_hardly_ever_one(kind: str) -> None:
    generator = np.random.default_rng(11)
    alarms = 0
    for rate in (0.05, 1.0, 20.0) * 15:
        rates = np.full(336, rate)
        if kind == "over-dispersed":
            rates = generator.gamma(1.0, rate, 336)
        if kind == "day and night":
            rates = rate * (1.0 + 0.95 * np.sin(2 * np.pi * np.arange(336) / 24))
        alarms += bool(bursts_in(by_hour(generator, generator.poisson(rates)), 336))
    assert alarms <= 1


@pytest.mark.parametrize(("usual", "rate", "length"), [(0.0, 60, 3), (0.05, 60, 1), (1.0, 100, 6), (20.0, 300, 4)])
def test_a_planted_burst_is_found_with_start_and_end_within_the_hour(usual: float, rate: float, length: float) -> None:
    generator = np.random.default_rng(12)
    for _ in range(5):
        start = generator.uniform(200, 500)
        planted = steady(generator, rate, start, start + length)
        found = bursts_in(posts_at(np.concatenate([steady(generator, usual, 0, 720), planted])), 720)
        assert len(found) == 1
        assert hours_from_start(found[0].start_at) == pytest.approx(start, abs=1)
        assert hours_from_start(found[0].end_at) == pytest.approx(start + length, abs=1)
        assert found[0].posts == pytest.approx(planted.size, rel=0.1)
        assert found[0].expected == pytest.approx(usual * length, rel=0.5, abs=0.05)
        assert found[0].p <= 0.01


def test_waves_of_one_attack_in_seventy_silent_days_are_one_burst() -> None:
    generator = np.random.default_rng(13)
    waves = 700 + generator.integers(0, 22, 398) * 40 / 60 + generator.uniform(0, 5 / 60, 398)
    (burst,) = bursts_in(posts_at(waves), 70 * 24)
    assert burst.posts == 398


def test_ten_attacks_among_a_few_posts_a_day_are_ten_bursts() -> None:
    generator = np.random.default_rng(14)
    starts = 60 + 130 * np.arange(10)
    attacks = [steady(generator, 40, start, start + 3) for start in starts]
    found = bursts_in(posts_at(np.concatenate([*attacks, steady(generator, 0.1, 0, 1500)])), 1500)
    assert [round(hours_from_start(one.start_at)) for one in found] == pytest.approx(starts, abs=1)


def test_the_settings_say_what_a_burst_is() -> None:
    generator = np.random.default_rng(15)
    moments = posts_at(np.concatenate([steady(generator, 1, 0, 720), steady(generator, 20, 300, 303)]))
    massive = Bursts(least_posts=100, times_usual=10.0)
    assert len(bursts_in(moments, 720)) == 1
    assert find_bursts(moments, baseline_of(moments, span_of(720), massive), massive) == []


def test_a_case_of_a_few_hours_has_no_usual_and_no_bursts() -> None:
    moments = posts_at(np.linspace(0, 10, 500))
    assert bursts_in(moments, 11) == []


def test_no_posts_are_no_bursts() -> None:
    assert bursts_in(np.zeros(0, np.int64), 400) == []


def test_a_burst_of_one_hour_is_found_where_the_clock_cuts_it_in_two() -> None:
    generator = np.random.default_rng(16)
    found = []
    for start in 300.0 + np.linspace(0.1, 0.9, 9):
        planted = steady(generator, 18, start, start + 1)
        own = posts_at(np.concatenate([steady(generator, 0.05, 0, 1440), planted]))
        found += bursts_in(own, 1440)
    assert len(found) == 9


def test_rates_that_drift_over_hours_are_hardly_ever_bursts() -> None:
    generator = np.random.default_rng(17)
    alarms = 0
    for _ in range(24):
        steps = generator.normal(0.0, np.sqrt(1.0 - 0.81), 720)
        state = np.zeros(720)
        for hour in range(1, 720):
            state[hour] = 0.9 * state[hour - 1] + steps[hour]
        alarms += bool(bursts_in(by_hour(generator, generator.poisson(20.0 * np.exp(0.7 * state))), 720))
    # At 1 %, three of 24 come by chance once in 500 trials.
    assert alarms <= 2
