"""Null B: how often two accounts would meet, given the objects on which both acted."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import object_ranges
from unisono.engine.large_arrays import ROWS_AT_ONCE
from unisono.engine.measuring import AccountActs, acts_by_account
from unisono.engine.rhythms import cumulative_shares_of_day
from unisono.engine.slots import count_other_pairs
from unisono.engine.timing_tails import DAY_MICROSECONDS, MeetingChances
from unisono.significance.layer_acts import NO_TIME, LayerActs

Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]

DELAY_BINS = 46
SPEED_CLASSES = 8
SMALLEST_STRATUM = 200
PRIOR_ACTS = 10.0
PRIOR_ACTORS = 8.0
PAIRS_LEANED_ON = 100.0
PAIRS_ELSEWHERE = 100.0  # pairs of all layers that count like pairs of this one
PAIRS_ASSUMED = 2.0  # as if one of two pairs had met: half, where nothing is known
ASSUMED_SHARE = 0.5
POINTS_PER_BIN = 24
DAY_BINS = 96
PRIOR_ACTS_OF_DAY = 5.0
OWN_WORDS = ("text", "wording", "image")
"""Layers of what an account writes or shows itself: no custom of many, as a tag of the day is."""

HABIT_SPREAD = 300_000_000
"""Microseconds by which a person's own daily habit varies; two that write the same words and are more exact than this,
both at once and day after day, do not owe that to their habits."""


def meeting_chances(
    acts: LayerActs,
    windows: NDArray[np.int64],
    suspects: NDArray[np.bool_],
    candidates: NDArray[np.int32],
    elsewhere: Float64 | None = None,
    by_account: AccountActs | None = None,
) -> MeetingChances:
    """Return the chance that two independent actors of each object meet within each window.

    suspects: bool (accounts), left out of every object's profile, so that a network does not explain itself.
    candidates: the accounts whose own delays are needed, ascending. elsewhere: see object_profiles.
    by_account: the same acts by account, where they are at hand.
    """
    known = acts.origins != NO_TIME
    row_of = np.full(acts.table.account_count, -1, np.int32)
    row_of[candidates] = np.arange(len(candidates), dtype=np.int32)
    shares = _delay_shares(acts, known, row_of, len(candidates))
    reach = np.stack([shares @ _bin_reach(int(window)).T for window in windows]).astype(np.float32)
    # A daily thing lives for a day, whoever acts on it: suspects are left out of the windows, not of the lifetime.
    everyone = np.zeros(acts.table.account_count, np.bool_)
    lifetime = profile_chances(acts, np.array([DAY_MICROSECONDS]), everyone)
    profiles = object_profiles(acts, windows, suspects, elsewhere)
    return MeetingChances(
        profiles.chances,
        profiles.borrowed,
        profiles.assumed,
        profiles.lent,
        np.ascontiguousarray(lifetime[:, 0]),
        acts.origins,
        row_of,
        _rhythms(by_account or acts_by_account(acts.table), row_of, len(candidates)),
        shares.astype(np.float32),
        reach,
        known & (acts.makers >= 0) & suspects[acts.makers],
        _usual_reach(acts, known, suspects, windows),
        HABIT_SPREAD if acts.layer in OWN_WORDS else 0,
    )


def _usual_reach(
    acts: LayerActs, known: NDArray[np.bool_], suspects: NDArray[np.bool_], windows: NDArray[np.int64]
) -> Float64:
    """Return the chance that delays of two accounts, no suspects, fall within each window: float64 (windows)."""
    counts = np.zeros(DELAY_BINS, np.int64)
    for accounts, bins in timed_acts(acts, known):
        counts += np.bincount(bins[~suspects[accounts]], minlength=DELAY_BINS)
    shares = counts + 0.5
    shares /= shares.sum()
    return np.array([shares @ _bin_reach(int(window)) @ shares for window in windows])


def _rhythms(acts: AccountActs, row_of: NDArray[np.int32], rows: int) -> Float32:
    """Return each candidate's cumulative shares of acts over a day, shrunk to everyone's: float32 (rows, bins + 1)."""
    return cumulative_shares_of_day(acts, row_of, rows, parts=DAY_BINS, lent_acts=PRIOR_ACTS_OF_DAY)


def delay_bins(delays: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the bin of each delay in microseconds: two bins an octave from one second up."""
    seconds = np.maximum(delays, 0) / 1e6
    return np.clip(np.floor(2.0 * np.log2(seconds + 1.0)), 0, DELAY_BINS - 1).astype(np.int64)


