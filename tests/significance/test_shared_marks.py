"""What busy accounts share, against counts by hand and against acts that nobody agreed on."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unisono.significance.shared_marks import find_shared_marks

ACTS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 5)), min_size=10, max_size=60)


@given(ACTS)
def test_pairs_are_those_of_accounts_with_two_common_marks_or_more(acts: list[tuple[int, int]]) -> None:
    accounts, marks = (np.array(side, np.int64) for side in zip(*acts, strict=True))
    busy = np.ones(8, bool)
    found = find_shared_marks(accounts, marks, np.zeros(len(acts), np.int64), busy)
    used = {account: {mark for who, mark in acts if who == account} for account in range(8)}
    common = [len(used[a] & used[b]) for a, b in combinations(range(8), 2)]
    if found is not None:
        assert found.pairs == sum(one >= 2 for one in common)
        assert 0.0 < found.p <= 1.0


def test_accounts_with_the_same_slogans_share_more_than_a_shuffle() -> None:
    rng = np.random.default_rng(1)
    accounts = np.concatenate([np.repeat(np.arange(20), 4), np.arange(20, 320)])
    marks = np.concatenate([rng.integers(0, 6, 80), 6 + np.arange(300)])
    found = find_shared_marks(accounts, marks, np.zeros(380, np.int64), np.arange(320) < 20)
    assert found is not None
    assert found.pairs > 3 * found.expected
    assert found.p < 0.002


def test_marks_drawn_by_everybody_alike_give_even_p_values() -> None:
    rng = np.random.default_rng(2)
    tails = []
    for _ in range(60):
        accounts = np.concatenate([np.repeat(np.arange(30), 4), np.arange(30, 330)])
        marks = rng.zipf(1.6, len(accounts)).clip(max=400)
        found = find_shared_marks(accounts, marks, rng.integers(0, 5, len(accounts)), np.arange(330) < 30)
        assert found is not None
        tails.append(found.p)
    assert 0.35 < float(np.mean(tails)) < 0.65
    assert sum(p <= 0.05 for p in tails) <= 9


def test_shuffles_stay_within_their_stratum() -> None:
    # In each hour all acts have one mark of its own, so that no shuffle differs from what is seen: nothing to say.
    accounts = np.tile(np.arange(10), 4)
    hours = np.repeat(np.arange(4), 10)
    assert find_shared_marks(accounts, hours.copy(), hours, np.ones(10, bool)) is None


def test_of_many_busy_accounts_those_with_most_acts_are_compared() -> None:
    rng = np.random.default_rng(6)
    # Thirty accounts with the same five slogans, among six hundred with three posts of their own marks.
    accounts = np.concatenate([np.repeat(np.arange(30), 5), np.repeat(np.arange(30, 630), 3)])
    marks = np.concatenate([np.tile(np.arange(5), 30), rng.integers(5, 300, 1_800)])
    found = find_shared_marks(accounts, marks, np.zeros(len(accounts), np.int64), np.ones(630, bool))
    assert found is not None
    assert found.pairs >= 30 * 29 // 2
    assert found.p < 0.01


def test_few_busy_accounts_and_marks_that_nobody_shares_say_nothing() -> None:
    accounts, strata = np.arange(40) % 10, np.zeros(40, np.int64)
    assert find_shared_marks(accounts, np.arange(40), strata, np.ones(10, bool)) is None
    assert find_shared_marks(accounts, np.arange(40) % 4, strata, np.arange(10) < 4) is None
    assert (
        find_shared_marks(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), np.ones(9, bool)) is None
    )
