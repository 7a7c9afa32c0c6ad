"""Given pairs, measured exactly: on how many objects they met within each window, and on how many both acted."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from unisono.engine.acts import ActTable, Int32, Int64
from unisono.engine.machine_code import Kernels


@dataclass(frozen=True)
class AccountActs:
    """Acts ordered by (account, object, time): start int64 (accounts + 1), objects int32 (n), times int64 (n).

    posts: int32 (n), the post that each act is in; empty where every act has a post of its own.
    """

    start: Int64
    objects: Int32
    times: Int64
    posts: Int32

    @property
    def most(self) -> int:
        """How many acts the account with most has, at least 1."""
        return int(np.diff(self.start).max(initial=1))


def acts_by_account(table: ActTable, posts: Int32 | None = None) -> AccountActs:
    """Reorder a table's acts by account. posts: int32 (input rows), if one post can leave several acts."""
    start, order = table.by_account()
    gather = table.arrays.gather
    own = np.empty(0, np.int32) if posts is None else gather(posts, gather(table.rows, order))
    return AccountActs(start, gather(table.objects_of_acts(), order), gather(table.times, order), own)


def acts_of_pairs(acts: AccountActs, a: Int32, b: Int32) -> tuple[AccountActs, Int32, Int32]:
    """Return the acts of the accounts in these pairs, and the pairs, with the accounts numbered anew from 0."""
    accounts, numbers = np.unique(np.concatenate([a, b]), return_inverse=True)
    sizes = acts.start[accounts + 1] - acts.start[accounts]
    start = np.concatenate([[0], np.cumsum(sizes)])
    rows = np.arange(int(start[-1])) + np.repeat(acts.start[accounts] - start[:-1], sizes)
    posts = acts.posts[rows] if len(acts.posts) else acts.posts
    own = AccountActs(start, acts.objects[rows], acts.times[rows], posts)
    return own, numbers[: len(a)].astype(np.int32), numbers[len(a) :].astype(np.int32)


def count_meetings(acts: AccountActs, a: Int32, b: Int32, windows: Int64) -> Int32:
    """Count for each pair the common objects on which it met within each window: int32 (pairs, windows + 1).

    Windows ascend. The last column counts all common objects, whenever the two acted on them. Where one post can leave
    several acts, meetings count no more often than either account's posts in them: eight hashtags in one post are one
    coincidence.
    """
    met = np.empty((len(a), len(windows) + 1), np.int32)
    gaps, cited = np.empty(acts.most, np.int64), np.empty((acts.most, 2), np.int32)
    seen = np.empty((int(acts.posts.max(initial=-1)) + 1, 2), np.int64)
    given = (acts.start, acts.objects, acts.times, acts.posts, a, b, windows)
    _kernels()["count_meetings"](*given, gaps, cited, seen, met)
    return met


@cache
def _kernels() -> Kernels:
    return Kernels("meeting_kernels")
