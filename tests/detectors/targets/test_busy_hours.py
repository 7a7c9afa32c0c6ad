"""The hours of an episode are those of the likeliest path through usual and busy states."""

import itertools
import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.detectors.targets.busy_hours import LEAST_USUAL, TIMES_USUAL, find_busy_hours


def score_of(counts: list[int], usual: list[float], quiet: float, states: tuple[bool, ...]) -> float:
    """Return the log-likelihood of a path beside that of being usual all the time, computed hour by hour."""
    cost = 2.0 * math.log(max(len(counts), 2))
    score, before = 0.0, False
    for count, rate, busy in zip(counts, usual, states, strict=True):
        slow = max(rate, LEAST_USUAL)
        fast = max(TIMES_USUAL * slow, slow + cost / quiet)
        if busy:
            score += count * math.log(fast / slow) - (fast - slow) - (0.0 if before else cost)
        before = busy
    return score


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0, 0, 0, 1, 2, 5, 30]), st.sampled_from([0.0, 0.2, 1.5])), min_size=1, max_size=11
    ),
    st.sampled_from([1.5, 6.0]),
)
def test_no_path_of_all_is_likelier_than_the_one_found(hours: list[tuple[int, float]], quiet: float) -> None:
    counts, usual = [one[0] for one in hours], [one[1] for one in hours]
    best = max(score_of(counts, usual, quiet, path) for path in itertools.product((False, True), repeat=len(hours)))
    found = find_busy_hours(np.array(counts, np.int64), np.array(usual), quiet)
    states = [False] * len(hours)
    for first, last in found:
        states[first : last + 1] = [True] * (last + 1 - first)
    assert math.isclose(score_of(counts, usual, quiet, tuple(states)), max(best, 0.0), abs_tol=1e-9)


def test_quiet_of_more_than_the_set_hours_parts_two_episodes() -> None:
    counts = np.zeros(1_000, np.int64)
    counts[[100, 105, 200, 208]] = 40
    assert find_busy_hours(counts, np.zeros(1_000), 6.0) == [(100, 105), (200, 200), (208, 208)]


def test_nothing_at_all_is_no_episode() -> None:
    assert find_busy_hours(np.zeros(50, np.int64), np.zeros(50), 6.0) == []
