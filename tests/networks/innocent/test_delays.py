"""Readers come each in their own time; whoever is called comes at once, long after."""

import numpy as np
import polars as pl
import pytest

from unisono.networks.innocent.delays import Delays, duration, measure_delays


def delays(*objects: list[float | None], network: int = 1) -> pl.DataFrame:
    rows = [(network, f"p{number}", value) for number, values in enumerate(objects) for value in values]
    return pl.DataFrame(rows, schema={"network": pl.Int64, "object": pl.String, "delay_s": pl.Float64}, orient="row")


def measured_alone(*objects: list[float | None]) -> Delays:
    (measured,) = measure_delays(delays(*objects)).values()
    return measured


def test_acts_bunched_hours_later_are_in_nobodys_own_time() -> None:
    measured = measured_alone([7_200, 7_220, 7_240], [14_000, 14_060, 14_070])
    assert measured.own_time == 0.0


def test_acts_spread_over_hours_are_in_ones_own_time() -> None:
    measured = measured_alone([600, 3_600, 14_000], [1_000, 5_000, 40_000])
    assert measured.own_time == 1.0


def test_acts_within_two_minutes_of_the_original_are_prompt_and_need_no_spread() -> None:
    measured = measured_alone([60, 60, 61])
    assert measured.own_time == 1.0


def test_acts_within_five_seconds_are_too_quick_for_readers() -> None:
    measured = measured_alone([1, 2, 3, 4])
    assert measured.own_time == 0.0


def test_the_share_counts_acts_and_the_medians_are_those_of_all_acts() -> None:
    measured = measured_alone([30, 60, 90], [7_200, 7_201])
    assert measured.acts == 5
    assert measured.own_time == pytest.approx(3 / 5)
    assert measured.usual_s == 90.0
    assert measured.apart_s == 0.5  # of 30, 0, 30, 0.5 and 0.5


def test_readers_with_log_normal_delays_are_recognised_at_any_speed() -> None:
    rng = np.random.default_rng(1)
    for median in (20.0, 400.0, 20_000.0):
        objects = [(median * rng.lognormal(0.0, 0.9, 12)).tolist() for _ in range(40)]
        measured = measured_alone(*objects)
        assert measured.own_time > 0.9


@pytest.mark.parametrize("jitter", [10.0, 60.0, 300.0])
def test_accounts_called_hours_later_are_recognised_at_any_jitter(jitter: float) -> None:
    rng = np.random.default_rng(2)
    objects = [(wait + np.abs(rng.normal(0, jitter, 12))).tolist() for wait in rng.uniform(3_600, 20_000, 40)]
    measured = measured_alone(*objects)
    assert measured.own_time < 0.05


def test_the_spread_is_how_many_times_as_long_as_usual_half_of_them_took() -> None:
    assert measured_alone([100, 200, 400]).spread == pytest.approx(np.log(2))
    assert measured_alone([0.1, 0.2]).spread == 0.0  # clocks count whole seconds


def test_nothing_is_measured_without_two_known_delays_on_one_object() -> None:
    assert measure_delays(delays([60], [90], [None, None], [-5, -6])) == {}


def test_each_network_is_measured_by_itself_even_on_the_same_objects() -> None:
    readers, called = [[600.0, 3_600.0, 14_000.0]], [[7_200.0, 7_220.0, 7_240.0], [60.0]]
    together = pl.concat([delays(*readers, network=1), delays(*called, network=2), delays([5.0], network=3)])
    assert measure_delays(together) == {1: measured_alone(*readers), 2: measured_alone(*called)}


def test_durations_are_said_in_their_largest_fitting_unit() -> None:
    assert [duration(value) for value in (20, 80, 90, 7_200, 200_000)] == [
        "20 seconds",
        "80 seconds",
        "1.5 minutes",
        "2 hours",
        "2.3 days",
    ]
