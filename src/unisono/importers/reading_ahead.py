"""Reading ahead, the next piece while the one before is being used, and reading side by side what is independent."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import Any, TypeVar

Given = TypeVar("Given")
Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Generator[Item, None, None]:
    """Yield the same items in order; each is made in a thread of its own while the one before it is used.

    An error comes out where the item would have come. At most two items are held.
    """
    end = object()
    with ThreadPoolExecutor(1) as maker:
        made = maker.submit(next, items, end)
        while (item := made.result()) is not end:
            made = maker.submit(next, items, end)
            yield item  # type: ignore[misc]  # an item, since it is not the end


def in_background(work: Callable[[], Item]) -> Future[Item]:
    """Begin a work in a thread of its own, which does not keep the program from ending; return what it will give."""
    begun: Future[Item] = Future()

    def do() -> None:
        try:
            begun.set_result(work())
        except Exception as error:
            begun.set_exception(error)

    Thread(target=do, daemon=True).start()
    return begun


def made_at_once(make: Callable[[Given], Item], given: Iterable[Given]) -> Iterator[Item]:
    """Yield what is made of each, in order; as many are made at the same time as there are processors.

    An error comes out where the item would have come. One more than that are held at most.
    """
    workers = os.cpu_count() or 1
    under_way: deque[Future[Item]] = deque()
    with ThreadPoolExecutor(workers) as makers:
        for one in given:
            under_way.append(makers.submit(make, one))
            if len(under_way) > workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def side_by_side(*works: Callable[[], Any]) -> list[Any]:  # each gives its own type
    """Return what each of these gives, in order; they run at the same time, on as many threads as there are processors.

    Worth it where they leave Python for most of their time, as Polars does. The first error comes out, in order.
    """
    with ThreadPoolExecutor(min(len(works), os.cpu_count() or 1)) as threads:
        return [made.result() for made in [threads.submit(work) for work in works]]
