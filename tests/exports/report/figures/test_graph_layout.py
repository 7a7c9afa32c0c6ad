"""Accounts with ties stand closer than accounts without."""

import numpy as np

from unisono.exports.report.figures.graph_layout import part, place


def two_groups(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the ties of two complete groups that one tie joins."""
    ties = [(i, j) for start in (0, size) for i in range(start, start + size) for j in range(i + 1, start + size)]
    first, second = np.array([*ties, (0, size)]).T
    return first, second, np.ones(len(first))


def test_groups_stand_apart_and_within_the_unit_square() -> None:
    places = place(24, *two_groups(12))
    one, other = places[:12], places[12:]
    spread = np.linalg.norm(one - one.mean(axis=0), axis=1).mean()
    assert np.linalg.norm(one.mean(axis=0) - other.mean(axis=0)) > 1.5 * spread
    assert places.min() >= 0
    assert places.max() <= 1


def test_the_same_network_always_gets_the_same_places() -> None:
    assert np.array_equal(place(24, *two_groups(12)), place(24, *two_groups(12)))


def test_one_account_or_none_can_be_placed() -> None:
    none = np.array([], dtype=np.int64)
    assert place(0, none, none, np.array([])).shape == (0, 2)
    assert place(1, none, none, np.array([])).tolist() == [[0.5, 0.5]]


def test_circles_are_moved_apart() -> None:
    places = part(np.array([[0.0, 0.0], [1.0, 0.0], [0.5, 0.4]]), np.array([3.0, 3.0, 3.0]))
    gaps = [np.linalg.norm(places[i] - places[j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    assert min(gaps) > 5.5
