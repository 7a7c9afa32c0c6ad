"""Suspects: members of networks of every size, and nobody who merely is busy or near."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.significance.traces_by_draw import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SETTINGS,
    START,
    Draw,
    draw_traces,
    encode,
    join,
    traces_of,
)
from unisono.model.settings import ScanSettings
from unisono.significance.suspects import (
    meet_nearby,
    suspects_by_meetings,
    suspects_by_surprise,
    with_companions,
    with_partners,
)


@pytest.mark.parametrize("members", [4, 30, 300])
@pytest.mark.parametrize("settings", [SETTINGS, ScanSettings(emission_budget=0)], ids=["exact", "over the budget"])
def test_a_network_is_marked_and_strangers_are_not(members: int, settings: ScanSettings) -> None:
    random = np.random.default_rng(members)
    net = _net(members, commands=12, spread=2 * MINUTE, random=random)
    marked = _marked(join(draw_traces(random, Draw(traces=4000, accounts=800)), net), settings)
    assert {name for name in marked if name.startswith("n")} == set(net["account"].to_list())
    assert not [name for name in marked if not name.startswith("n")]


def test_a_network_that_is_the_whole_layer_is_marked() -> None:
    net = _net(100, commands=8, spread=MINUTE, random=np.random.default_rng(0))
    assert len(_marked(net)) == 100


@pytest.mark.parametrize(("commands", "found"), [(4, 0), (5, 6)])
def test_meetings_on_fewer_than_five_objects_mark_nobody(commands: int, found: int) -> None:
    assert len(_marked(_net(6, commands=commands, spread=MINUTE, random=np.random.default_rng(1)))) == found


@pytest.mark.parametrize(("members", "found"), [(3, 0), (4, 4)])
def test_two_partners_mark_nobody(members: int, found: int) -> None:
    assert len(_marked(_net(members, commands=8, spread=MINUTE, random=np.random.default_rng(2)))) == found


@pytest.mark.parametrize(("gap", "found"), [(10 * MINUTE, 4), (10 * MINUTE + SECOND, 0)])
def test_only_meetings_within_ten_minutes_count(gap: int, found: int) -> None:
    names = [f"n{member}" for member in range(4) for _ in range(6)]
    # Three act at once, the fourth meets them only within the gap: without it nobody has three partners.
    times = [START + command * DAY + (member == 3) * gap for member in range(4) for command in range(6)]
    assert len(_marked(traces_of(names, [command for _ in range(4) for command in range(6)], times))) == found


@pytest.mark.parametrize(("others", "found"), [(18, 6), (19, 0)])
def test_meetings_that_are_a_small_part_of_what_either_does_mark_nobody(others: int, found: int) -> None:
    net = _net(6, commands=8, spread=MINUTE, random=np.random.default_rng(3))
    own = traces_of(
        [f"n{member:03}" for member in range(6) for _ in range(others)],
        [f"own{member}-{place}" for member in range(6) for place in range(others)],
        [START + place * HOUR for place in range(6 * others)],
    )
    assert len(_marked(join(net, own))) == found


def test_accounts_with_three_surprising_partners_are_marked() -> None:
    a, b = np.array([0, 0, 0, 1, 4], np.int32), np.array([1, 2, 3, 2, 5], np.int32)
    tails = np.array([[1.0, 1e-9], [1e-7, 1.0], [1e-6, 1e-2], [1e-3, 1e-5], [0.0, 0.0]])
    assert suspects_by_surprise(a, b, tails, 6).tolist() == [True, False, False, False, False, False]
    assert suspects_by_surprise(a, b, tails * 1.01, 6).tolist() == [False] * 6
    assert suspects_by_surprise(a, b, np.zeros((5, 0)), 6).tolist() == [False] * 6


def test_companions_are_those_who_met_three_of_the_marked_or_of_their_companions() -> None:
    marked = np.array([True, True, True, False, False, False])
    a, b = np.array([0, 1, 2, 1, 2, 3, 0, 1], np.int32), np.array([3, 3, 3, 4, 4, 4, 5, 5], np.int32)
    tails = np.full((8, 2), 1e-4)
    assert with_companions(marked, a, b, tails).tolist() == [True, True, True, True, True, False]
    assert with_companions(marked, b, a, tails).tolist() == [True, True, True, True, True, False]
    assert with_companions(marked, a, b, tails * 1.01).tolist() == marked.tolist()
    assert with_companions(np.zeros(6, np.bool_), a, b, tails).tolist() == [False] * 6
    assert marked.sum() == 3
    found = np.array([True, True, True, True, False, False])
    assert with_companions(marked, a, b, tails, found).tolist() == marked.tolist()
    assert with_companions(marked, a, b, tails, ~found).tolist() == [True, True, True, True, True, False]


@given(
    pairs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=28, unique=True),
    chosen=st.sets(st.integers(0, 7), min_size=0, max_size=5),
)
def test_companions_grow_one_by_one_to_the_same_end(pairs: list[tuple[int, int]], chosen: set[int]) -> None:
    pairs = [pair for pair in pairs if pair[0] < pair[1]]
    marked = np.isin(np.arange(8), list(chosen))
    grown = set(chosen)
    while fresh := {
        one
        for one in range(8)
        if one not in grown and sum({one, *pair} == set(pair) and bool(set(pair) & grown) for pair in pairs) >= 3
    }:
        grown.add(min(fresh))
    a, b = (np.array([pair[end] for pair in pairs], np.int32) for end in (0, 1))
    found = with_companions(marked, a, b, np.zeros((len(pairs), 1)))
    assert set(np.flatnonzero(found).tolist()) == grown


def test_partners_are_counted_on_both_sides_of_a_pair() -> None:
    a, b = np.array([0, 1, 2, 0], np.int32), np.array([3, 3, 3, 1], np.int32)
    assert with_partners(a, b, 5).tolist() == [False, False, False, True, False]
    assert with_partners(a[:0], b[:0], 2).tolist() == [False, False]


def _net(members: int, *, commands: int, spread: int, random: np.random.Generator) -> pl.DataFrame:
    """Return accounts that act on each of so many objects within a spread of each other."""
    times = START + np.arange(commands) * DAY + random.integers(0, spread // SECOND, (members, commands)) * SECOND
    return traces_of(
        [f"n{member:03}" for member in range(members) for _ in range(commands)],
        [f"c{command}" for _ in range(members) for command in range(commands)],
        times.ravel(),
    )


def _marked(traces: pl.DataFrame, settings: ScanSettings = SETTINGS) -> list[str]:
    encoded = encode(traces)
    table = encoded.layers[0].table
    marked = suspects_by_meetings(table, meet_nearby(table, settings))
    return encoded.account_ids.filter(pl.Series(marked)).to_list()
