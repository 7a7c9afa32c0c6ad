"""Curves are sums of what can be read off at each knot, and the file that comes with the program is whole."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.accounts.automation.act_features import FEATURES
from unisono.accounts.automation.curves import MODEL_FILE, Curves, act_curves, weights_of_knots

KNOTS = (np.array([0.0, 1.0, 3.0]), np.array([-1.0, 1.0]))
HEIGHTS = np.array([[0.5, -1.0, 0.0, 2.0, 0.25, -0.25], [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]])
CURVES = Curves(
    knots=KNOTS,
    heights=HEIGHTS,
    means=np.array([0.5, 0.1]),
    lowest=np.array([-1.0, -2.0]),
    highest=np.array([4.0, 2.0]),
    centre=np.array([1.0, 0.0]),
    inverse=np.array([[2.0, 0.0], [0.0, 1.0]]),
    farthest=9.0,
)

VALUES = st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=6)


@given(VALUES)
def test_an_estimate_is_the_sum_of_its_curves(values: list[tuple[float, float]]) -> None:
    features = np.array(values)
    found = CURVES.logits(features)
    for fit, (constant, *heights) in enumerate(HEIGHTS.tolist()):
        first = np.interp(features[:, 0], KNOTS[0], heights[:3])
        second = np.interp(features[:, 1], KNOTS[1], heights[3:])
        np.testing.assert_allclose(found[:, fit], constant + first + second, atol=1e-9)


@given(VALUES)
def test_pushes_add_up_to_the_distance_from_the_mean_account(values: list[tuple[float, float]]) -> None:
    features = np.array(values)
    mean = HEIGHTS[0, 0] + CURVES.means.sum()
    np.testing.assert_allclose(CURVES.pushes(features).sum(axis=1), CURVES.logits(features)[:, 0] - mean, atol=1e-9)


def test_between_knots_two_of_them_count_and_beyond_them_the_last() -> None:
    np.testing.assert_allclose(
        weights_of_knots(np.array([[2.0, 0.0], [9.0, -7.0]]), KNOTS), [[0, 0.5, 0.5, 0.5, 0.5], [0, 0, 1, 1, 0]]
    )


def test_distances_are_those_of_mahalanobis() -> None:
    assert CURVES.distances(np.array([[1.0, 0.0], [3.0, 1.0]])).tolist() == [0.0, 9.0]


def test_a_value_beyond_those_fitted_on_is_outside() -> None:
    assert CURVES.outside(np.array([[0.0, 0.0], [4.5, -3.0]])).tolist() == [[False, False], [True, True]]


def test_the_model_file_says_what_it_was_fitted_on_and_holds_numbers_only() -> None:
    content = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    assert content["accounts"] == 738
    assert content["run_by_programs"] == 372
    assert content["features"] == list(FEATURES)
    assert len(content["sha256"]) == 64
    assert "RTbust" in content["fitted_on"]
    assert MODEL_FILE.stat().st_size < 50_000


def test_the_curves_that_come_with_the_program_rise_with_reposts_and_fall_with_replies_in_a_row() -> None:
    curves = act_curves()
    middle = np.array([[curves.centre[place] for place in range(len(FEATURES))]] * 2)
    for name, rises in (("reposts", True), ("replies_in_bunches", False)):
        moved = middle.copy()
        place = FEATURES.index(name)
        moved[:, place] = curves.knots[place][[0, -1]]
        low, high = curves.logits(moved)[:, 0]
        assert (high > low + 0.5) if rises else (high < low - 0.5)


def test_fits_on_accounts_drawn_again_surround_the_estimate() -> None:
    curves = act_curves()
    fits = curves.logits(curves.centre[None, :])[0]
    assert len(fits) == 61
    assert fits[1:].min() < fits[0] < fits[1:].max()
    assert fits[1:].mean() == pytest.approx(fits[0], abs=2 * fits[1:].std())
