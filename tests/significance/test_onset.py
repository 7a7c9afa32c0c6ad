"""The moment at which a rise begins is found within the hour, or it is said why it cannot be."""

import numpy as np
import pytest

from tests.significance.streams import HOUR, START, posts_at, span_of, steady
from unisono.significance.onset import Onset, find_onset

LENGTH = 720.0


def onset_of(hours: np.ndarray, length: float = LENGTH, resolution: int = 1_000_000) -> Onset:
    moments = posts_at(hours)
    if resolution > 1_000_000:
        moments = moments // resolution * resolution
    return find_onset(moments, span_of(length), resolution=resolution)


def world(generator: np.random.Generator, kind: str, at: float) -> np.ndarray:
    after = steady(generator, 60, at, at + 8)
    if kind == "no earlier use":
        return np.concatenate([after, steady(generator, 0.5, at + 8, LENGTH)])
    if kind == "sparse earlier use":
        return np.concatenate([steady(generator, 0.05, 0, at), after, steady(generator, 0.5, at + 8, LENGTH)])
    if kind == "busy":
        return np.concatenate([steady(generator, 4, 0, LENGTH), after])
    if kind == "fades":
        return np.concatenate([steady(generator, 0.1, 0, LENGTH), at + generator.exponential(10, 400)])
    return np.concatenate([steady(generator, 0.1, 0, at), steady(generator, 5, at, LENGTH)])  # it stays


@pytest.mark.parametrize("kind", ["no earlier use", "sparse earlier use", "busy", "fades", "it stays"])
def test_the_onset_is_within_an_hour_and_the_interval_holds_it(kind: str) -> None:
    generator = np.random.default_rng(21)
    near = held = 0
    for _ in range(20):
        at = generator.uniform(200, 500)
        found = onset_of(world(generator, kind, at))
        assert found.at is not None and found.low is not None and found.high is not None
        assert found.low <= found.at <= found.high
        truth = START + at * HOUR
        near += abs(found.at - truth) <= HOUR
        held += found.low <= truth <= found.high
    assert near >= 18
    assert held >= 17


def test_without_earlier_use_the_onset_is_the_first_post() -> None:
    generator = np.random.default_rng(22)
    hours = world(generator, "no earlier use", 300.0)
    found = onset_of(hours)
    assert found.at == int(posts_at(hours)[0])
    assert (found.before, found.times) == (0, None)


def test_a_birth_elsewhere_weeks_before_is_no_onset() -> None:
    generator = np.random.default_rng(23)
    born = generator.uniform(50, 600, 30)
    found = onset_of(np.concatenate([born, steady(generator, 80, 650, 653), steady(generator, 1, 653, LENGTH)]))
    assert found.at is not None
    assert abs(found.at - (START + 650 * HOUR)) <= HOUR
    assert found.before == 30


@pytest.mark.parametrize("rate", [0.2, 2.0])
def test_a_steady_tag_has_no_onset_and_says_so(rate: float) -> None:
    generator = np.random.default_rng(24)
    found = [onset_of(steady(generator, rate, 0, LENGTH)) for _ in range(10)]
    assert all(one.at is None and "same rate" in str(one.cannot_say) for one in found)


def test_a_case_that_begins_in_the_middle_of_the_rise_says_so() -> None:
    generator = np.random.default_rng(25)
    found = onset_of(np.concatenate([steady(generator, 60, 0, 5), steady(generator, 0.2, 5, LENGTH)]))
    assert found.at is None
    assert "the case begins" in str(found.cannot_say)


def test_few_posts_say_nothing() -> None:
    found = onset_of(np.linspace(300, 301, 9))
    assert (found.at, found.cannot_say) == (None, "cannot say, n = 9")


@pytest.mark.parametrize("resolution", [60_000_000, 24 * HOUR])
def test_times_to_the_minute_or_the_day_make_the_interval_as_wide(resolution: int) -> None:
    generator = np.random.default_rng(26)
    found = onset_of(world(generator, "sparse earlier use", 400.0), resolution=resolution)
    assert found.at is not None and found.low is not None and found.high is not None
    assert found.high - found.low >= resolution
    assert found.low <= START + 400 * HOUR <= found.high + resolution


def test_mornings_are_no_rise_where_everybody_sleeps_at_night() -> None:
    generator = np.random.default_rng(27)
    hours = steady(generator, 6, 0, LENGTH)
    awake = hours[(hours % 24) > 10]
    shape = np.where((np.arange(168) + START // HOUR + 72) % 24 > 10, 1.0, 0.0)
    found = find_onset(posts_at(awake), span_of(LENGTH), shape=shape)
    assert found.at is None
