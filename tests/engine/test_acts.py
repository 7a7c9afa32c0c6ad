"""Sorting acts against Python's own sort."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, strategies

from tests.engine.random_acts import ACCOUNTS, OBJECTS, Act, act_lists, act_table, columns
from unisono.engine.acts import exchange_accounts, group_rows, object_ranges, sort_acts, sort_shares
from unisono.engine.large_arrays import LargeArrays


@given(act_lists)
def test_a_table_is_sorted_by_object_time_and_account_without_duplicates(acts: list[Act]) -> None:
    table = act_table(acts)
    found = zip(table.objects_of_acts().tolist(), table.times.tolist(), table.accounts.tolist(), strict=True)
    assert list(found) == sorted({(number, time, account) for account, number, time in acts})
    assert table.objects == OBJECTS
    assert table.account_count == ACCOUNTS


@given(act_lists)
def test_each_kept_act_names_the_first_row_that_it_came_from(acts: list[Act]) -> None:
    table = act_table(acts)
    sorted_acts = zip(table.accounts.tolist(), table.objects_of_acts().tolist(), table.times.tolist(), strict=True)
    assert table.rows.tolist() == [acts.index(act) for act in sorted_acts]


@given(act_lists)
def test_acts_of_one_object_stand_between_its_starts(acts: list[Act]) -> None:
    start = act_table(acts).object_start
    assert np.diff(start).tolist() == [len({act for act in acts if act[1] == number}) for number in range(OBJECTS)]


@given(act_lists, strategies.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(acts: list[Act], chance: Random) -> None:
    shuffled = list(acts)
    chance.shuffle(shuffled)
    one, other = act_table(acts), act_table(shuffled)
    assert one.accounts.tolist() == other.accounts.tolist()
    assert one.times.tolist() == other.times.tolist()
    assert one.object_start.tolist() == other.object_start.tolist()


@given(act_lists)
def test_acts_by_account_are_in_the_order_of_object_and_time(acts: list[Act]) -> None:
    table = act_table(acts)
    start, order = table.by_account()
    found = zip(table.accounts[order], table.objects_of_acts()[order], table.times[order], strict=True)
    assert list(found) == sorted(set(acts))
    assert np.diff(start).tolist() == [len({act for act in acts if act[0] == account}) for account in range(ACCOUNTS)]


@given(act_lists, strategies.integers(0, 2**40))
def test_keeping_some_acts_is_sorting_those_acts(acts: list[Act], bits: int) -> None:
    table = act_table(acts)
    keep = np.array([bits >> place & 1 for place in range(len(table.rows))], np.bool_)
    only, again = table.only(keep), act_table([acts[row] for row in table.rows[keep]])
    assert only.accounts.tolist() == again.accounts.tolist()
    assert only.times.tolist() == again.times.tolist()
    assert only.object_start.tolist() == again.object_start.tolist()
    assert only.rows.tolist() == table.rows[keep].tolist()
    assert (only.objects, only.account_count) == (table.objects, table.account_count)


@given(strategies.lists(strategies.integers(0, 7)))
def test_rows_are_grouped_by_key_in_their_given_order(keys: list[int]) -> None:
    start, order = group_rows(np.array(keys, np.int32), 8)
    groups = [order[start[key] : start[key + 1]].tolist() for key in range(8)]
    assert groups == [[row for row, found in enumerate(keys) if found == key] for key in range(8)]


def test_what_was_handed_in_stays_as_it_is() -> None:
    given_columns = columns([(2, 1, 30), (1, 1, 10), (2, 1, 30), (0, 0, 5)])
    before = [column.tolist() for column in given_columns]
    sort_acts(*given_columns, 3, 2)
    assert [column.tolist() for column in given_columns] == before


@given(act_lists, strategies.randoms(use_true_random=False))
def test_exchanging_accounts_is_sorting_the_exchanged_acts(acts: list[Act], chance: Random) -> None:
    table = act_table(acts)
    exchanged = [chance.randrange(ACCOUNTS) for _ in table.rows]
    twin = exchange_accounts(table, np.array(exchanged, np.int32))
    objects = table.objects_of_acts()
    again = sort_acts(np.array(exchanged, np.int32), objects, table.times, ACCOUNTS, OBJECTS)
    assert twin.accounts.tolist() == again.accounts.tolist()
    assert twin.times.tolist() == again.times.tolist()
    assert twin.object_start.tolist() == again.object_start.tolist()
    assert twin.rows.tolist() == table.rows[again.rows].tolist()


@given(strategies.lists(strategies.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.999, np.nextafter(1.0, 0.0)])))
def test_shares_are_sorted_and_equal_ones_keep_their_order(shares: list[float]) -> None:
    assert sort_shares(np.array(shares)).tolist() == sorted(range(len(shares)), key=lambda row: shares[row])


@pytest.mark.parametrize("at_once", [1, 50, 100_000])
def test_a_table_in_files_is_the_one_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr("unisono.engine.acts.ACTS_AT_ONCE", at_once)
    draw = np.random.default_rng(at_once)
    given = draw.integers(0, 30, 2000).astype(np.int32), draw.integers(0, 40, 2000).astype(np.int32)
    times = draw.integers(0, 25, 2000)
    one = sort_acts(*given, times, 30, 41)
    other = sort_acts(*given, times, 30, 41, LargeArrays(tmp_path, 0))
    for table, same in ((one, other), (one.only(one.times > 9), other.only(other.times > 9))):
        for name in ("accounts", "times", "object_start", "rows"):
            assert (getattr(table, name) == getattr(same, name)).all(), name
        assert (table.objects_of_acts() == same.objects_of_acts()).all()
        assert all((left == right).all() for left, right in zip(table.by_account(), same.by_account(), strict=True))


def test_ranges_of_objects_hold_so_many_acts_or_one_object() -> None:
    assert list(object_ranges(np.array([3, 2, 0, 9, 1, 1, 0]), 5)) == [(0, 3), (3, 4), (4, 7)]
    assert list(object_ranges(np.zeros(0, np.int64), 5)) == []
