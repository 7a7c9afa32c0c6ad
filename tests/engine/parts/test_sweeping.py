"""The sweep in parts finds what the sweep in one finds, however acts are cut."""

import numpy as np
import pytest
from hypothesis import given, strategies

from tests.engine.random_acts import ANY_TIME, Act, act_lists, act_table, common_objects, smallest_gap, time_windows
from unisono.engine.acts import sort_acts
from unisono.engine.engines import InParts, PartSizes
from unisono.engine.parts.here import InThisProcess
from unisono.engine.parts.sweeping import count_pairs_of_part, cut_acts, split_acts
from unisono.engine.sweep import NO_LIMIT, PairCounts, sweep

few = strategies.integers(1, 3)
works = strategies.integers(1, 30)
limits = strategies.sampled_from([1, 2, 5, NO_LIMIT])


@given(act_lists, time_windows, few, limits, works)
def test_pairs_and_acts_looked_at_are_those_of_the_sweep_in_one(
    acts: list[Act], window: int, least: int, nearest: int, work: int
) -> None:
    table = act_table(acts)
    found = _in_parts(work).sweep(table, window, least, nearest=nearest, memory_bytes=1 << 20)
    whole = sweep(table, window, least, nearest=nearest)
    assert _pairs(found) == _pairs(whole)
    assert found.emitted == whole.emitted


@given(act_lists, time_windows, works)
def test_pairs_and_their_objects_are_those_of_a_plain_count(acts: list[Act], window: int, work: int) -> None:
    found = _in_parts(work).sweep(act_table(acts), window, 1, nearest=NO_LIMIT, memory_bytes=1 << 20)
    accounts = sorted({account for account, _, _ in acts})
    plain = {
        (a, b): sum(smallest_gap(acts, a, b, number) <= window for number in common_objects(acts, a, b))
        for a in accounts
        for b in accounts
        if a < b
    }
    assert _pairs(found) == {pair: objects for pair, objects in plain.items() if objects}


@given(act_lists, time_windows, works)
def test_each_act_is_owned_by_one_part(acts: list[Act], window: int, work: int) -> None:
    split = split_acts(act_table(acts), window, 1, NO_LIMIT)
    parts = [part for (part,) in cut_acts(split, work)]
    assert sum(sum(part["is_owned"].to_pylist()) for part in parts) == len(split.accounts)


def test_an_object_with_too_many_acts_is_cut_and_its_pairs_count_once() -> None:
    moments = 3_000
    rng = np.random.default_rng(3)
    accounts = np.concatenate([rng.integers(0, 40, moments), np.arange(40), np.arange(40)]).astype(np.int32)
    objects = np.concatenate([np.zeros(moments), np.repeat([1, 2], 40)]).astype(np.int32)
    table = sort_acts(accounts, objects, rng.integers(0, 10_000, len(objects)), 40, 3)
    split = split_acts(table, 50, 2, NO_LIMIT)
    parts = cut_acts(split, 2_000)
    assert len(parts) > 5
    assert max(part.num_rows for (part,) in parts) < moments / 3
    found = _in_parts(2_000).sweep(table, 50, 2, nearest=NO_LIMIT, memory_bytes=1 << 20)
    assert _pairs(found) == _pairs(sweep(table, 50, 2))


@pytest.mark.parametrize("window", [0, 7, ANY_TIME])
def test_acts_before_a_part_do_not_meet_each_other_in_it(window: int) -> None:
    split = split_acts(act_table([(account, 0, account) for account in range(6)]), window, 1, NO_LIMIT)
    found = [count_pairs_of_part(part, window=window, nearest=NO_LIMIT) for (part,) in cut_acts(split, 4)]
    pairs = [pair for part in found for pair in zip(part["a"].to_pylist(), part["b"].to_pylist(), strict=True)]
    assert len(pairs) == len(set(pairs))


def test_nothing_is_cut_into_no_parts() -> None:
    assert cut_acts(split_acts(act_table([]), 10, 1, NO_LIMIT), 5) == []


def _in_parts(work: int) -> InParts:
    return InParts("here", InThisProcess(), PartSizes(work=work, least_work=0))


def _pairs(found: PairCounts) -> dict[tuple[int, int], int]:
    pairs = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    return dict(zip(pairs, found.objects.tolist(), strict=True))
