"""What the order of an account's acts shows: how much it reposts, replies and writes, and what comes in bunches."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.accounts.timelines import KINDS, Timelines

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

OWN, REPOST, REPLY = range(3)
"""The acts that are told apart. A quote is an own post: the labelled timelines do not know it by itself."""

ACT_OF_KIND = np.array([{"post": OWN, "repost": REPOST, "reply": REPLY, "quote": OWN}[kind] for kind in KINDS], np.int8)

FEATURES = ("reposts", "own_posts", "own_in_bunches", "reposts_in_bunches", "replies_in_bunches")
"""reposts: logarithm of reposts against all else. own_posts: of own posts against replies. The others: how much more
often an act of this kind follows another one than by chance, as a correlation of neighbours."""

STEADYING = 3.0
"""Added to the variance below a correlation, so that a few acts do not make a large one."""


@dataclass(frozen=True)
class ActCounts:
    """How often each act occurs, and follows each other.

    kinds: float64 (rows, 3), acts of each kind. pairs: float64 (rows, 3, 3), an act of the first kind, and next one of
    the second.
    """

    kinds: Float64
    pairs: Float64

    def features(self) -> Float64:
        """Return FEATURES of each row: float64 (rows, features); the same whichever end the acts are read from."""
        total = self.kinds.sum(axis=1)
        others = self.kinds[:, OWN] + self.kinds[:, REPLY]
        mix = (
            np.log((self.kinds[:, REPOST] + 0.5) / (others + 1.0)),
            np.log((self.kinds[:, OWN] + 0.5) / (self.kinds[:, REPLY] + 0.5)),
        )
        spread = self.kinds * (1.0 - self.kinds / np.maximum(total, 1.0)[:, None])
        bunches = (self.met() - self.expected()) / (spread + STEADYING)
        return np.column_stack([*mix, bunches])

    def met(self) -> Float64:
        """Return how often an act of each kind follows one of the same kind: float64 (rows, 3)."""
        return np.diagonal(self.pairs, axis1=1, axis2=2)

    def expected(self) -> Float64:
        """Return how often it would if the acts stood in any order: float64 (rows, 3)."""
        total = np.maximum(self.pairs.sum(axis=(1, 2)), 1.0)
        return np.asarray(self.pairs.sum(axis=2) * self.pairs.sum(axis=1) / total[:, None])


def acts_of(timelines: Timelines) -> NDArray[np.int8]:
    """Return OWN, REPOST or REPLY of each post, in the order of the timelines: int8 (posts)."""
    return ACT_OF_KIND[timelines.kinds]


def count_acts(acts: NDArray[np.int8], start: Int64) -> ActCounts:
    """Return the counts of each account; the acts of account i stand, in order, at start[i]:start[i + 1]."""
    return count_blocks(acts, start, 1)


def count_blocks(acts: NDArray[np.int8], start: Int64, blocks: int) -> ActCounts:
    """Return counts as `count_acts`, of each of so many stretches of about equal length: rows (accounts * blocks).

    A pair belongs to the stretch of its second act, so that the stretches of an account add up to all of it.
    """
    counts = np.diff(start)
    owners = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(acts)) - np.repeat(start[:-1], counts)
    rows = owners * blocks + within * blocks // np.maximum(counts, 1)[owners]
    size = len(counts) * blocks
    kinds = np.bincount(rows * 3 + acts, minlength=size * 3).reshape(size, 3)
    follows = np.flatnonzero(within > 0)
    places = (rows[follows] * 3 + acts[follows - 1]) * 3 + acts[follows]
    pairs = np.bincount(places, minlength=size * 9).reshape(size, 3, 3)
    return ActCounts(kinds.astype(np.float64), pairs.astype(np.float64))


def put_together(counts: ActCounts, blocks: int) -> ActCounts:
    """Return the counts of each account from those of its stretches."""
    return ActCounts(
        counts.kinds.reshape(-1, blocks, 3).sum(axis=1), counts.pairs.reshape(-1, blocks, 3, 3).sum(axis=1)
    )


def without_each(counts: ActCounts, blocks: int) -> ActCounts:
    """Return what is left of each account when one of its stretches is taken away: rows (accounts * blocks)."""
    whole = put_together(counts, blocks)
    return ActCounts(
        np.repeat(whole.kinds, blocks, axis=0) - counts.kinds, np.repeat(whole.pairs, blocks, axis=0) - counts.pairs
    )
