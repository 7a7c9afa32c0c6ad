"""Rhythm: each signal by a loop over small timelines, evenness of p, known schedules, and limits."""

import math
import os
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from tests.accounts.signals.lives import START, acts_of, values_of
from unisono.accounts.known import KnownAccounts
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.rhythm import (
    CLOCKS,
    SIGNALS,
    concentrations,
    measure_rhythm,
    rayleigh_tails,
    resultants,
)
from unisono.model.tables import POSTS, conform

DAY, WEEK = 86_400, 7 * 86_400
EPOCH = int(START.timestamp())


def rhythm_of(seconds: list[float], **stated: Any) -> dict[str, tuple[float, int]]:
    acts = acts_of([{"account_id": "a", "seconds": second, **stated} for second in seconds])
    return values_of(measure_rhythm(acts), acts, "a")


def test_every_signal_is_measured_of_nobody_too() -> None:
    measured = measure_rhythm(acts_of([]))
    assert set(measured) == {signal.name for signal in SIGNALS}
    assert all(len(values) == len(n) == 0 for values, n in measured.values())


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 6 * WEEK), min_size=1, max_size=90), min_size=1))
def test_posts_per_active_day_breaks_and_gaps_are_those_of_a_loop(lives: dict[str, list[int]]) -> None:
    check_by_loops(lives)


@pytest.mark.parametrize("seed", range(5))
def test_busy_accounts_are_measured_as_a_loop_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lives = {name: rng.integers(0, 5 * WEEK, int(rng.integers(80, 250))).tolist() for name in "abcd"}
    assert check_by_loops(lives) > 0


