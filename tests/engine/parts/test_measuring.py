"""Given pairs measured in parts: the same numbers, however pairs are cut."""

import numpy as np
from hypothesis import given, strategies

from tests.engine.random_acts import ANY_TIME, Act, act_lists, act_table, every_pair
from unisono.engine.engines import InParts, PartSizes
from unisono.engine.measuring import acts_by_account, count_meetings
from unisono.engine.parts.here import InThisProcess
from unisono.engine.parts.measuring import cut_pairs

WINDOWS = np.array([0, 3, 60_000_000, ANY_TIME], np.int64)


@given(act_lists, strategies.integers(1, 60), strategies.integers(0, 4))
def test_meetings_are_those_of_measuring_in_one(acts: list[Act], work: int, acts_of_a_post: int) -> None:
    table = act_table(acts)
    posts = np.arange(len(acts), dtype=np.int32) // acts_of_a_post if acts_of_a_post else None
    by_account = acts_by_account(table, posts)
    a, b = every_pair()
    engine = InParts("here", InThisProcess(), PartSizes(work=work, least_work=0))
    found = engine.count_meetings(by_account, a, b, WINDOWS)
    assert found.tolist() == count_meetings(by_account, a, b, WINDOWS).tolist()


def test_a_part_has_all_acts_of_its_accounts_and_no_others() -> None:
    acts = acts_by_account(act_table([(account, number, 7) for account in range(6) for number in range(account)]))
    a, b = np.array([0, 1, 2], np.int32), np.array([5, 4, 3], np.int32)
    parts = cut_pairs(acts, a, b, 1)
    assert [pairs.num_rows for pairs, _ in parts] == [1, 1, 1]
    assert [own.num_rows for _, own in parts] == [5, 5, 5]
