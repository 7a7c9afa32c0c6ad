"""Groups are accounts among whom several pairs surprise; a star around one account, or a few pairs, are none."""

from itertools import combinations

import numpy as np
import pytest

from unisono.engine.acts import sort_acts
from unisono.watch.detectors.meeting_groups import find_groups
from unisono.watch.detectors.meeting_pairs import MeetingPairs

NOTHING = np.empty(0, np.int32)
TABLE = sort_acts(NOTHING, NOTHING, np.empty(0, np.int64), 0, 0)


def _pairs(of: list[tuple[int, int]], p: float, possible: float = 1000.0) -> MeetingPairs:
    a, b = (np.array([pair[place] for pair in of], np.int32) for place in (0, 1))
    count = len(of)
    return MeetingPairs(a, b, np.full(count, 5, np.int32), np.full(count, 0.1), np.full(count, p), possible, 0.5, TABLE)


def test_ten_accounts_who_all_surprise_with_each_other_are_a_group() -> None:
    (group,) = find_groups(_pairs(list(combinations(range(10), 2)), 1e-5), 10)
    assert group.members.tolist() == list(range(10)) and len(group.pairs) == 45
    # Five pairs with nobody in common, each expected 0.01 times: at most 0.01^5 / 5!, times five numbers tried.
    assert group.p == pytest.approx(5 * 0.01**5 / 120)


def test_partners_of_one_account_are_no_group() -> None:
    assert find_groups(_pairs([(0, other) for other in range(1, 20)], 1e-9), 10) == []


def test_groups_that_have_nobody_in_common_are_told_apart_the_larger_first() -> None:
    of = [*combinations(range(10), 2), *combinations(range(20, 32), 2)]
    assert [len(group.members) for group in find_groups(_pairs(of, 1e-9), 10)] == [12, 10]
    assert find_groups(_pairs(of, 1e-9), 13) == []


def test_pairs_that_chance_gives_once_a_look_are_left_out() -> None:
    assert find_groups(_pairs(list(combinations(range(10), 2)), 2e-3), 10) == []
    assert find_groups(_pairs([], 1.0), 10) == []
