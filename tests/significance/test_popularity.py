"""Null A against direct sums, SciPy's Poisson distribution, and its own random worlds."""

import numpy as np
import pytest
from scipy.stats import poisson

from tests.significance.traces_by_draw import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    START,
    Draw,
    draw_traces,
    join,
    layer_of,
    randomised,
    too_small,
    traces_of,
)
from unisono.engine.measuring import acts_by_account, count_meetings
from unisono.significance.layer_acts import LayerActs
from unisono.significance.pair_evidence import ANY_TIME
from unisono.significance.popularity import fewest_surprising, poisson_tail, popularity_null

WINDOWS = np.array([10 * MINUTE, HOUR, DAY, ANY_TIME], np.int64)


@pytest.mark.parametrize("column", range(len(WINDOWS)))
def test_expected_meetings_are_the_direct_sum_over_objects(column: int) -> None:
    acts = layer_of(draw_traces(np.random.default_rng(1), Draw(traces=3000, accounts=300, objects=200)))
    null, slot_pairs = popularity_null(acts.table, WINDOWS, _nobody(acts))
    a, b = np.triu_indices(acts.table.account_count, 1)
    a, b = a[::37].astype(np.int32), b[::37].astype(np.int32)
    share = np.bincount(acts.table.accounts) / len(acts.table.accounts)
    direct = (1.0 - np.exp(-2.0 * np.outer(share[a] * share[b], slot_pairs[:, column]))).sum(axis=1)
    np.testing.assert_allclose(null.expected_meetings(a, b, column), direct, rtol=2e-3)


def test_slot_pairs_are_counted_within_each_window() -> None:
    acts = layer_of(traces_of(range(4), ["x"] * 4, [START, START + 5 * MINUTE, START + 30 * MINUTE, START + 2 * DAY]))
    null, slot_pairs = popularity_null(acts.table, WINDOWS, _nobody(acts))
    assert slot_pairs.tolist() == [[1, 3, 3, 6]]
    np.testing.assert_allclose(null.activity, 0.25)


def test_a_large_network_is_not_its_own_reference() -> None:
    crowd = draw_traces(np.random.default_rng(2), Draw(traces=2000, accounts=400, objects=300))
    members = [f"n{member:03}" for member in range(100) for _ in range(10)]
    moments = [START + command * DAY + member % 30 * SECOND for member in range(100) for command in range(10)]
    net = traces_of(members, [f"n{command}" for _ in range(100) for command in range(10)], moments)
    acts = layer_of(join(crowd, net))
    suspects = acts.object_ids.str.starts_with("n").to_numpy()[acts.table.objects_of_acts()]
    in_net = np.bincount(acts.table.accounts, weights=suspects, minlength=acts.table.account_count) > 0
    one, other = np.flatnonzero(in_net)[:2].astype(np.int32)
    pair = np.array([one]), np.array([other])
    with_net, _ = popularity_null(acts.table, WINDOWS, _nobody(acts))
    without, slot_pairs = popularity_null(acts.table, WINDOWS, in_net)
    assert with_net.expected_meetings(*pair, 0)[0] > 0.9
    assert without.expected_meetings(*pair, 0)[0] < 0.2
    assert slot_pairs[acts.object_ids.str.starts_with("n").to_numpy(), 0].min() == 4950


@pytest.mark.parametrize("crowded", [None, 200])
@pytest.mark.parametrize("seed", range(4))
def test_p_values_of_accounts_that_fill_slots_by_activity_are_not_too_small(
    seed: int, crowded: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if crowded is not None:
        monkeypatch.setattr("unisono.significance.popularity.CROWDED_ACTS", crowded)
    random = np.random.default_rng(seed)
    draw = Draw(traces=30_000, accounts=600, objects=1500, popularity_power=0.6)
    acts = layer_of(draw_traces(random, draw))
    null, _ = popularity_null(acts.table, WINDOWS, _nobody(acts))
    assert (null.crowds is None) == (crowded is None)
    # Every account is in one pair only, so that the pairs hardly depend on each other.
    a, b = random.permutation(acts.table.account_count)[:580].astype(np.int32).reshape(2, 290)
    met = count_meetings(acts_by_account(acts.table), a, b, WINDOWS[:-1])
    for column in range(len(WINDOWS)):
        expected = null.expected_meetings(a, b, column)
        p_values = randomised(
            poisson_tail(met[:, column], expected), poisson_tail(met[:, column] + 1, expected), random
        )
        assert too_small(p_values) > 1e-3, (column, met[:, column].mean(), expected.mean())
    # The check would notice an expectation that is half of what it should be.
    half = expected / 2.0
    assert too_small(randomised(poisson_tail(met[:, -1], half), poisson_tail(met[:, -1] + 1, half), random)) < 1e-6


def test_a_crowd_changes_nothing_for_those_who_are_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unisono.significance.popularity.CROWDED_ACTS", 2000)
    random = np.random.default_rng(7)
    ordinary = draw_traces(random, Draw(traces=3000, accounts=300, objects=200))
    members = ordinary["account"].unique().sort()[:100]
    crowd = traces_of(
        members.gather(random.integers(0, 100, 2500)).to_list(),
        ["zz"] * 2500,
        (START + np.arange(2500) * SECOND).tolist(),
    )
    without, both = layer_of(ordinary), layer_of(join(ordinary, crowd))
    alone, _ = popularity_null(without.table, WINDOWS, _nobody(without))
    null, slot_pairs = popularity_null(both.table, WINDOWS, _nobody(both))
    outside = np.arange(100, without.table.account_count, dtype=np.int32)
    a, b = outside[:-1], outside[1:]
    own = np.bincount(both.table.accounts[both.table.object_start[-2] :], minlength=100) / len(crowd)
    for column in range(len(WINDOWS)):
        expected = alone.expected_meetings(a, b, column)
        np.testing.assert_allclose(null.expected_meetings(a, b, column), expected, rtol=1e-9)
        one, other = np.arange(50, dtype=np.int32), np.arange(50, 100, dtype=np.int32)
        met_in_crowd = 1.0 - np.exp(-2.0 * slot_pairs[-1, column] * own[one] * own[other])
        expected = alone.expected_meetings(one, other, column) + met_in_crowd
        np.testing.assert_allclose(null.expected_meetings(one, other, column), expected, rtol=1e-9)


def test_tails_are_those_of_the_poisson_distribution() -> None:
    meetings, expected = (grid.ravel() for grid in np.meshgrid(np.arange(0, 60), np.logspace(-4, 2, 25)))
    found = poisson_tail(meetings.astype(np.int32), expected)
    np.testing.assert_allclose(found, np.maximum(poisson.sf(meetings - 1, expected), 1e-300), rtol=1e-9)


def test_a_pair_that_never_met_is_not_surprising() -> None:
    assert poisson_tail(np.zeros(3, np.int32), np.array([1e-9, 1.0, 50.0])).tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("level", [1e-2, 1e-3, 1e-6])
def test_the_fewest_surprising_meetings_are_those_of_the_poisson_distribution(level: float) -> None:
    expected = np.logspace(-6, np.log10(60), 80)
    found = fewest_surprising(expected, level, 400)
    assert (poisson.sf(found - 1, expected) <= level).all()
    assert (poisson.sf(found - 2, expected) > level).all()


def test_where_no_number_is_surprising_one_more_than_the_most_is_asked() -> None:
    assert fewest_surprising(np.array([1e6]), 1e-3, 400).tolist() == [401]


def _nobody(acts: LayerActs) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.zeros(acts.table.account_count, np.bool_)