def timed_acts(acts: LayerActs, known: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int64]]]:
    """Yield the accounts and delay bins of acts on objects of known origin (bool (objects)), some objects at a time."""
    if not known.any():
        return
    start = acts.table.object_start
    sizes = np.diff(start)
    for low, high in object_ranges(sizes, ROWS_AT_ONCE):
        own = slice(start[low], start[high])
        objects = np.repeat(np.arange(low, high, dtype=np.int32), sizes[low:high])
        timed = known[objects]
        bins = delay_bins(acts.table.times[own][timed] - acts.origins[objects[timed]])
        yield acts.table.accounts[own][timed], bins


def sum_delays(acts: LayerActs, known: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Float64]:
    """Return each account's number of known delays, and the sum of their bins: int64 and float64 (accounts)."""
    counts, sums = np.zeros(acts.table.account_count, np.int64), np.zeros(acts.table.account_count)
    for accounts, bins in timed_acts(acts, known):
        np.add.at(counts, accounts, 1)
        np.add.at(sums, accounts, bins.astype(np.float64))
    return counts, sums


def _bin_reach(window: int) -> Float64:
    """Return P(|u - v| <= window) for u and v spread evenly over two delay bins: float64 (bins, bins)."""
    steps = (np.arange(POINTS_PER_BIN) + 0.5) / POINTS_PER_BIN
    edges = 2.0 ** (np.arange(DELAY_BINS + 1) / 2.0) - 1.0
    points = edges[:-1, None] + steps[None, :] * np.diff(edges)[:, None]
    # Seconds are whole numbers in nearly all data; half a second on both sides keeps the bound inclusive.
    reach = window / 1e6 + 0.5
    flat = np.sort(points.ravel())
    below = np.searchsorted(flat, points - reach, side="left")
    above = np.searchsorted(flat, points + reach, side="right")
    result = np.empty((DELAY_BINS, DELAY_BINS))
    borders = np.arange(DELAY_BINS + 1) * POINTS_PER_BIN
    for column in range(DELAY_BINS):
        low, high = borders[column], borders[column + 1]
        inside = np.clip(above, low, high) - np.clip(below, low, high)
        result[:, column] = np.maximum(inside, 0).mean(axis=1) / POINTS_PER_BIN
    return result


def _delay_shares(acts: LayerActs, known: NDArray[np.bool_], row_of: NDArray[np.int32], rows: int) -> Float64:
    """Return each candidate's spread of delays, shrunk to that of accounts of its speed: float64 (rows, bins)."""
    timed, sums = sum_delays(acts, known)
    if rows == 0 or not timed.any():
        return np.zeros((rows, DELAY_BINS))
    speed = classes_of_speed(timed, sums)
    by_speed, counts = np.zeros((SPEED_CLASSES, DELAY_BINS), np.int64), np.zeros((rows, DELAY_BINS), np.int64)
    for accounts, bins in timed_acts(acts, known):
        by_speed += np.bincount(speed[accounts] * DELAY_BINS + bins, minlength=by_speed.size).reshape(by_speed.shape)
        own_row = row_of[accounts]
        wanted = own_row >= 0
        np.add.at(counts, (own_row[wanted], bins[wanted]), 1)
    pooled = by_speed + 0.5
    pooled /= pooled.sum(axis=1, keepdims=True)
    account_of_row = np.flatnonzero(row_of >= 0)
    prior = pooled[speed[account_of_row[np.argsort(row_of[account_of_row])]]]
    return np.asarray((counts + PRIOR_ACTS * prior) / (counts.sum(axis=1, keepdims=True) + PRIOR_ACTS))


def speed_classes(
    accounts: NDArray[np.int32], bins: NDArray[np.int64], account_count: int, classes: int = SPEED_CLASSES
) -> NDArray[np.int64]:
    """Sort accounts into classes of like mean (log) delay, each of at least 200 accounts: int64 (accounts)."""
    counts = np.bincount(accounts, minlength=account_count)
    sums = np.bincount(accounts, weights=bins, minlength=account_count).astype(np.float64)
    return classes_of_speed(counts, sums, classes)


