"""Kernels that step through what the two accounts of many pairs have in common."""

from __future__ import annotations

from typing import Any

from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.shared_objects import NEVER, closest_acts, end_of_object, next_common

Array = Any
"""An array as numba sees it inside a kernel."""


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def _fewest_posts(gaps: Array, cited: Array, shared: int, reach: int, seen: Array, mark: int) -> int:
    """Return the smaller number of distinct posts, of either account, among meetings within reach."""
    left, right = 0, 0
    for place in range(shared):
        if gaps[place] <= reach:
            if seen[cited[place, 0], 0] != mark:
                seen[cited[place, 0], 0] = mark
                left += 1
            if seen[cited[place, 1], 1] != mark:
                seen[cited[place, 1], 1] = mark
                right += 1
    return min(left, right)


@array_kernel("i8[] i4[] i8[] i4[] i4[] i4[] i8[] i8[] i4[,] i8[,] i4[,]")
def count_meetings(  # noqa: PLR0913  # a kernel takes its arrays one by one
    start: Array,
    objects: Array,
    times: Array,
    posts: Array,
    a: Array,
    b: Array,
    windows: Array,
    gaps: Array,
    cited: Array,
    seen: Array,
    met: Array,
) -> int:
    """Count each pair's common objects met on within each window, then all of them: met (pairs, windows + 1).

    Where posts are given, gaps and cited have room for the common objects of any pair, seen for all posts, in twos.
    """
    columns = len(windows)
    several = len(posts) > 0
    met[:, :] = 0
    seen[:, :] = 0
    mark = 0
    for pair in range(len(a)):
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        shared = 0
        left, right = next_common(objects, left, left_end, right, right_end)
        while left < left_end:
            left_after = end_of_object(objects, left, left_end)
            right_after = end_of_object(objects, right, right_end)
            gap, left_act, right_act = closest_acts(times, left, left_after, right, right_after)
            for column in range(columns - 1, -1, -1):
                if gap > windows[column]:
                    break
                met[pair, column] += 1
            if several:
                gaps[shared] = gap
                cited[shared, 0], cited[shared, 1] = posts[left_act], posts[right_act]
            shared += 1
            left, right = next_common(objects, left_after, left_end, right_after, right_end)
        met[pair, columns] = shared
        if several and shared > 1:
            for column in range(columns + 1):
                if met[pair, column] > 1:
                    mark += 1
                    reach = windows[column] if column < columns else NEVER
                    met[pair, column] = _fewest_posts(gaps, cited, shared, reach, seen, mark)
    return 0


@array_kernel("i8[] i4[] i8[] i4[] i4[] i4[] i8[] i4[] i8[,] b[]")
def find_meetings(  # noqa: PLR0913  # a kernel takes its arrays one by one
    start: Array,
    objects: Array,
    times: Array,
    posts: Array,
    a: Array,
    b: Array,
    reach: Array,
    seen: Array,
    found: Array,
    met_acts: Array,
) -> int:
    """Find each pair's meetings within its reach: found (pairs, 5) as the fields of Meetings, in their order.

    found comes in with what there is where nothing is found, met_acts as False. seen: room for all posts.
    """
    seen[:] = -1
    for pair in range(len(a)):
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        left, right = next_common(objects, left, left_end, right, right_end)
        while left < left_end:
            left_after = end_of_object(objects, left, left_end)
            right_after = end_of_object(objects, right, right_end)
            act_pairs = 0
            for one in range(left, left_after):
                for other in range(right, right_after):
                    if abs(times[one] - times[other]) <= reach[pair]:
                        act_pairs += 1
                        for act in (one, other):
                            met_acts[act] = True
                            found[pair, 3] = min(found[pair, 3], times[act])
                            found[pair, 4] = max(found[pair, 4], times[act])
                            if seen[posts[act]] != pair:
                                seen[posts[act]] = pair
                                found[pair, 2] += 1
            if act_pairs:
                found[pair, 0] += 1
                found[pair, 1] += act_pairs
            left, right = next_common(objects, left_after, left_end, right_after, right_end)
    return 0


@array_kernel("i8[] i4[] f8[] f8[] i4[] i4[] f8[]")
def sum_author_overlaps(
    start: Array, authors: Array, interest: Array, overlap: Array, a: Array, b: Array, sums: Array
) -> int:
    """Sum for each pair, over authors both acted on, interest_a * interest_b * overlap, at most the lesser interest."""
    for pair in range(len(a)):
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        total = 0.0
        while left < left_end and right < right_end:
            if authors[left] < authors[right]:
                left += 1
            elif authors[right] < authors[left]:
                right += 1
            else:
                product = interest[left] * interest[right] * overlap[authors[left]]
                total += min(product, min(interest[left], interest[right]))
                left += 1
                right += 1
        sums[pair] = total
    return 0


KERNELS = (count_meetings, find_meetings, sum_author_overlaps)
