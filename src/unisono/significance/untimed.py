"""Evidence without regard to delays: two accounts that chose the same objects, whatever they care for."""

import numpy as np
from numpy.typing import NDArray

from unisono.engine.measuring import AccountActs, acts_of_pairs, count_meetings
from unisono.significance.layer_acts import LayerActs
from unisono.significance.popularity import poisson_tail
from unisono.significance.same_objects import interest_null

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

FEWEST_SHARED = 8  # evidence without regard to time needs so many common objects ...
LEAST_LIKENESS = 0.6  # ... and so large a share of all objects of the two ...
LEAST_NEAR = 0.5  # ... or so large a share of the common ones on which they met ...
NEAR_SECONDS = 600.0  # ... within so many


def untimed_tail(
    acts: LayerActs,
    interest: Int64,
    by_account: AccountActs,
    windows: Int64,
    pairs: tuple[Int32, Int32],
    met: Int32,
    in_network: NDArray[np.bool_] | None = None,
) -> tuple[Float64, Float64]:
    """Return p and the expected shared objects of each pair, given what the two accounts care for.

    Like interest and agreement look the same over days. So only two kinds of pairs are tested, the others have p = 1:
    those that share most of everything either did, and those that met within ten minutes on most of what they share.
    The second are people who react fast, or accounts fired together: both meet by their own delays, but people choose
    by author and interest: those who act on an author three times or more are taken for fans of all of it. What nobody
    knows the author of shows no choice, and does not count for them.
    by_account: the acts by account. windows, met: as in PairEvidence. in_network: bool (accounts), given for a twin:
    the members of networks that were found. Two of them still share what their networks chose when their acts are
    exchanged among like accounts, which is no chance: the second kind is not tested for such pairs.
    """
    a, b = pairs
    null = interest_null(acts, interest)
    expected = null.expected_shared(a, b)
    shared = met[:, -1]
    either = null.activity[a] + null.activity[b] - shared
    alike = (shared >= FEWEST_SHARED) & (shared >= LEAST_LIKENESS * either)
    tail = np.where(alike, poisson_tail(shared, expected), 1.0)
    is_fast = ~alike & met_nearby(windows, met)
    if in_network is not None:
        is_fast &= ~(in_network[a] & in_network[b])
    fast = np.flatnonzero(is_fast)
    if len(fast):
        chosen = _met_by_choice(acts, by_account, windows, a[fast], b[fast], met[fast])
        counts = met_nearby(windows, chosen)
        fast, chosen = fast[counts], chosen[counts]
        expected[fast] = null.expected_shared(a[fast], b[fast], by_fans=True)
        tail[fast] = poisson_tail(chosen[:, -1], expected[fast])
    return tail, expected


def met_nearby(
    windows: Int64, met: Int32, seconds: float = NEAR_SECONDS, *, fewest: int = FEWEST_SHARED, least: float = LEAST_NEAR
) -> NDArray[np.bool_]:
    """Say which pairs share enough objects and met on half of them (`least`) within so many seconds: bool (pairs)."""
    reach = int(np.searchsorted(windows, round(seconds * 1e6), side="right"))
    if reach == 0:
        return np.zeros(len(met), np.bool_)
    shared = met[:, -1]
    return np.asarray((shared >= fewest) & (met[:, reach - 1] >= least * shared))


def _met_by_choice(acts: LayerActs, by_account: AccountActs, windows: Int64, a: Int32, b: Int32, met: Int32) -> Int32:
    """Return `met` of these pairs, counting only objects whose author is known."""
    known = acts.authors >= 0
    if known.all():
        return met
    own, a, b = acts_of_pairs(by_account, a, b)
    kept = known[own.objects]
    start = np.concatenate([[0], np.cumsum(kept)])[own.start]
    posts = own.posts[kept] if len(own.posts) else own.posts
    return count_meetings(AccountActs(start, own.objects[kept], own.times[kept], posts), a, b, windows)
