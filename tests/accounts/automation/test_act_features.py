"""Features of acts are what plain Python counts, whichever end the acts are read from."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.automation.acting import known
from unisono.accounts.automation.act_features import (
    FEATURES,
    STEADYING,
    acts_of,
    count_acts,
    count_blocks,
    put_together,
    without_each,
)

ACTS = st.lists(st.lists(st.integers(0, 2), max_size=40), min_size=1, max_size=5)


def laid_out(accounts: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    acts = np.array([act for own in accounts for act in own], np.int8)
    return acts, np.cumsum([0, *map(len, accounts)])


def by_hand(acts: list[int]) -> list[float]:
    """Return the features of one account, counted as the docstrings say."""
    own, reposts, replies = (acts.count(kind) for kind in range(3))
    values = [math.log((reposts + 0.5) / (own + replies + 1)), math.log((own + 0.5) / (replies + 0.5))]
    pairs = list(pairwise(acts))
    for kind, count in enumerate((own, reposts, replies)):
        met = sum(a == b == kind for a, b in pairs)
        first, second = sum(a == kind for a, _ in pairs), sum(b == kind for _, b in pairs)
        expected = first * second / len(pairs) if pairs else 0.0
        spread = count * (1 - count / len(acts)) if acts else 0.0
        values.append((met - expected) / (spread + STEADYING))
    return values


@given(ACTS)
def test_features_are_what_plain_python_counts(accounts: list[list[int]]) -> None:
    found = count_acts(*laid_out(accounts)).features()
    assert found.shape == (len(accounts), len(FEATURES))
    np.testing.assert_allclose(found, [by_hand(own) for own in accounts], atol=1e-9)


@given(ACTS)
def test_features_are_the_same_from_either_end(accounts: list[list[int]]) -> None:
    forwards = count_acts(*laid_out(accounts)).features()
    backwards = count_acts(*laid_out([own[::-1] for own in accounts])).features()
    np.testing.assert_allclose(forwards, backwards, atol=1e-9)


@given(ACTS, st.integers(1, 8))
def test_stretches_of_an_account_add_up_to_all_of_it(accounts: list[list[int]], blocks: int) -> None:
    acts, start = laid_out(accounts)
    parts = put_together(count_blocks(acts, start, blocks), blocks)
    whole = count_acts(acts, start)
    np.testing.assert_array_equal(parts.kinds, whole.kinds)
    np.testing.assert_array_equal(parts.pairs, whole.pairs)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=40), st.integers(1, 8))
def test_what_is_left_without_a_stretch_is_all_acts_and_pairs_that_end_elsewhere(acts: list[int], blocks: int) -> None:
    left = without_each(count_blocks(*laid_out([acts]), blocks), blocks)
    stretch = [place * blocks // len(acts) for place in range(len(acts))]
    for block in range(blocks):
        kinds = [sum(a == kind and s != block for a, s in zip(acts, stretch, strict=True)) for kind in range(3)]
        assert left.kinds[block].tolist() == kinds
        pairs = np.zeros((3, 3))
        for place in range(1, len(acts)):
            if stretch[place] != block:
                pairs[acts[place - 1], acts[place]] += 1
        np.testing.assert_array_equal(left.pairs[block], pairs)


def test_own_posts_in_a_row_are_bunched_and_evenly_spread_ones_are_not() -> None:
    bunched, spread = "A" * 10 + "C" * 90, ("A" + "C" * 9) * 10
    acts, start = laid_out([["ACT".index(letter) for letter in letters] for letters in (bunched, spread)])
    own = count_acts(acts, start).features()[:, FEATURES.index("own_in_bunches")]
    assert own[0] == pytest.approx(8.1 / 12, abs=0.02)
    assert own[1] < 0


def test_a_quote_is_an_own_post() -> None:
    assert acts_of(known({"twitter:1": "AQCT"}).timelines).tolist() == [0, 0, 1, 2]
