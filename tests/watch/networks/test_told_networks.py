"""A network is news once, and again when it has grown by a third; it keeps its name meanwhile."""

from unisono.watch.networks.told_networks import MOST_KEPT, ToldNetworks, network_name


def members(*numbers: int) -> list[str]:
    return [f"twitter:{number}" for number in numbers]


def test_a_network_is_told_once() -> None:
    told = ToldNetworks()
    (first,) = told.news([members(*range(9))])
    assert first is not None
    assert (first.before, first.accounts) == (0, frozenset(members(*range(9))))
    assert told.news([members(*range(9))]) == [None]
    assert told.news([members(*range(1, 10))]) == [None]


def test_a_network_that_grew_by_a_third_is_told_again_by_the_same_name() -> None:
    told = ToldNetworks()
    (first,) = told.news([members(*range(9))])
    assert told.news([members(*range(11))]) == [None]
    (grown,) = told.news([members(*range(12))])
    assert first is not None
    assert grown is not None
    assert (grown.name, grown.before) == (first.name, 9)
    assert told.name_of(members(*range(5))) == first.name


def test_another_network_has_another_name() -> None:
    told = ToldNetworks()
    first, other = told.news([members(*range(9)), members(*range(20, 30))])
    assert first is not None
    assert other is not None
    assert first.name != other.name
    # A few accounts in common do not make two networks one.
    (third,) = told.news([members(0, 1, 2, *range(40, 46))])
    assert third is not None
    assert third.before == 0


def test_networks_that_became_one_are_told_where_that_is_a_third_more_than_both() -> None:
    told = ToldNetworks()
    told.news([members(*range(6)), members(*range(6, 12))])
    assert told.news([members(*range(12))]) == [None]
    (grown,) = told.news([members(*range(16))])
    assert grown is not None
    assert grown.before == 12


def test_a_name_does_not_depend_on_the_order_of_members() -> None:
    assert network_name(members(3, 1, 2)) == network_name(members(1, 2, 3)) != network_name(members(1, 2))


def test_what_is_remembered_is_bounded() -> None:
    told = ToldNetworks()
    told.news([members(*range(first, first + 3)) for first in range(0, 3 * (MOST_KEPT + 50), 3)])
    assert len(told.told) == MOST_KEPT