def classes_of_speed(counts: NDArray[np.int64], sums: Float64, classes: int = SPEED_CLASSES) -> NDArray[np.int64]:
    """Return what speed_classes does, from each account's number of delays and the sum of their bins."""
    mean = sums / np.maximum(counts, 1)
    active = np.flatnonzero(counts)
    usable = max(1, min(classes, len(active) // SMALLEST_STRATUM))
    ranks = np.zeros(len(counts), np.int64)
    order = active[np.argsort(mean[active], kind="stable")]
    ranks[order] = np.arange(len(order)) * usable // max(1, len(order))
    return ranks


@dataclass(frozen=True)
class ObjectProfiles:
    """How close other actors of each object come, and on what that rests.

    chances: float32 (objects, windows). borrowed, assumed: float32 (objects), the weight in them of what others did on
    other objects, and of the assumption that two acts fall together half of the time where nothing is known. lent:
    float32 (objects, windows), what both add to the chances.
    """

    chances: Float32
    borrowed: Float32
    assumed: Float32
    lent: Float32


def profile_chances(
    acts: LayerActs, windows: NDArray[np.int64], suspects: NDArray[np.bool_], elsewhere: Float64 | None = None
) -> Float32:
    """Return each object's share of pairs of other actors within each window, shrunk to objects of like size."""
    return object_profiles(acts, windows, suspects, elsewhere).chances


def object_profiles(
    acts: LayerActs, windows: NDArray[np.int64], suspects: NDArray[np.bool_], elsewhere: Float64 | None = None
) -> ObjectProfiles:
    """Return how close the actors of each object come who are not suspects, shrunk to objects of like size.

    elsewhere: float64 (windows), the pace of all layers, for a layer with few others; None: one half is assumed.
    """
    table = acts.table
    others, pairs = count_other_pairs(table.accounts, table.times, table.object_start, windows, suspects)
    possible = others.astype(np.int64) * (others - 1) / 2.0
    size_class = np.maximum(np.floor(np.log2(np.maximum(others, 1))).astype(np.int64), 1)
    weight = np.bincount(size_class, weights=possible).astype(np.float64)
    met = np.stack([np.bincount(size_class, one, len(weight)).astype(np.float64) for one in pairs.T], axis=1)
    prior = _pooled_shares(met, weight, elsewhere)[size_class]
    own = pairs / np.maximum(possible, 1.0)[:, None]
    trust = np.where(others >= 2, others, 0)
    leaning = PRIOR_ACTORS / (trust + PRIOR_ACTORS)
    lent = leaning[:, None] * prior
    chances = np.asarray((1.0 - leaning)[:, None] * own + lent, np.float32)
    counted = _counted_shares(weight)[size_class] if elsewhere is None else np.ones(len(others))
    return ObjectProfiles(
        chances,
        np.asarray(leaning * counted, np.float32),
        np.asarray(leaning * (1.0 - counted), np.float32),
        np.asarray(lent, np.float32),
    )


def _pooled_shares(met: Float64, possible: Float64, elsewhere: Float64 | None) -> Float64:
    """Return met / possible by class and window, each class with too little of its own leaning on all of them.

    met: float64 (classes, windows). possible: float64 (classes). All classes together lean on all layers of the scan,
    and count as no faster than those: one flash mob has thousands of pairs, and is not how everybody acts.
    """
    count, given = (PAIRS_ASSUMED, ASSUMED_SHARE) if elsewhere is None else (PAIRS_ELSEWHERE, elsewhere)
    overall = (met.sum(axis=0) + count * given) / (possible.sum() + count)
    if elsewhere is not None:
        overall = np.minimum(overall, elsewhere)
    return np.asarray((met + PAIRS_LEANED_ON * overall) / (possible + PAIRS_LEANED_ON)[:, None])


def _counted_shares(possible: Float64) -> Float64:
    """Return the weight of counted pairs, not of the assumption, in the pooled share of each class: float64."""
    everywhere = possible.sum() / (possible.sum() + PAIRS_ASSUMED)
    return np.asarray((possible + PAIRS_LEANED_ON * everywhere) / (possible + PAIRS_LEANED_ON))
