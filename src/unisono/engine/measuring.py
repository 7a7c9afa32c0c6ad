"""Given pairs, measured exactly: on how many objects they met within each window, and on how many both acted."""

from dataclasses import dataclass

import numpy as np
from numba import njit

from unisono.engine.acts import ActTable, Int32, Int64

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class AccountActs:
    """Acts ordered by (account, object, time): start int64 (accounts + 1), objects int32 (n), times int64 (n).

    posts: int32 (n), the post that each act is in; empty where every act has a post of its own.
    """

    start: Int64
    objects: Int32
    times: Int64
    posts: Int32


def acts_by_account(table: ActTable, posts: Int32 | None = None) -> AccountActs:
    """Reorder a table's acts by account. posts: int32 (input rows), if one post can leave several acts."""
    start, order = table.by_account()
    own = np.empty(0, np.int32) if posts is None else posts[table.rows[order]]
    return AccountActs(start, table.objects_of_acts()[order], table.times[order], own)


def count_meetings(acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
    """Count for each pair the common objects on which it met within each window: int32 (pairs, windows + 1).

    Windows ascend. The last column counts all common objects, whenever the two acted on them. Where one post can leave
    several acts, meetings count no more often than either account's posts in them: eight hashtags in one post are one
    coincidence.
    """
    return _count_meetings(acts.start, acts.objects, acts.times, acts.posts, a, b, windows)


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def next_common(objects: Int32, left: int, left_end: int, right: int, right_end: int) -> tuple[int, int]:
    """Move both cursors to the next object that stands in both lists; left == left_end when there is none."""
    while left < left_end and right < right_end:
        if objects[left] < objects[right]:
            left += 1
        elif objects[right] < objects[left]:
            right += 1
        else:
            return left, right
    return left_end, right_end


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def end_of_object(objects: Int32, place: int, end: int) -> int:
    """Return the first place after `place`, at most `end`, at which another object begins."""
    after = place + 1
    while after < end and objects[after] == objects[place]:
        after += 1
    return after


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def closest_acts(times: Int64, left: int, left_end: int, right: int, right_end: int) -> tuple[int, int, int]:
    """Return (gap, left act, right act) for the closest acts of two runs in time order."""
    best, best_left, best_right = NEVER, left, right
    while left < left_end and right < right_end:
        gap = abs(times[left] - times[right])
        if gap < best:
            best, best_left, best_right = gap, left, right
        if times[left] < times[right]:
            left += 1
        else:
            right += 1
    return best, best_left, best_right


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _count_meetings(
    start: Int64, objects: Int32, times: Int64, posts: Int32, a: Int32, b: Int32, windows: Int64
) -> Int32:
    columns = len(windows)
    met = np.zeros((len(a), columns + 1), np.int32)
    several = len(posts) > 0
    for pair in range(len(a)):
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        gaps = [NEVER for _ in range(0)]
        left_posts = [np.int32(0) for _ in range(0)]
        right_posts = [np.int32(0) for _ in range(0)]
        while True:
            left, right = next_common(objects, left, left_end, right, right_end)
            if left >= left_end:
                break
            left_after = end_of_object(objects, left, left_end)
            right_after = end_of_object(objects, right, right_end)
            gap, left_act, right_act = closest_acts(times, left, left_after, right, right_after)
            met[pair, columns] += 1
            for column in range(columns - 1, -1, -1):
                if gap > windows[column]:
                    break
                met[pair, column] += 1
            if several:
                gaps.append(gap)
                left_posts.append(posts[left_act])
                right_posts.append(posts[right_act])
            left, right = left_after, right_after
        if several and met[pair, columns] > 1:
            for column in range(columns + 1):
                reach = windows[column] if column < columns else NEVER
                if met[pair, column] > 1:
                    met[pair, column] = _fewest_posts(gaps, left_posts, right_posts, reach)
    return met


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _fewest_posts(gaps: list[int], left_posts: list[int], right_posts: list[int], reach: int) -> int:
    """Return the smaller number of distinct posts, of either account, among meetings within reach."""
    left, right = {left_posts[0]}, {right_posts[0]}
    left.clear()
    right.clear()
    for place in range(len(gaps)):
        if gaps[place] <= reach:
            left.add(left_posts[place])
            right.add(right_posts[place])
    return min(len(left), len(right))
