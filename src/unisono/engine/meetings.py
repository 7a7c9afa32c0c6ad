"""What stands behind given pairs: the acts with which they met, how many, from when to when."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import Int32, Int64
from unisono.engine.machine_code import Kernels
from unisono.engine.measuring import AccountActs


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
    limits = np.iinfo(np.int64)
    found = np.tile(np.array([0, 0, 0, limits.max, limits.min], np.int64), (len(a), 1))
    met_acts, seen = np.zeros(len(acts.objects), np.bool_), np.empty(int(posts.max(initial=-1)) + 1, np.int32)
    _kernels()["find_meetings"](acts.start, acts.objects, acts.times, posts, a, b, reach, seen, found, met_acts)
    objects, act_pairs, distinct, first, last = (np.ascontiguousarray(column) for column in found.T)
    return Meetings(objects, act_pairs, distinct, first, last, met_acts)


@cache
def _kernels() -> Kernels:
    return Kernels("meeting_kernels")
