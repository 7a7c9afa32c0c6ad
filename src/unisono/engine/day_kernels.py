"""A kernel that puts together what the posts of a day say, where posts were read in another order."""

from __future__ import annotations

from typing import Any

from unisono.engine.array_kernels import array_kernel
from unisono.engine.subject_kernels import begin_day, put_new

Array = Any
"""An array as numba sees it inside a kernel."""


@array_kernel("i8[] i4[] i8[] i4[] i4[] i4[] u8[] i8[] i4[]")
def merge_days(  # noqa: PLR0913  # a kernel takes its arrays one by one
    item_start: Array,
    items: Array,
    place_of: Array,
    day_of: Array,
    languages: Array,
    left_out: Array,
    seen: Array,
    day_start: Array,
    of_days: Array,
) -> int:
    """Write the different items of each active day, in the order of the days; return how many there are.

    item_start, items: the different items of each post, as posts were read. place_of: by post, in the order of days,
    where it was read. day_of: the number of its day, ascending from 0. languages: an item by post, in the order of
    days, -1 for none. left_out: items. seen: room for a bit by item, 0 to begin.
    """
    count, begin = 0, 0
    for post in range(len(day_of)):
        if post == 0 or day_of[post - 1] != day_of[post]:
            begin = begin_day(left_out, seen, of_days, begin, count)
            day_start[day_of[post]] = count
        for place in range(item_start[place_of[post]], item_start[place_of[post] + 1]):
            count = put_new(items[place], seen, of_days, count)
        if languages[post] >= 0:
            count = put_new(languages[post], seen, of_days, count)
    day_start[len(day_start) - 1] = count
    return count


KERNELS = (merge_days,)
