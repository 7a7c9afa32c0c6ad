"""One p, one q and one weight for a pair, whatever the layers in which it was seen."""

import math

import numpy as np
import pytest

from tests.networks.graphs_by_hand import pairs_of
from unisono.networks.significant_pairs import MOST_WEIGHT, combine_layers
from unisono.significance.pair_evidence import PairEvidence

ACCOUNTS = 10


def evidence(tails: dict[tuple[int, int], float], possible: int, layer: str = "repost") -> PairEvidence:
    edges = sorted(tails)
    a = np.array([edge[0] for edge in edges], np.int32)
    b = np.array([edge[1] for edge in edges], np.int32)
    none = np.zeros((len(edges), 1))
    combined = np.array([tails[edge] for edge in edges], np.float64)
    windows = np.zeros(0, np.int64)
    met, bases, count = none.astype(np.int32), none.astype(np.int8), len(edges)
    return PairEvidence(layer, windows, a, b, met, none, none, combined, 1, possible, 0, -1, count, count, bases)


def cauchy(tails: list[float]) -> float:
    """Return the Cauchy combination, term by term; 1 counts as 0.99 and a missing test as one half."""
    total = sum(math.tan((0.5 - min(tail, 0.99)) * math.pi) for tail in tails) / len(tails)
    return 0.5 - math.atan(total) / math.pi


def rates(tails: list[float], possible: int) -> list[float]:
    """Return the q-values after Benjamini and Hochberg by their definition."""
    ordered = sorted(tails)
    return [
        min(1.0, *(other * possible / (rank + 1) for rank, other in enumerate(ordered) if other >= tail))
        for tail in tails
    ]


def test_p_and_q_follow_the_definitions_over_all_layers() -> None:
    first, second = {(0, 1): 1e-4, (0, 2): 0.02, (3, 4): 1.0}, {(0, 1): 1e-3, (5, 9): 1e-5}
    pairs = combine_layers([evidence(first, 30), evidence(second, 12, "link")], ACCOUNTS)
    edges = list(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    assert edges == [(0, 1), (0, 2), (3, 4), (5, 9)]
    expected = [cauchy([first.get(edge, 0.5), second.get(edge, 0.5)]) for edge in edges]
    assert pairs.p.tolist() == pytest.approx(expected)
    assert pairs.possible == 42
    assert pairs.q.tolist() == pytest.approx(rates(expected, 42))


def test_the_pairs_that_were_possible_are_no_more_than_there_are_pairs_of_accounts() -> None:
    pairs = combine_layers([evidence({(0, 1): 0.1}, 40), evidence({(0, 1): 0.1}, 40)], ACCOUNTS)
    assert pairs.possible == 45


def test_each_layer_keeps_its_own_p_and_is_missing_where_it_says_nothing() -> None:
    pairs = combine_layers([evidence({(0, 1): 0.1}, 5), evidence({(2, 3): 0.2}, 5)], ACCOUNTS)
    assert np.array_equal(pairs.by_layer, [[0.1, np.nan], [np.nan, 0.2]], equal_nan=True)


def test_weights_are_summed_over_layers_and_end_at_fifty_in_each() -> None:
    layers = [evidence({(0, 1): 1e-200, (0, 2): 1e-6}, 10), evidence({(0, 1): 1e-4}, 10)]
    pairs = combine_layers(layers, ACCOUNTS)
    assert pairs.weight.tolist() == pytest.approx([MOST_WEIGHT + 3.0, -math.log10(1e-6 * 10 / 2)])


def test_no_layer_gives_no_pair() -> None:
    pairs = combine_layers([], 0)
    assert (len(pairs.a), len(pairs.q), pairs.possible) == (0, 0, 0)


def test_some_pairs_can_be_kept_and_what_was_possible_stays() -> None:
    pairs = pairs_of({(0, 1): 1e-9, (0, 2): 1e-4, (1, 2): 0.5}, ACCOUNTS)
    chosen = pairs.up_to(0.01)
    assert chosen.tolist() == [True, True, False]
    kept = pairs.only(chosen)
    assert (kept.a.tolist(), kept.b.tolist(), kept.possible) == ([0, 0], [1, 2], pairs.possible)
    assert kept.q.tolist() == pairs.q[:2].tolist()
