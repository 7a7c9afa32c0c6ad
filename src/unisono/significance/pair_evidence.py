"""The pairs of one layer that could matter, each measured exactly and tested in every window."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from unisono.engine.distinct import distinct_numbers, numbers_below
from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.given_moments import list_first_acts, tails_given_moments
from unisono.engine.measuring import AccountActs, acts_by_account
from unisono.engine.slots import count_accounts_per_object, nearest_affordable
from unisono.engine.sweep import NO_LIMIT, Advance
from unisono.engine.timing_tails import timing_tails
from unisono.model.findings import EXPECTATION_BASES
from unisono.model.settings import ScanSettings
from unisono.significance.combination import combine_dependent
from unisono.significance.copying import copied_tail
from unisono.significance.layer_acts import LayerActs
from unisono.significance.outsiders import Outsiders
from unisono.significance.popularity import PopularityNull, fewest_surprising, poisson_tail, popularity_null
from unisono.significance.suspects import NearMeetings, suspects_by_surprise, with_companions
from unisono.significance.timing import OWN_WORDS, meeting_chances
from unisono.significance.untimed import untimed_tail

Float64 = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

ANY_TIME = np.iinfo(np.int64).max // 4
CANDIDATE_LEVEL = 1e-3  # a pair whose meetings are likelier than this by popularity in every window is not looked at
TIMED_LEVEL = 1e-2  # windows likelier than this by popularity need no second test
UNTIMED_LAYERS = ("repost",)  # like timelines; in other layers like interest alone makes like sets
MOST_COUNTED = 400
COMPANIONS_IN = ("repost", "reply")
"""Layers of acts on posts, each at its own time; a tag of the hour has whole crowds, who are their own reference."""


@dataclass(frozen=True)
class PairEvidence:
    """The candidate pairs a < b of one layer and what chance would give.

    met: int32 (pairs, windows + 1), common objects met on within each window, then at any time.
    expected, tails: float64 of the same shape. Expected is what popularity gives, or timing where that gives more; at
    any time, what interest gives if that was tested. A tail is 1 where a test was not made.
    combined: float64 (pairs), all windows together.
    bases: int8 (pairs, windows + 1), places in EXPECTATION_BASES: on what most of each expected number rests.
    """

    layer: str
    windows: Int64  # microseconds, ascending
    a: Int32
    b: Int32
    met: Int32
    expected: Float64
    tails: Float64
    combined: Float64
    tests: int
    possible: int  # pairs with as many common objects as a pair needs: at most so many
    emitted: int
    exact_up_to: int  # the widest window whose pairs were all counted, microseconds; -1: none
    objects: int
    traces: int
    bases: NDArray[np.int8]


def gather_evidence(
    acts: LayerActs,
    interest: Int64,
    settings: ScanSettings,
    outsiders: Outsiders,
    engine: Engine = EMBEDDED,
    *,
    advance: Advance | None = None,
    in_network: NDArray[np.bool_] | None = None,
) -> PairEvidence:
    """Find the pairs of a layer that popularity does not explain and test them against every null.

    advance: hears of each sweep at how many pairs of acts it has looked, of how many. in_network: see untimed_tail.
    """
    windows = usable_windows(acts, settings)
    every = np.append(windows, ANY_TIME)
    null, slot_pairs = popularity_null(acts.table, every, outsiders.suspects)
    a, b, emitted, exact_up_to = _candidates(
        acts, null, slot_pairs, every, settings, met=outsiders.met, engine=engine, advance=advance
    )
    by_account = acts_by_account(acts.table, acts.posts)
    met = engine.count_meetings(by_account, a, b, windows)
    expected = np.stack([null.expected_meetings(a, b, column) for column in range(len(every))], axis=1)
    by_popularity = np.stack(
        [poisson_tail(met[:, column], expected[:, column]) for column in range(len(every))], axis=1
    )
    tails, given_objects, unmeasured = _timed_tails(
        acts, by_account, windows, (a, b), met, by_popularity, outsiders, in_network
    )
    bases = _bases_of(expected, given_objects, unmeasured)
    expected[:, :-1] = np.fmax(expected[:, :-1], given_objects)
    untimed = np.ones(len(a))
    untimed_tested = np.inf in settings.windows and acts.layer in (*UNTIMED_LAYERS, *OWN_WORDS)
    if untimed_tested and len(a):
        if acts.layer in OWN_WORDS:
            untimed = copied_tail(acts, (a, b), windows, met, by_popularity[:, -1], in_network)
        else:
            untimed, expected[:, -1] = untimed_tail(acts, interest, by_account, windows, (a, b), met, in_network)
    tails = np.column_stack([tails, untimed])
    tests = len(windows) + int(untimed_tested)
    return PairEvidence(
        acts.layer,
        windows,
        a,
        b,
        met,
        expected,
        tails,
        combine_dependent(np.where(tails >= 1.0, np.nan, tails), tests),
        tests,
        possible_pairs(acts, settings.min_objects),
        emitted,
        exact_up_to,
        acts.table.objects,
        len(acts.table.accounts),
        bases,
    )


def usable_windows(acts: LayerActs, settings: ScanSettings) -> Int64:
    """Return the timed windows in microseconds; times of minute precision say nothing below 60 s."""
    seconds = sorted(window for window in settings.windows if np.isfinite(window))
    if acts.has_minute_precision:
        seconds = [window for window in seconds if window >= 60.0] or [60.0][: len(seconds)]
    return np.array([round(window * 1e6) for window in seconds], np.int64)


def possible_pairs(acts: LayerActs, min_objects: int) -> int:
    """Bound the pairs of accounts with at least `min_objects` common objects from above; all others have p = 1.

    Each such pair has a common object beside any min_objects - 1 of all: so those with the most accounts need not be
    counted, and one crowd, on which everybody meets everybody, does not make all other pairs harder to prove. It rests
    on how many accounts each object has, not on who they are, as a number of tests has to.
    """
    crowd = np.sort(count_accounts_per_object(acts.table).astype(np.int64))
    counted = crowd[: max(0, len(crowd) - (min_objects - 1))]
    active = int(np.count_nonzero(np.bincount(acts.table.accounts) >= min_objects))
    return int(min((counted * (counted - 1) // 2).sum(), active * (active - 1) // 2))


def _candidates(
    acts: LayerActs,
    null: PopularityNull,
    slot_pairs: Int64,
    windows: Int64,
    settings: ScanSettings,
    *,
    met: NearMeetings | None,
    engine: Engine,
    advance: Advance | None,
) -> tuple[Int32, Int32, int, int]:
    """Return pairs that met surprisingly often, by popularity, in some window. met: a sweep that was made already."""
    keys: list[Int64] = []
    emitted = 0
    exact_up_to = -1
    accounts = acts.table.account_count
    for column, window in enumerate(windows):
        if window == ANY_TIME and np.inf not in settings.windows:
            continue
        exact = int(slot_pairs[:, column].sum()) <= settings.emission_budget
        # Most pairs that met are no surprise: these are dropped as they are counted.
        surprising = partial(_are_surprising, null, column)
        if met is not None and met.answers(int(window), settings.min_objects, exact=exact):
            counted = met.counted.only(surprising)
        else:
            budget, least = settings.emission_budget, settings.nearest
            nearest = NO_LIMIT if exact else nearest_affordable(acts.table, int(window), budget=budget, least=least)
            counted = engine.sweep(
                acts.table,
                int(window),
                settings.min_objects,
                nearest=nearest,
                memory_bytes=settings.memory_bytes,
                keep=surprising,
                advance=advance,
            )
        emitted += counted.emitted
        exact_up_to = int(window) if exact else exact_up_to
        keys.append(counted.a.astype(np.int64) * accounts + counted.b)
    pairs = distinct_numbers(keys)
    return (pairs // accounts).astype(np.int32), (pairs % accounts).astype(np.int32), emitted, exact_up_to


def _are_surprising(null: PopularityNull, column: int, a: Int32, b: Int32, objects: Int32) -> NDArray[np.bool_]:
    """Say which pairs met on more objects in a window than popularity gives, by the level of candidates."""
    expected = null.expected_meetings(a, b, column)
    return np.asarray(objects >= fewest_surprising(expected, CANDIDATE_LEVEL, MOST_COUNTED))


def _timed_tails(
    acts: LayerActs,
    by_account: AccountActs,
    windows: Int64,
    pairs: tuple[Int32, Int32],
    met: Int32,
    by_popularity: Float64,
    outsiders: Outsiders,
    in_network: NDArray[np.bool_] | None = None,
) -> tuple[Float64, Float64, Float64]:
    """Return per window the larger of both nulls' p, the meetings expected given the shared objects, and unmeasured."""
    a, b = pairs
    popular = by_popularity[:, :-1]
    if len(a) == 0 or len(windows) == 0:
        return popular.copy(), np.full(popular.shape, np.nan), np.zeros((*popular.shape, 2))
    suspects = outsiders.suspects | suspects_by_surprise(a, b, popular, acts.table.account_count)
    if acts.layer in COMPANIONS_IN:
        suspects = with_companions(suspects, a, b, popular, in_network)
    candidates = numbers_below([a, b], acts.table.account_count)
    chances = meeting_chances(acts, windows, suspects, candidates, outsiders.pace_within(windows), by_account)
    wanted = popular <= TIMED_LEVEL
    given, expected, unmeasured = timing_tails(by_account, a, b, met, windows, chances, wanted)
    others = list_first_acts(acts.table, suspects)
    at_moments = tails_given_moments(by_account, a, b, windows, chances, others, wanted)
    # Two tests of one thing, of which the more telling counts: twice its p-value (Bonferroni).
    rarer = at_moments[0] < given
    given = np.minimum(1.0, 2.0 * np.minimum(given, at_moments[0]))
    expected = np.where(rarer, at_moments[1], expected)
    unmeasured = np.where(rarer[..., None], at_moments[2], unmeasured)
    return np.maximum(popular, given), expected, unmeasured


def _bases_of(popular: Float64, given_objects: Float64, unmeasured: Float64) -> NDArray[np.int8]:
    """Return on what most of each expected number rests, as places in EXPECTATION_BASES: int8 (pairs, windows + 1).

    Where popularity or interest gives the number it is measured. What the timing of the objects gives counts as
    measured if half of it or more is what others did on these objects or how the two accounts act elsewhere.
    """
    bases = np.full(popular.shape, EXPECTATION_BASES.index("measured"), np.int8)
    by_timing = given_objects > popular[:, :-1]
    borrowed, assumed = unmeasured[..., 0], unmeasured[..., 1]
    leaning = by_timing & (borrowed + assumed > 0.5 * given_objects)
    bases[:, :-1][leaning] = EXPECTATION_BASES.index("borrowed")
    bases[:, :-1][leaning & (assumed >= borrowed)] = EXPECTATION_BASES.index("assumed")
    return bases
