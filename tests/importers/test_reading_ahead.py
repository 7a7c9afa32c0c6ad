"""Reading ahead changes neither what is read nor where an error comes out, and really reads ahead."""

import os
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from unisono.importers.reading_ahead import ahead, in_background, made_at_once, side_by_side


def test_items_come_in_order() -> None:
    assert list(ahead(iter(range(50)))) == list(range(50))
    assert list(ahead(iter(()))) == []


def test_an_error_comes_after_the_items_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("broken")

    items = ahead(broken())
    assert (next(items), next(items)) == (1, 2)
    with pytest.raises(ValueError, match="broken"):
        next(items)


def test_the_next_item_is_made_while_one_is_used() -> None:
    is_made = threading.Event()

    def make() -> Iterator[int]:
        yield 1
        is_made.set()
        yield 2

    items = ahead(make())
    assert next(items) == 1
    assert is_made.wait(timeout=5)
    assert list(items) == [2]


def test_what_is_not_wanted_any_more_is_given_up() -> None:
    items = ahead(iter(range(1_000_000)))
    next(items)
    items.close()  # type: ignore[attr-defined]  # a generator
    with pytest.raises(StopIteration):
        next(items)


def test_items_made_at_once_come_in_order_and_no_more_are_begun_than_are_needed() -> None:
    begun: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            begun.append(number)
            yield number

    made = made_at_once(lambda number: number * 2, numbers())
    assert [next(made) for _ in range(3)] == [0, 2, 4]
    assert len(begun) <= 3 + (os.cpu_count() or 1)
    assert list(made) == [2 * number for number in range(3, 100)]


def test_an_error_in_making_comes_after_the_items_before_it() -> None:
    made = made_at_once(lambda number: 6 // number, [3, 2, 0, 1])
    assert (next(made), next(made)) == (2, 3)
    with pytest.raises(ZeroDivisionError):
        next(made)


def test_works_side_by_side_run_at_once_and_give_their_results_in_order() -> None:
    meet = threading.Barrier(2)

    def work(number: int) -> int:
        if (os.cpu_count() or 1) > 1 and number < 2:
            meet.wait(10)
        return number

    assert side_by_side(*(partial(work, number) for number in range(4))) == [0, 1, 2, 3]


def test_the_first_error_of_works_side_by_side_comes_out() -> None:
    def broken() -> int:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        side_by_side(lambda: 1, broken, lambda: 2)


def test_a_work_in_the_background_gives_its_result_or_its_error() -> None:
    may_end = threading.Event()
    begun = in_background(lambda: may_end.wait(timeout=5))
    assert not begun.done()
    may_end.set()
    assert begun.result(timeout=5) is True
    with pytest.raises(ZeroDivisionError):
        in_background(lambda: 1 // 0).result(timeout=5)
