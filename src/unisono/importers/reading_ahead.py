"""Reading ahead, the next piece while the one before is being used, and reading side by side what is independent."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the same items in order; each is made in a thread of its own while the one before it is used.

    An error comes out where the item would have come. At most two items are held.
    """
    end = object()
    with ThreadPoolExecutor(1) as maker:
        made = maker.submit(next, items, end)
        while (item := made.result()) is not end:
            made = maker.submit(next, items, end)
            yield item  # type: ignore[misc]  # an item, since it is not the end


def side_by_side(*works: Callable[[], Any]) -> list[Any]:  # each gives its own type
    """Return what each of these gives, in order; they run at the same time, on as many threads as there are processors.

    Worth it where they leave Python for most of their time, as Polars does. The first error comes out, in order.
    """
    with ThreadPoolExecutor(min(len(works), os.cpu_count() or 1)) as threads:
        return [made.result() for made in [threads.submit(work) for work in works]]