def check_by_loops(lives: dict[str, list[int]]) -> int:
    """Compare with loops, and return how many daily breaks were measured."""
    acts = acts_of([{"account_id": name, "seconds": second} for name, life in lives.items() for second in life])
    measured = measure_rhythm(acts)
    for name, life in lives.items():
        found = values_of(measured, acts, name)
        times = sorted(EPOCH + second for second in life)
        days = {time // DAY for time in times}
        assert found["posts_per_active_day"][1] == len(days)
        if len(days) >= 5:
            assert found["posts_per_active_day"][0] == pytest.approx(len(times) / len(days))
        _check(found["quiet_hours"], *_breaks(times), least=2)
        gaps = [after - before for before, after in pairwise(times)]
        _check(found["gap_entropy"], *_entropy(gaps), least=30)
        _check(found["same_gap"], *_equal_gaps([gap for gap in gaps if gap >= 60]), least=20)
    return int((~np.isnan(measured["quiet_hours"][0])).sum())


def _check(found: tuple[float, int], value: float | None, n: int, least: int) -> None:
    assert found[1] == n
    if n < least:
        assert math.isnan(found[0])
    else:
        assert found[0] == pytest.approx(value)


def _breaks(times: list[int]) -> tuple[float | None, int]:
    weeks = defaultdict(list)
    for time in times:
        weeks[time // WEEK].append(time)
    longest = []
    for week in weeks.values():
        if len(week) < 20 or len({time // DAY for time in week}) < 4:
            continue
        clock = sorted(time % DAY for time in week)
        longest.append(max([DAY - clock[-1] + clock[0], *(after - before for before, after in pairwise(clock))]))
    return (median(longest) / 3600 if longest else None), len(longest)


def _entropy(gaps: list[int]) -> tuple[float | None, int]:
    if not gaps:
        return None, 0
    bins = Counter(0 if gap == 0 else math.ceil(math.log2(gap)) + 1 for gap in gaps)
    plain = -sum(times / len(gaps) * math.log2(times / len(gaps)) for times in bins.values())
    return plain + (len(bins) - 1) / (2 * len(gaps) * math.log(2)), len(gaps)


def _equal_gaps(gaps: list[int]) -> tuple[float | None, int]:
    if not gaps:
        return None, 0
    steps = Counter(math.floor(math.log(gap / 60) / 0.02) for gap in gaps)
    return max(steps[step] + steps.get(step + 1, 0) for step in steps) / len(gaps), len(gaps)


def test_p_of_the_seconds_is_even_where_the_seconds_are() -> None:
    rng = np.random.default_rng(11)
    rows = [
        {"account_id": str(account), "seconds": 120 * step + float(rng.integers(0, 60))}
        for account in range(300)
        for step in range(25)
    ]
    p, n = measure_rhythm(acts_of(rows))["same_second_p"]
    assert (n == 25).all()
    assert kstest(p, "uniform").pvalue > 0.01
    gathered, _ = measure_rhythm(acts_of(rows))["same_second"]
    assert np.median(gathered) < 0.1


def test_p_of_long_sums_is_that_of_simulated_directions() -> None:
    rng = np.random.default_rng(3)
    trials, n = 40_000, 12
    directions = np.exp(2j * np.pi * rng.random((trials, n)))
    lengths = np.abs(directions.sum(axis=1))
    for reached in (3.0, 5.0, 7.0):
        p = rayleigh_tails(np.array([reached]), np.array([n]))[0]
        assert p == pytest.approx((lengths >= reached).mean(), rel=0.1, abs=0.0005)


def test_a_sum_of_directions_is_that_of_a_loop_and_chance_is_taken_off() -> None:
    rng = np.random.default_rng(4)
    owners = rng.integers(0, 50, 2_000).astype(np.int32)
    directions = np.exp(2j * np.pi * rng.random(2_000))
    n, lengths = resultants(owners, directions, 50)
    assert lengths == pytest.approx([abs(directions[owners == account].sum()) for account in range(50)])
    squares = (lengths**2 / n - 1) / (n - 1)
    assert squares.mean() == pytest.approx(0.0, abs=0.01)
    assert concentrations(n.astype(float), n) == pytest.approx(1.0)


def test_posts_at_the_full_minute_gather_at_one_second() -> None:
    found = rhythm_of([60.0 * step**2 for step in range(1, 40)])
    assert found["same_second"] == (pytest.approx(1.0), 39)
    assert found["same_second_p"][0] < 1e-10


def test_a_thread_counts_once_among_the_seconds() -> None:
    found = rhythm_of([3_600.0 * hour + second for hour in range(30) for second in (0, 5, 10, 15)])
    assert found["same_second"][1] == 30


def test_times_to_the_minute_say_nothing_of_seconds() -> None:
    found = rhythm_of([600.0 * step for step in range(50)], created_at_precision="minute")
    assert found["same_second"][1] == 0 and math.isnan(found["same_second"][0])
    assert found["clock_schedule"][0] == pytest.approx(1.0)


def test_times_to_the_minute_make_only_long_gaps_equal() -> None:
    found = rhythm_of([60.0 * minute for minute in range(60)], created_at_precision="minute")
    assert found["same_gap"][1] == 0
    found = rhythm_of([1_800.0 * step for step in range(60)], created_at_precision="minute")
    assert found["same_gap"] == (1.0, 59)


def test_times_to_the_day_say_nothing_of_hours_but_of_days() -> None:
    found = rhythm_of([float(DAY) * day for day in range(60)], created_at_precision="day")
    assert found["posts_per_active_day"] == (1.0, 60)
    assert {name for name, (_, n) in found.items() if n == 0} == {
        signal.name for signal in SIGNALS if signal.name != "posts_per_active_day"
    }


@pytest.mark.parametrize("minutes", CLOCKS)
def test_a_schedule_with_jitter_and_left_out_posts_is_found_with_its_period(minutes: int) -> None:
    rng = np.random.default_rng(minutes)
    steps = np.flatnonzero(rng.random(400) < 0.4)
    found = rhythm_of(list(60.0 * minutes * steps + 130 + rng.normal(0, 8, len(steps))))
    assert found["clock_schedule"][0] > 0.8
    assert found["clock_minutes"][0] == minutes


def test_people_keep_to_no_clock() -> None:
    rng = np.random.default_rng(8)
    found = rhythm_of(list(np.sort(rng.uniform(0, 30 * DAY, 300))))
    assert found["clock_schedule"][0] < 0.2
    assert math.isnan(found["clock_minutes"][0])
    assert found["same_gap"][0] < 0.1


def test_any_equal_distance_is_found_with_its_length() -> None:
    rng = np.random.default_rng(9)
    gaps = np.where(rng.random(200) < 0.7, 37 * 60 + rng.normal(0, 3, 200), rng.exponential(9_000, 200) + 60)
    found = rhythm_of(list(np.cumsum(gaps)))
    assert found["same_gap"][0] > 0.65
    assert found["same_gap_minutes"][0] == pytest.approx(37, rel=0.03)


def test_gaps_always_alike_have_no_entropy_and_twelve_octaves_evenly_have_that_of_twelve() -> None:
    assert rhythm_of([700.0 * step for step in range(60)])["gap_entropy"][0] == 0.0
    gaps = np.tile(2.0 ** np.arange(1, 13), 20)
    assert rhythm_of(list(np.cumsum(gaps)))["gap_entropy"][0] == pytest.approx(math.log2(12), abs=0.04)


def test_who_sleeps_eight_hours_has_a_break_of_eight_hours() -> None:
    rng = np.random.default_rng(10)
    found = rhythm_of([day * DAY + 8 * 3_600 + float(s) for day in range(28) for s in rng.uniform(0, 16 * 3_600, 40)])
    assert found["quiet_hours"][0] == pytest.approx(8.0, abs=0.4)


def test_real_people_sleep_and_post_at_any_second_and_distance() -> None:
    folder = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[4] / "shared" / "data"))
    file = folder / "organic" / "spain_politicians_2021.parquet"
    if not file.exists():
        pytest.skip("needs the real data organic/spain_politicians_2021; set UNISONO_DATA to its folder")
    measured = measure_rhythm(Acts(KnownAccounts(conform(pl.read_parquet(file), POSTS))))
    known = {name: values[~np.isnan(values)] for name, (values, _) in measured.items()}
    assert 0.02 <= (known["same_second_p"] <= 0.05).mean() <= 0.12
    assert 7.0 <= np.median(known["quiet_hours"]) <= 10.0
    assert known["same_gap"].max() < 0.2
    assert len(known["clock_minutes"]) <= 2
