"""Where each connection begins."""

from unisono.watch.sources.jetstream.events import Place
from unisono.watch.sources.jetstream.resuming import Resuming


def at(second: int) -> Place:
    return Place(None, second * 1_000_000)


def test_a_connection_that_got_on_is_followed_by_one_with_the_full_margin() -> None:
    resuming = Resuming(4.0)
    assert resuming.next(None) == (None, 4.0)
    assert resuming.next(at(10)) == (at(10), 4.0)
    assert resuming.next(at(11)) == (at(11), 4.0)


def test_one_that_came_to_nothing_new_is_followed_by_one_with_a_shorter_margin_from_the_same_place() -> None:
    resuming = Resuming(4.0)
    resuming.next(at(10))
    assert resuming.next(at(7)) == (at(10), 1.0)
    assert resuming.next(at(10)) == (at(10), 0.25)
    assert resuming.next(None) == (at(10), 0.0625)
    assert resuming.next(at(12)) == (at(12), 0.125)


def test_numbers_count_more_than_times() -> None:
    resuming = Resuming(4.0)
    resuming.next(Place(5, 9_000_000))
    assert resuming.next(Place(6, 1_000_000)) == (Place(6, 1_000_000), 4.0)
