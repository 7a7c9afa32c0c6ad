"""Pairs of accounts that meet on more things within seconds than chance lets two as busy as they are.

Chance: who was busy when, and when things were taken up, is given; which of the busy accounts took up which thing is
not. Of all acts of a layer in a stretch of time an account has a share. Every two acts on one thing within seconds of
each other are of a pair with the product of their shares; what these come to in all is how often a pair is expected to
meet. How often it meets on so many things is at most a binomial tail, of as many trials as the less busy one has acts
(Hoeffding 1956, theorem 5: chances that differ from trial to trial make it smaller). So neither a post that goes round
within seconds nor two accounts that are busy in the same minute surprise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from unisono.engine.acts import ActTable, sort_acts
from unisono.engine.sweep import NO_LIMIT, bound_windows, sweep
from unisono.watch.windows.chunks import LAYERS
from unisono.watch.windows.taken_up import TakenUp

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

WITHIN_S = 10.0
WITHIN = round(WITHIN_S * 1e6)
FEWEST_THINGS = 3
"""Things on which two accounts meet, from which on they are looked at."""

FEWEST_PARTS = 6
MOST_PARTS = 30
"""Stretches of a window in which it is counted who is busy; none is shorter than WITHIN_S."""

AT_ONCE = 50_000


@dataclass(frozen=True)
class MeetingPairs:
    """Pairs a < b of account numbers, the things they met on, how many chance expects, and how often it gives as many.

    possible: pairs that could have met on as many. share_near: of the acts on one thing, the pairs that lie as near.
    """

    a: Int32
    b: Int32
    things: Int32
    expected: Float64
    p: Float64
    possible: float
    share_near: float
    table: ActTable

    def only(self, rows: Int64) -> "MeetingPairs":
        """Return these pairs only."""
        a, b, things = self.a[rows], self.b[rows], self.things[rows]
        told = (a, b, things, self.expected[rows], self.p[rows], self.possible, self.share_near, self.table)
        return MeetingPairs(*told)


def find_meeting_pairs(taken: TakenUp, since: int, until: int) -> MeetingPairs:
    """Return the pairs that met on FEWEST_THINGS things or more within WITHIN_S, between two moments."""
    table = sort_acts(taken.accounts, taken.objects, taken.at, taken.account_count, len(taken.layers))
    found = sweep(table, WITHIN, FEWEST_THINGS)
    of = table.objects_of_acts()
    near = np.arange(len(of)) - bound_windows(of, table.times, WITHIN, NO_LIMIT)[:, 0]
    parts = int(np.clip((until - since) // WITHIN, FEWEST_PARTS, MOST_PARTS))
    part = np.minimum((table.times - since - 1) * parts // max(1, until - since), parts - 1)
    cells = taken.layers[of].astype(np.int64) * parts + part
    expected = _expected(table, found.a, found.b, cells, near.astype(np.float64), parts)
    acts = np.bincount(table.accounts, minlength=max(1, table.account_count))
    active = int(np.count_nonzero(acts >= FEWEST_THINGS))
    sizes = np.diff(table.object_start).astype(np.float64)
    ever = float((sizes * (sizes - 1.0)).sum()) / 2.0
    return MeetingPairs(
        found.a, found.b, found.objects, expected,
        _tails(found.objects, expected, np.minimum(acts[found.a], acts[found.b])),
        active * (active - 1) / 2.0, float(near.sum()) / ever if ever else 1.0, table,
    )  # fmt: skip


def near_share(pairs: MeetingPairs, members: NDArray[np.bool_]) -> tuple[int, float]:
    """Return how many acts accounts have on the things, and on which share of those two have in common they met."""
    own = pairs.table.only(members[pairs.table.accounts])
    near, ever = (int(sweep(own, window).objects.sum()) for window in (WITHIN, np.iinfo(np.int64).max // 4))
    return len(own.accounts), near / ever if ever else 0.0


def _expected(table: ActTable, a: Int32, b: Int32, cells: Int64, near: Float64, parts: int) -> Float64:
    """Return on how many things chance lets each pair meet; cells: layer and stretch of time of each act."""
    count = len(LAYERS) * parts
    meetings = np.bincount(cells, near, count)
    used = np.flatnonzero(meetings)
    acts = np.bincount(cells, minlength=count).astype(np.float64)
    asked, places = np.unique(np.concatenate([a, b]), return_inverse=True)
    number = np.full(table.account_count, -1, np.int64)
    number[asked] = np.arange(len(asked))
    own = number[table.accounts]
    is_asked = own >= 0
    flat = np.bincount(own[is_asked] * count + cells[is_asked], minlength=len(asked) * count)
    by_cell = flat.reshape(len(asked), count).astype(np.float64)
    # The later of two acts lies in a stretch, the earlier one in it or in the one before.
    later = (by_cell / np.maximum(acts, 1.0))[:, used]
    earlier = (_with_part_before(by_cell, parts) / np.maximum(_with_part_before(acts[None, :], parts), 1.0))[:, used]
    weights = meetings[used]
    expected = np.empty(len(a))
    for start in range(0, len(a), AT_ONCE):
        left, right = places[: len(a)][start : start + AT_ONCE], places[len(a) :][start : start + AT_ONCE]
        both = later[left] * earlier[right] + earlier[left] * later[right]
        expected[start : start + AT_ONCE] = both @ weights
    return expected


def _tails(things: Int32, expected: Float64, acts: Int64) -> Float64:
    """Return how often chance lets pairs meet on as many things, of so many acts of the less busy one."""
    tails = betainc(things, acts - things + 1, np.minimum(1.0, expected / np.maximum(acts, 1)))
    return np.asarray(np.maximum(np.where(things > expected, tails, 1.0), 1e-300))


def _with_part_before(counts: Float64, parts: int) -> Float64:
    """Return for each stretch of each layer what it has and what the one before has."""
    shaped = counts.reshape(len(counts), len(LAYERS), parts)
    before = np.concatenate([np.zeros_like(shaped[:, :, :1]), shaped[:, :, :-1]], axis=2)
    return np.asarray((shaped + before).reshape(counts.shape))
