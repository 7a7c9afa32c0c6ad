"""A network is news once, and again when it has grown by a third; it keeps its name meanwhile."""

import pytest

from unisono.watch.networks import told_networks
from unisono.watch.networks.told_networks import MOST_KEPT, News, ToldNetworks, network_name


def members(*numbers: int) -> list[str]:
    return [f"twitter:{number}" for number in numbers]


def judged(told: ToldNetworks, *networks: list[str], q: float = 1e-12) -> list[News | None]:
    return told.news([(accounts, q) for accounts in networks])


def test_a_network_is_told_once() -> None:
    told = ToldNetworks()
    (first,) = judged(told, members(*range(9)))
    assert first is not None
    assert (first.before, first.accounts) == (0, frozenset(members(*range(9))))
    assert judged(told, members(*range(9))) == [None]
    assert judged(told, members(*range(1, 10))) == [None]


def test_a_network_that_grew_by_a_third_is_told_again_by_the_same_name() -> None:
    told = ToldNetworks()
    (first,) = judged(told, members(*range(9)))
    assert judged(told, members(*range(11))) == [None]
    (grown,) = judged(told, members(*range(12)))
    assert first is not None
    assert grown is not None
    assert (grown.name, grown.before) == (first.name, 9)
    assert told.name_of(members(*range(5))) == first.name


def test_a_network_that_has_become_much_surer_is_told_again() -> None:
    told = ToldNetworks()
    (first,) = judged(told, members(*range(9)), q=0.008)
    assert judged(told, members(*range(9)), q=0.002) == [None]
    (surer,) = judged(told, members(*range(9)), q=1e-13)
    assert first is not None
    assert surer is not None
    assert (surer.name, surer.before) == (first.name, 9)
    assert judged(told, members(*range(9)), q=1e-20) == [None]


def test_another_network_has_another_name() -> None:
    told = ToldNetworks()
    first, other = judged(told, members(*range(9)), members(*range(20, 30)))
    assert first is not None
    assert other is not None
    assert first.name != other.name
    # A few accounts in common do not make two networks one.
    (third,) = judged(told, members(0, 1, 2, *range(40, 46)))
    assert third is not None
    assert third.before == 0


def test_networks_that_became_one_are_told_where_that_is_a_third_more_than_both() -> None:
    told = ToldNetworks()
    judged(told, members(*range(6)), members(*range(6, 12)))
    assert judged(told, members(*range(12))) == [None]
    (grown,) = judged(told, members(*range(16)))
    assert grown is not None
    assert grown.before == 12


def test_a_name_does_not_depend_on_the_order_of_members() -> None:
    assert network_name(members(3, 1, 2)) == network_name(members(1, 2, 3)) != network_name(members(1, 2))


def test_what_is_remembered_is_bounded() -> None:
    told = ToldNetworks()
    judged(told, *(members(*range(first, first + 3)) for first in range(0, 3 * (MOST_KEPT + 50), 3)))
    assert len(told.told) == MOST_KEPT


def test_a_network_whose_members_come_and_go_is_remembered_by_as_many_as_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(told_networks, "MOST_ACCOUNTS", 100)
    told = ToldNetworks()
    for first in range(0, 3_000, 20):
        judged(told, members(*range(first, first + 60)), members(*range(9_000 + first, 9_010 + first)))
        assert sum(len(one.accounts) for one in told.told) <= 100
    assert judged(told, members(*range(2_980, 3_040))) == [None]
