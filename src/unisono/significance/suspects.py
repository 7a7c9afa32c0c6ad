"""Who must not be anybody's reference: accounts that keep meeting the same few others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable
from unisono.engine.engines import EMBEDDED, Engine
from unisono.engine.slots import count_slot_pairs, nearest_affordable
from unisono.engine.sweep import BYTES_PER_PAIR, NO_LIMIT, PairCounts
from unisono.model.settings import ScanSettings
from unisono.significance.popularity import poisson_tail, popularity_null

REACH_SECONDS = 600.0
FEWEST_OBJECTS = 5
LEAST_SHARE = 0.3
FEWEST_PARTNERS = 3
SURPRISING_LEVEL = 1e-6
UNUSUAL_LEVEL = 1e-4
SHARE_OF_MEMORY = 1 / 16  # of what a sweep may use: each layer of a scan keeps its own


@dataclass(frozen=True)
class NearMeetings:
    """The pairs of a layer that met within a reach (microseconds) on at least `min_objects` objects.

    is_exact: every act was compared with all within reach, so that a search of this window finds the same.
    """

    reach: int
    min_objects: int
    is_exact: bool
    counted: PairCounts

    def answers(self, window: int, min_objects: int, *, exact: bool) -> bool:
        """Say whether a sweep of this window for pairs with so many objects would give the same once more."""
        return exact and self.is_exact and (window, min_objects) == (self.reach, self.min_objects)

    def fits(self, memory_bytes: int) -> bool:
        """Say whether the pairs are few enough to be kept until the candidates are looked for."""
        return len(self.counted.a) * BYTES_PER_PAIR <= memory_bytes * SHARE_OF_MEMORY


def meet_nearby(table: ActTable, settings: ScanSettings, engine: Engine = EMBEDDED) -> NearMeetings:
    """Count who met within ten minutes, or the widest window of the settings if that is less.

    Over the budget of the settings each act is compared with as many before it as the budget allows.
    """
    widest = max((window for window in settings.windows if np.isfinite(window)), default=REACH_SECONDS)
    reach = round(min(REACH_SECONDS, widest) * 1e6)
    is_exact = int(count_slot_pairs(table, np.array([reach])).sum()) <= settings.emission_budget
    # What is swept whole is swept for the fewest objects that the search asks for, and serves it as well.
    fewest = min(FEWEST_OBJECTS, settings.min_objects) if is_exact else FEWEST_OBJECTS
    budget, least = settings.emission_budget, settings.nearest
    nearest = NO_LIMIT if is_exact else nearest_affordable(table, reach, budget=budget, least=least)
    counted = engine.sweep(table, reach, fewest, nearest=nearest, memory_bytes=settings.memory_bytes)
    return NearMeetings(reach, fewest, is_exact, counted)


def suspects_by_meetings(table: ActTable, met: NearMeetings) -> NDArray[np.bool_]:
    """Mark the accounts that met three or more others often: bool (accounts).

    Often: on at least five objects that are 30 % of the acts of the less active of the two. This needs no null, so that
    a network so large that it fills the slots of its objects cannot hide in them. Where hardly anybody else is left,
    the timing of the acts alone has to decide.
    """
    counted = met.counted
    acts = np.bincount(table.accounts, minlength=table.account_count)
    enough = np.flatnonzero(counted.objects >= FEWEST_OBJECTS)
    a, b = counted.a[enough], counted.b[enough]
    often = counted.objects[enough] >= LEAST_SHARE * np.minimum(acts[a], acts[b])
    return with_partners(a[often], b[often], table.account_count)


def unusual_nearby(table: ActTable, met: NearMeetings, suspects: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the accounts with three or more partners met nearby on more objects than popularity gives: bool (accounts).

    suspects: bool (accounts), who is no reference for popularity.
    """
    counted = met.counted
    enough = np.flatnonzero(counted.objects >= FEWEST_OBJECTS)
    if len(enough) < FEWEST_PARTNERS:
        return np.zeros(table.account_count, np.bool_)
    a, b = counted.a[enough], counted.b[enough]
    null, _ = popularity_null(table, np.array([met.reach], np.int64), suspects)
    tails = poisson_tail(counted.objects[enough], null.expected_meetings(a, b, 0))
    return suspects_by_surprise(a, b, tails[:, None], table.account_count)


def suspects_by_surprise(
    a: NDArray[np.int32], b: NDArray[np.int32], tails: NDArray[np.float64], account_count: int
) -> NDArray[np.bool_]:
    """Mark the accounts with three or more partners whose meetings popularity does not explain: bool (accounts)."""
    strong = tails.min(axis=1, initial=1.0) <= SURPRISING_LEVEL
    return with_partners(a[strong], b[strong], account_count)


def with_companions(
    marked: NDArray[np.bool_],
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    tails: NDArray[np.float64],
    in_network: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Mark those as well who met three or more of the marked unusually often, until there are no more: bool (accounts).

    Members who happened to meet less often must not be the reference for the rest of their network. in_network: bool
    (accounts), given for a twin: two members of networks that were found meet there by what is left of those.
    """
    unusual = tails.min(axis=1, initial=1.0) <= UNUSUAL_LEVEL
    if in_network is not None:
        unusual &= ~(in_network[a] & in_network[b])
    a, b = a[unusual], b[unusual]
    grown = marked.copy()
    while True:
        beside = grown[a] != grown[b]
        met = np.bincount(np.where(grown[a], b, a)[beside], minlength=len(marked))
        fresh = met >= FEWEST_PARTNERS
        if not fresh.any():
            return grown
        grown |= fresh


def with_partners(a: NDArray[np.int32], b: NDArray[np.int32], account_count: int) -> NDArray[np.bool_]:
    """Mark the accounts that are in at least three of these pairs: bool (accounts)."""
    partners = np.bincount(a, minlength=account_count) + np.bincount(b, minlength=account_count)
    return np.asarray(partners >= FEWEST_PARTNERS)
