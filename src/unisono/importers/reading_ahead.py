"""One step of reading ahead: the next piece is made while the one before is being used."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

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
