"""The sweep against a count of every pair on every object."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, strategies

from tests.engine.random_acts import ANY_TIME, OBJECTS, Act, act_lists, act_table, columns, time_windows
from unisono.engine.acts import sort_acts
from unisono.engine.sweep import PairCounts, count_pairs_within, sweep

Pairs = dict[tuple[int, int], int]
few = strategies.integers(1, 3)


@given(act_lists, time_windows, few)
def test_pairs_and_their_objects_are_those_of_a_plain_count(acts: list[Act], window: int, min_objects: int) -> None:
    assert _pairs(count_pairs_within(*columns(acts), window, min_objects)) == _plain(acts, window, min_objects)


@given(act_lists, time_windows, few, strategies.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(acts: list[Act], window: int, least: int, chance: Random) -> None:
    shuffled = list(acts)
    chance.shuffle(shuffled)
    one, other = (count_pairs_within(*columns(rows), window, least) for rows in (acts, shuffled))
    assert _pairs(one) == _pairs(other)
    assert one.emitted == other.emitted


@pytest.mark.parametrize("memory_bytes", [1, 40, 1 << 30])
@given(act_lists, time_windows, few)
def test_counting_in_many_rounds_gives_the_same(
    memory_bytes: int, acts: list[Act], window: int, min_objects: int
) -> None:
    found = sweep(act_table(acts), window, min_objects, memory_bytes=memory_bytes)
    assert _pairs(found) == _plain(acts, window, min_objects)


def test_many_pairs_in_rounds_give_the_same_as_a_table_of_all_pairs() -> None:
    random = np.random.default_rng(7)
    accounts = np.concatenate([random.permutation(1300), random.permutation(1300), random.integers(0, 1300, 1500)])
    objects = np.repeat([0, 1, 2], [1300, 1300, 1500])
    times = random.integers(0, 50, len(accounts))
    expected = np.zeros((1300, 1300), np.int64)
    for number in range(3):
        present = np.zeros((50, 1300), np.int64)
        present[times[objects == number], accounts[objects == number]] = 1
        near = np.zeros((1300, 1300), np.bool_)
        for moment in range(50):
            around = np.asarray(present[max(0, moment - 20) : moment + 21].any(axis=0))
            near |= present[moment].astype(np.bool_)[:, None] & around[None, :]
        expected += near
    a, b = np.nonzero(np.triu(expected, 1) >= 2)
    for memory_bytes in (1, 5_000_000, 1 << 30):
        found = count_pairs_within(
            accounts.astype(np.int32), objects.astype(np.int32), times, 20, 2, memory_bytes=memory_bytes
        )
        assert len(found.a) > 1 << 18, "more than one round's worth, or this proves little"
        order = np.lexsort((found.b, found.a))
        assert found.a[order].tolist() == a.tolist()
        assert found.b[order].tolist() == b.tolist()
        assert found.objects[order].tolist() == expected[a, b].tolist()


@given(act_lists, strategies.integers(1, 5))
def test_the_nearest_predecessors_are_counted_and_no_others(acts: list[Act], nearest: int) -> None:
    # An act nobody else is beside is left out first and takes no one's place, so each object gets two strangers' acts.
    acts = acts + [(account, number, 0) for account in (0, 1) for number in range(OBJECTS)]
    assert _pairs(sweep(act_table(acts), ANY_TIME, nearest=nearest)) == _plain(acts, ANY_TIME, 1, nearest)


@given(act_lists, time_windows, few, strategies.integers(1, 5))
def test_a_limit_of_predecessors_never_adds_a_pair(acts: list[Act], window: int, least: int, nearest: int) -> None:
    limited, whole = _pairs(sweep(act_table(acts), window, least, nearest=nearest)), _plain(acts, window, least)
    assert all(objects <= whole[pair] for pair, objects in limited.items())


@given(act_lists, time_windows)
def test_only_the_pairs_that_are_asked_for_are_held(acts: list[Act], window: int) -> None:
    whole = sweep(act_table(acts), window)
    chosen = sweep(act_table(acts), window, memory_bytes=40, keep=lambda a, b, objects: (a + b + objects) % 2 == 0)
    assert chosen.emitted == whole.emitted
    assert _pairs(chosen) == {
        (a, b): objects for (a, b), objects in _pairs(whole).items() if (a + b + objects) % 2 == 0
    }


@given(act_lists, time_windows, strategies.integers(1, 6))
def test_a_limit_of_predecessors_changes_nothing_on_objects_that_are_less_crowded(
    acts: list[Act], window: int, nearest: int
) -> None:
    by_object = [sorted(time for _, found, time in set(acts) if found == number) for number in range(OBJECTS)]
    calm = {
        number
        for number, times in enumerate(by_object)
        if all(sum(time - window <= other <= time for other in times) <= nearest + 1 for time in times)
    }
    alone = [act for act in acts if act[1] in calm]
    limited = _pairs(sweep(act_table(alone), window, nearest=nearest))
    assert limited == _plain(alone, window, 1)
    everywhere = _pairs(sweep(act_table(acts), window, nearest=nearest))
    assert all(everywhere.get(pair, 0) >= objects for pair, objects in limited.items())


@pytest.mark.parametrize("crowd", [1_000, 100_000])
def test_an_object_with_a_crowd_costs_no_more_than_the_limit_for_each_of_its_acts(crowd: int) -> None:
    accounts, times = np.arange(crowd, dtype=np.int32), np.sort(np.random.default_rng(1).integers(0, 86_400, crowd))
    table = sort_acts(accounts, np.zeros(crowd, np.int32), times, crowd, 1)
    found = sweep(table, 3_600, 2, nearest=30)
    assert sweep(table, 3_600, 1, nearest=30).emitted <= 30 * crowd
    assert len(found.a) == 0


@given(act_lists, time_windows)
def test_pairs_looked_at_are_no_fewer_than_meetings_and_no_more_than_pairs_of_acts(
    acts: list[Act], window: int
) -> None:
    emitted = sweep(act_table(acts), window).emitted
    assert emitted >= sum(_plain(acts, window, 1).values())
    assert emitted == sum(
        one[1] == other[1] and one[0] != other[0] and abs(one[2] - other[2]) <= window
        for one, other in combinations(set(acts), 2)
    )


def test_no_acts_give_no_pairs() -> None:
    found = count_pairs_within(*columns([]), 10)
    assert (len(found.a), found.emitted) == (0, 0)


def test_the_window_is_inclusive_and_meeting_oneself_is_no_pair() -> None:
    acts = [(0, 0, 0), (0, 0, 10), (1, 0, 20), (2, 0, 31)]
    assert _pairs(count_pairs_within(*columns(acts), 10)) == {(0, 1): 1}
    assert _pairs(count_pairs_within(*columns(acts), 9)) == {}


def _plain(acts: list[Act], window: int, min_objects: int, nearest: int | None = None) -> Pairs:
    counts: Pairs = {}
    for number in range(OBJECTS):
        row = sorted({(time, account) for account, found, time in acts if found == number})
        met = set()
        for place, (time, account) in enumerate(row):
            for earlier, other in row[max(0, place - nearest) if nearest else 0 : place]:
                if account != other and time - earlier <= window:
                    met.add((min(account, other), max(account, other)))
        for pair in met:
            counts[pair] = counts.get(pair, 0) + 1
    return {pair: objects for pair, objects in counts.items() if objects >= min_objects}


def _pairs(counts: PairCounts) -> Pairs:
    keys = list(zip(counts.a.tolist(), counts.b.tolist(), strict=True))
    assert len(set(keys)) == len(keys), "a pair is given once"
    assert all(a < b for a, b in keys)
    return dict(zip(keys, counts.objects.tolist(), strict=True))
