"""What stands behind given pairs: the acts with which they met, how many, from when to when."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from unisono.engine.acts import Int32, Int64
from unisono.engine.measuring import AccountActs, end_of_object, next_common


@dataclass(frozen=True)
class Meetings:
    """For each pair: common objects met on within its reach, pairs of acts, posts, first and last act (microseconds).

    met_acts: bool (acts, in the order of AccountActs): the act is part of some pair's meeting.
    """

    objects: Int64
    act_pairs: Int64
    posts: Int64
    first: Int64
    last: Int64
    met_acts: NDArray[np.bool_]


def find_meetings(acts: AccountActs, posts: Int32, a: Int32, b: Int32, reach: Int64) -> Meetings:
    """Find the meetings of each pair within its own reach (microseconds).

    posts: int32 (acts, in the order of AccountActs), which post each act is in.
    """
    return Meetings(*_find_meetings(acts.start, acts.objects, acts.times, posts, a, b, reach))


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
def _find_meetings(
    start: Int64, objects: Int32, times: Int64, posts: Int32, a: Int32, b: Int32, reach: Int64
) -> tuple[Int64, Int64, Int64, Int64, Int64, NDArray[np.bool_]]:
    met_objects = np.zeros(len(a), np.int64)
    act_pairs = np.zeros(len(a), np.int64)
    distinct = np.zeros(len(a), np.int64)
    first = np.full(len(a), np.iinfo(np.int64).max, np.int64)
    last = np.full(len(a), np.iinfo(np.int64).min, np.int64)
    met_acts = np.zeros(len(objects), np.bool_)
    for pair in range(len(a)):
        cited = [posts[0] for _ in range(0)]
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        while True:
            left, right = next_common(objects, left, left_end, right, right_end)
            if left >= left_end:
                break
            left_after = end_of_object(objects, left, left_end)
            right_after = end_of_object(objects, right, right_end)
            found = 0
            for one in range(left, left_after):
                for other in range(right, right_after):
                    if abs(times[one] - times[other]) <= reach[pair]:
                        found += 1
                        met_acts[one] = True
                        met_acts[other] = True
                        cited.append(posts[one])
                        cited.append(posts[other])
                        first[pair] = min(first[pair], min(times[one], times[other]))
                        last[pair] = max(last[pair], max(times[one], times[other]))
            if found:
                met_objects[pair] += 1
                act_pairs[pair] += found
            left, right = left_after, right_after
        distinct[pair] = len(set(cited))
    return met_objects, act_pairs, distinct, first, last, met_acts
