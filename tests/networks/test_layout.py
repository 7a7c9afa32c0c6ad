"""The picture of a network repeats, keeps groups apart and nobody on top of another."""

import time

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.networks.layout import SPACING, place_accounts, place_nodes


def clique(first: int, size: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(first, first + size) for b in range(a + 1, first + size)]


def as_edges(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def test_no_accounts_and_single_accounts_have_places_too() -> None:
    assert place_nodes(0, as_edges([])).shape == (0, 2)
    assert len({tuple(place) for place in place_nodes(7, as_edges([])).tolist()}) == 7
    assert place_accounts([], pl.DataFrame({"a": [], "b": []})).height == 0


def test_the_picture_does_not_depend_on_the_order_of_accounts_and_pairs() -> None:
    pairs = pl.DataFrame({"a": ["x", "y", "z", "p"], "b": ["y", "z", "x", "q"]})
    turned = pl.DataFrame({"a": ["q", "x", "z", "y", "x"], "b": ["p", "z", "y", "x", "y"]})
    one = place_accounts(["x", "y", "z", "p", "q"], pairs)
    other = place_accounts(["q", "p", "z", "y", "x", "x"], turned)
    assert one.equals(other)
    assert one["account"].to_list() == ["p", "q", "x", "y", "z"]


def test_pairs_with_accounts_that_are_not_drawn_are_left_out() -> None:
    places = place_accounts(["a", "b"], pl.DataFrame({"a": ["a", "a"], "b": ["stranger", "a"]}))
    assert places["account"].to_list() == ["a", "b"]


def test_two_groups_joined_by_one_pair_are_drawn_apart() -> None:
    places = place_nodes(40, as_edges([*clique(0, 20), *clique(20, 20), (0, 20)]))
    centres = places[:20].mean(axis=0), places[20:].mean(axis=0)
    spread = max(
        np.linalg.norm(places[:20] - centres[0], axis=1).mean(), np.linalg.norm(places[20:] - centres[1], axis=1).mean()
    )
    assert np.linalg.norm(centres[0] - centres[1]) > 2 * spread


def test_parts_without_a_pair_between_them_do_not_overlap() -> None:
    places = place_nodes(36, as_edges([*clique(0, 12), *clique(12, 12), *clique(24, 12)]))
    boxes = [(places[i : i + 12].min(axis=0), places[i : i + 12].max(axis=0)) for i in (0, 12, 24)]
    for i, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[i + 1 :]:
            assert (high < other_low).any() or (other_high < low).any()


def test_accounts_with_the_same_partners_are_not_drawn_on_each_other() -> None:
    star = [(0, leaf) for leaf in range(1, 60)]
    places = place_nodes(60, as_edges(star))
    distances = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(60) * 1e9
    assert distances.min() > SPACING / 10


@given(
    st.integers(1, 25).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=60))
    )
)
def test_any_graph_has_finite_places_that_repeat(graph: tuple[int, set[tuple[int, int]]]) -> None:
    count, pairs = graph
    edges = as_edges(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))
    places = place_nodes(count, edges)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert (places == place_nodes(count, edges)).all()


def test_ten_thousand_accounts_are_placed_in_seconds() -> None:
    random = np.random.default_rng(5)
    pairs = {(min(a, b), max(a, b)) for a, b in random.integers(0, 10_000, (60_000, 2)).tolist() if a != b}
    started = time.process_time()
    places = place_nodes(10_000, as_edges(sorted(pairs)))
    assert np.isfinite(places).all()
    assert time.process_time() - started < 20
