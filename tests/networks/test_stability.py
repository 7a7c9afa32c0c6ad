"""A member is stable if it stays when any other member is left out."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from unisono.networks import stability
from unisono.networks.stability import leave_one_out, ranges

Edges = list[tuple[int, int]]


def measured(size: int, edges: Edges, member_of: list[int] | None = None) -> NDArray[np.float64]:
    a = np.array([edge[0] for edge in edges], np.int32)
    b = np.array([edge[1] for edge in edges], np.int32)
    return leave_one_out(np.array(member_of if member_of is not None else [0] * size, np.int64), a, b)


def cores_by_hand(members: set[int], edges: Edges) -> set[int]:
    """Return who keeps three partners, by removing one poor account at a time; and triangles among the others."""
    kept = set(members)
    while True:
        poor = [m for m in sorted(kept) if sum(m in edge and set(edge) <= kept for edge in edges) < 3]
        if not poor:
            break
        kept.discard(poor[0])
    left = [edge for edge in edges if set(edge) <= members - kept]
    parts = [{node} for node in members - kept]
    for one, other in left:
        first = next(part for part in parts if one in part)
        second = next(part for part in parts if other in part)
        if first is not second:
            parts.remove(second)
            first |= second
    triangles = [part for part in parts if len(part) == 3 and sum(set(edge) <= part for edge in left) == 3]
    return kept.union(*triangles)


def shares_by_hand(size: int, edges: Edges) -> list[float]:
    members = set(range(size))
    left = {out: cores_by_hand(members - {out}, edges) for out in members}
    return [sum(member in left[out] for out in members - {member}) / (size - 1) for member in range(size)]


def clique(*nodes: int) -> Edges:
    return list(itertools.combinations(nodes, 2))


def test_in_a_group_where_everyone_is_paired_with_everyone_all_stay() -> None:
    assert measured(6, clique(*range(6))).tolist() == [1.0] * 6


def test_a_clique_of_four_becomes_a_triangle_and_stays() -> None:
    assert measured(4, clique(0, 1, 2, 3)).tolist() == [1.0] * 4


def test_a_triangle_does_not_outlive_any_of_its_members() -> None:
    assert measured(3, clique(0, 1, 2)).tolist() == [0.0] * 3


def test_who_hangs_on_three_partners_goes_with_any_of_them() -> None:
    edges = [*clique(0, 1, 2, 3, 4, 5), (6, 0), (6, 1), (6, 2)]
    shares = measured(7, edges)
    assert shares[:6].tolist() == [1.0] * 6
    assert shares[6] == pytest.approx(3 / 6)


def test_groups_that_one_member_holds_together_are_judged_by_what_is_left() -> None:
    edges = [*clique(0, 1, 2, 3), *clique(3, 4, 5, 6)]
    assert measured(7, edges).tolist() == pytest.approx(shares_by_hand(7, edges))


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 9).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.sampled_from(clique(*range(size)))))))
def test_shares_agree_with_leaving_out_by_hand(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    size, chosen = drawn
    edges = sorted(chosen)
    assert measured(size, edges).tolist() == pytest.approx(shares_by_hand(size, edges))


several = st.lists(st.integers(-1, 2), min_size=12, max_size=12)


@settings(max_examples=60, deadline=None)
@given(several, st.sets(st.sampled_from(clique(*range(12))), max_size=50), st.sampled_from([1, 7, 2_000_000]))
def test_several_networks_are_judged_as_each_alone(
    labels: list[int], edges: set[tuple[int, int]], at_once: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stability, "MOST_AT_ONCE", at_once)
        found = measured(12, sorted(edges), labels)
    for network in set(labels):
        members = [account for account, label in enumerate(labels) if label == network]
        number = {account: place for place, account in enumerate(members)}
        own = [(number[a], number[b]) for a, b in sorted(edges) if a in number and b in number]
        alone = measured(len(members), own) if network >= 0 else np.full(len(members), np.nan)
        assert np.array_equal(found[members], alone, equal_nan=True)


def test_networks_do_not_lend_each_other_partners() -> None:
    edges = [*clique(0, 1, 2, 3, 4), *clique(5, 6, 7), (0, 5)]
    shares = measured(8, edges, [0] * 5 + [1] * 3)
    assert shares.tolist() == [1.0] * 5 + [0.0] * 3


def test_accounts_in_no_network_have_no_share() -> None:
    shares = measured(6, clique(0, 1, 2, 3, 4), [0] * 5 + [-1])
    assert np.isnan(shares[5])
    assert np.isfinite(shares[:5]).all()


def test_in_large_networks_a_hundred_members_are_left_out_in_turn() -> None:
    size = 150
    edges = [*clique(*range(149)), (149, 0), (149, 1), (149, 2)]
    # 100 of 150 members, evenly spread: 0 and 1 of the three partners are among them, and 149 itself, whom nobody asks.
    left_out = np.unique(np.linspace(0, size - 1, 100).astype(int))
    lost = len({0, 1, 2} & set(left_out.tolist()))
    shares = measured(size, edges)
    assert shares[149] == pytest.approx(1 - lost / 99)
    assert shares[0] == 1.0
    assert lost >= 1


def test_no_networks_give_no_shares() -> None:
    assert np.isnan(measured(3, [], [-1, -1, -1])).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=8))
def test_ranges_are_their_numbers_one_after_the_other(drawn: list[tuple[int, int]]) -> None:
    start = np.array([first for first, _ in drawn], np.int64)
    numbers, which = ranges(start, start + np.array([length for _, length in drawn], np.int64))
    expected = [(first + step, place) for place, (first, length) in enumerate(drawn) for step in range(length)]
    assert list(zip(numbers.tolist(), which.tolist(), strict=True)) == expected
