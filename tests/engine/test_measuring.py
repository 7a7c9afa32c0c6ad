"""Measured meetings, against a count of every common object."""

import numpy as np
from hypothesis import given, strategies
from numpy.typing import NDArray

from tests.engine.random_acts import (
    ACCOUNTS,
    ANY_TIME,
    Act,
    act_lists,
    act_table,
    common_objects,
    every_pair,
    smallest_gap,
    times_of,
)
from unisono.engine.measuring import acts_by_account, acts_of_pairs, count_meetings
from unisono.engine.shared_objects import NEVER

WINDOWS = np.array([0, 1, 3, 10, 60_000_000, ANY_TIME], np.int64)


@given(act_lists)
def test_meetings_are_the_common_objects_with_a_gap_of_at_most_the_window(acts: list[Act]) -> None:
    a, b = every_pair()
    met = count_meetings(acts_by_account(act_table(acts)), a, b, WINDOWS)
    for row, one, other in zip(met.tolist(), a.tolist(), b.tolist(), strict=True):
        gaps = [smallest_gap(acts, one, other, number) for number in common_objects(acts, one, other)]
        assert row == [sum(gap <= window for gap in gaps) for window in WINDOWS.tolist()] + [len(gaps)]


@given(act_lists, strategies.integers(0, 2**32 - 1))
def test_several_acts_in_one_post_meet_once(acts: list[Act], seed: int) -> None:
    a, b = every_pair()
    posts = _posts(acts, seed)
    own = acts_by_account(act_table(acts), posts)
    met = count_meetings(own, a, b, WINDOWS)
    for row, one, other in zip(met.tolist(), a.tolist(), b.tolist(), strict=True):
        assert row == _fewest_posts(acts, posts, one, other)


@given(act_lists)
def test_a_post_of_its_own_for_every_act_changes_nothing(acts: list[Act]) -> None:
    a, b = every_pair()
    table = act_table(acts)
    own = acts_by_account(table, np.arange(max(1, len(acts)), dtype=np.int32))
    assert (count_meetings(own, a, b, WINDOWS) == count_meetings(acts_by_account(table), a, b, WINDOWS)).all()


@given(act_lists, strategies.integers(0, 2**32 - 1), strategies.data())
def test_the_acts_of_some_pairs_alone_give_the_same_meetings(
    acts: list[Act], seed: int, data: strategies.DataObject
) -> None:
    a, b = every_pair()
    posts = data.draw(strategies.sampled_from([None, _posts(acts, seed)]))
    own = acts_by_account(act_table(acts), posts)
    some = np.array(data.draw(strategies.lists(strategies.integers(0, len(a) - 1), min_size=1)))
    few, left, right = acts_of_pairs(own, a[some], b[some])
    assert len(few.start) - 1 == len({*a[some].tolist(), *b[some].tolist()})
    np.testing.assert_array_equal(count_meetings(few, left, right, WINDOWS), count_meetings(own, a, b, WINDOWS)[some])


def test_eight_hashtags_in_one_post_are_one_coincidence() -> None:
    acts = [(account, tag, account) for account in (0, 1) for tag in range(5)]
    one_each = acts_by_account(act_table(acts), np.array([0] * 5 + [1] * 5, np.int32))
    a, b = np.array([0], np.int32), np.array([1], np.int32)
    assert count_meetings(one_each, a, b, np.array([0, 1], np.int64)).tolist() == [[0, 1, 1]]
    two_posts = acts_by_account(act_table(acts), np.array([0] * 3 + [2] * 2 + [1, 1, 1, 1, 3], np.int32))
    assert count_meetings(two_posts, a, b, np.array([0, 1], np.int64)).tolist() == [[0, 2, 2]]


@given(act_lists)
def test_acts_by_account_keep_object_and_time_together(acts: list[Act]) -> None:
    own = acts_by_account(act_table(acts))
    accounts = np.repeat(np.arange(ACCOUNTS), np.diff(own.start))
    assert list(zip(accounts, own.objects, own.times, strict=True)) == sorted(set(acts))
    assert len(own.posts) == 0


def _posts(acts: list[Act], seed: int) -> NDArray[np.int32]:
    """Put the acts of one account at one time into one of two posts."""
    random = np.random.default_rng(seed)
    return np.array([100 * account + 2 * (time % 47) + random.integers(0, 2) for account, _, time in acts], np.int32)


def _fewest_posts(acts: list[Act], posts: NDArray[np.int32], one: int, other: int) -> list[int]:
    """Count the posts with which two accounts met, the first of the closest acts of each object taken."""
    table = act_table(acts)
    post_of = {acts[row]: int(posts[row]) for row in table.rows.tolist()}
    times = times_of(acts)
    met = []
    for number in common_objects(acts, one, other):
        pairs = [(left, right) for left in times[one, number] for right in times[other, number]]
        gap, left, right = min((abs(left - right), left, right) for left, right in pairs)
        met.append((gap, post_of[one, number, left], post_of[other, number, right]))
    reached = [[row for row in met if row[0] <= window] for window in [*WINDOWS.tolist(), NEVER]]
    return [min(len({row[1] for row in rows}), len({row[2] for row in rows})) for rows in reached]
