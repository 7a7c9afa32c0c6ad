"""Meetings behind pairs, against loops over all pairs of acts."""

import numpy as np
from hypothesis import given, strategies

from tests.engine.random_acts import ACCOUNTS, ANY_TIME, Act, act_lists, act_table, every_pair
from unisono.engine.measuring import acts_by_account
from unisono.engine.meetings import find_meetings

reaches = strategies.lists(
    strategies.sampled_from([0, 1, 10, 60_000_000, ANY_TIME]),
    min_size=ACCOUNTS * (ACCOUNTS - 1),
    max_size=ACCOUNTS * (ACCOUNTS - 1),
)


@given(act_lists, reaches, strategies.integers(1, 4))
def test_meetings_are_all_pairs_of_acts_within_the_pairs_own_reach(
    acts: list[Act], reach: list[int], acts_per_post: int
) -> None:
    ordered = sorted(set(acts))
    posts = [place // acts_per_post for place in range(len(ordered))]
    a, b = every_pair()
    own = acts_by_account(act_table(acts))
    found = find_meetings(own, np.array(posts, np.int32), a, b, np.array(reach, np.int64))
    expected_marks: set[int] = set()
    for pair, (one, other, within) in enumerate(zip(a.tolist(), b.tolist(), reach, strict=True)):
        met = [
            (left, right)
            for left, (account, number, time) in enumerate(ordered)
            for right, (partner, its_number, its_time) in enumerate(ordered)
            if (account, partner, number) == (one, other, its_number) and abs(time - its_time) <= within
        ]
        cited = {place for both in met for place in both}
        expected_marks |= cited
        assert found.act_pairs[pair] == len(met)
        assert found.objects[pair] == len({ordered[left][1] for left, _ in met})
        assert found.posts[pair] == len({posts[place] for place in cited})
        if met:
            times = [ordered[place][2] for place in cited]
            assert (found.first[pair], found.last[pair]) == (min(times), max(times))
    assert np.flatnonzero(found.met_acts).tolist() == sorted(expected_marks)


def test_a_pair_that_never_met_has_no_first_and_no_last_act() -> None:
    own = acts_by_account(act_table([(0, 0, 0), (1, 0, 11), (1, 1, 0)]))
    a, b = np.array([0], np.int32), np.array([1], np.int32)
    found = find_meetings(own, np.arange(3, dtype=np.int32), a, b, np.array([10], np.int64))
    assert (found.objects[0], found.act_pairs[0], found.posts[0]) == (0, 0, 0)
    assert found.first[0] > found.last[0]
    assert not found.met_acts.any()


def test_no_pairs_give_no_meetings() -> None:
    nobody = np.empty(0, np.int32)
    found = find_meetings(acts_by_account(act_table([])), nobody, nobody, nobody, np.empty(0, np.int64))
    assert len(found.objects) == 0
