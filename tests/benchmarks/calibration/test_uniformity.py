"""Randomised p-values of counts are uniform where the null holds, and are noticed where it does not."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.calibration.truth import read_truth
from benchmarks.calibration.uniformity import (
    AS_IT_IS,
    BINS,
    NOBODY_AGREED,
    TWIN,
    chance_of_distance,
    describe,
    disjoint,
    distances,
    measure_uniformity,
    place_of_excess,
    randomised,
    read_relations,
)
from benchmarks.calibration.worlds import settings_of
from scipy.stats import kstest, poisson

from tests.benchmarks.calibration.test_truth import TRUTH
from unisono.significance.popularity import poisson_tail
from unisono.worlds import build_world


def p_of(expected: float, truth: float, seed: int = 1, pairs: int = 20_000) -> np.ndarray:
    """Return randomised p-values of counts that come at the rate `truth` where `expected` is assumed."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(truth, pairs).astype(np.int32)
    rates = np.full(pairs, expected)
    return randomised(poisson_tail(counts, rates), poisson_tail(counts + 1, rates), rng)


def test_counts_at_the_expected_rate_give_uniform_values() -> None:
    for expected in (0.1, 1.0, 7.0):
        assert kstest(p_of(expected, expected), "uniform").pvalue > 0.001


def test_plain_values_of_the_same_counts_are_not_uniform() -> None:
    counts = np.random.default_rng(1).poisson(0.5, 20_000)
    assert kstest(poisson.sf(counts - 1, 0.5), "uniform").pvalue < 1e-9


def test_more_meetings_than_the_null_expects_are_noticed_as_too_many_small_values() -> None:
    (line,) = describe(p_of(1.0, 1.2), 0)
    small, few = distances(line["bins"])
    assert small > 0.03
    assert few < 0.005
    assert chance_of_distance(small, 20_000) < 1e-9


def test_fewer_meetings_are_noticed_as_too_few_and_do_no_harm() -> None:
    (line,) = describe(p_of(1.0, 0.8), 0)
    small, few = distances(line["bins"])
    assert few > 0.03
    assert chance_of_distance(small, 20_000) > 0.1


def test_the_distance_at_the_edges_of_the_bins_is_nearly_that_of_all_values() -> None:
    p = p_of(1.0, 1.1)
    (line,) = describe(p, 0)
    assert sum(line["bins"]) == len(p)
    assert len(line["bins"]) == BINS
    assert distances(line["bins"])[0] == pytest.approx(kstest(p, "uniform", alternative="greater").statistic, abs=0.004)
    assert line["tiny"] == [int((p <= 0.01).sum()), int((p <= 0.001).sum())]


def test_no_pairs_are_no_line_and_one_pair_is_counted() -> None:
    assert describe(np.zeros(0), 0) == []
    assert describe(np.array([0.5]), 0)[0]["tiny"] == [0, 0]


def test_the_excess_of_small_values_is_placed() -> None:
    assert place_of_excess([10, 10, 60, 20]) == 0.75
    assert place_of_excess([60, 10, 10, 20]) == 0.25


def test_pairs_that_agreed_are_left_out_when_asked_and_counted_by_what_they_are() -> None:
    interest = np.array([0, 1, 2, 3, 4, 5, 6, 8, 8])
    relations = read_relations(TRUTH, [f"t:{number}" for number in range(1, 10)], interest)
    a, b = np.array([0, 5, 6, 7], np.int32), np.array([1, 6, 7, 8], np.int32)
    assert relations.may_ask(a, b).all()
    assert replace(relations, apart=True).may_ask(a, b).tolist() == [False, False, True, True]
    assert relations.count_kinds(a, b) == {"ring": 1, "petition": 1, "strangers": 1, "same interest": 1}


def test_a_world_is_asked_with_and_without_those_who_agreed() -> None:
    settings = replace(settings_of("quiet", 0.1), decoys=("newswire",))
    world = build_world(settings, 1)
    truth = read_truth(world, settings)
    lines = measure_uniformity(world, 1, truth)
    assert {line["data"] for line in lines} == {AS_IT_IS, NOBODY_AGREED, TWIN}
    alone = [line for line in lines if line["data"] == NOBODY_AGREED]
    assert not any("newswire" in line["who"] for line in alone)
    links = [line for line in lines if line["data"] == AS_IT_IS and (line["layer"], line["null"]) == ("link", "timing")]
    assert max(line["who"].get("newswire", 0) for line in links) == 7  # of fourteen, every one in one pair


def test_disjoint_pairs_share_no_account_and_leave_no_pair_that_would_fit() -> None:
    rng = np.random.default_rng(1)
    a, b = rng.integers(0, 40, (2, 300)).astype(np.int32)
    a, b = a[a != b], b[a != b]
    left, right = disjoint(a, b, 40, rng)
    taken = np.concatenate([left, right])
    assert len(np.unique(taken)) == len(taken)
    assert (np.isin(a, taken) | np.isin(b, taken)).all()
