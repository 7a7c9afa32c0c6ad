"""Who must not be anybody's reference: accounts that keep meeting the same few others."""

import numpy as np
from numpy.typing import NDArray

from unisono.engine.acts import ActTable
from unisono.engine.slots import count_slot_pairs
from unisono.engine.sweep import NO_LIMIT, sweep
from unisono.model.settings import ScanSettings

REACH_SECONDS = 600.0
FEWEST_OBJECTS = 5
LEAST_SHARE = 0.3
FEWEST_PARTNERS = 3
SURPRISING_LEVEL = 1e-6


def suspects_by_meetings(table: ActTable, settings: ScanSettings) -> NDArray[np.bool_]:
    """Mark the accounts that met three or more others often: bool (accounts).

    Often: within ten minutes, or the widest window of the settings if that is less, on at least five objects that are
    30 % of the acts of the less active of the two. This needs no null, so that a network so large that it fills the
    slots of its objects cannot hide in them. Where hardly anybody else is left, the timing of the acts alone has to
    decide. Over the budget of the settings each act is compared with as many before it as the budget allows.
    """
    widest = max((window for window in settings.windows if np.isfinite(window)), default=REACH_SECONDS)
    reach = round(min(REACH_SECONDS, widest) * 1e6)
    met = int(count_slot_pairs(table, np.array([reach])).sum())
    fitting = max(settings.nearest, settings.emission_budget // max(1, len(table.accounts)))
    nearest = NO_LIMIT if met <= settings.emission_budget else fitting
    counted = sweep(table, reach, FEWEST_OBJECTS, nearest=nearest, memory_bytes=settings.memory_bytes)
    acts = np.bincount(table.accounts, minlength=table.account_count)
    often = counted.objects >= LEAST_SHARE * np.minimum(acts[counted.a], acts[counted.b])
    return with_partners(counted.a[often], counted.b[often], table.account_count)


def suspects_by_surprise(
    a: NDArray[np.int32], b: NDArray[np.int32], tails: NDArray[np.float64], account_count: int
) -> NDArray[np.bool_]:
    """Mark the accounts with three or more partners whose meetings popularity does not explain: bool (accounts)."""
    strong = tails.min(axis=1, initial=1.0) <= SURPRISING_LEVEL
    return with_partners(a[strong], b[strong], account_count)


def with_partners(a: NDArray[np.int32], b: NDArray[np.int32], account_count: int) -> NDArray[np.bool_]:
    """Mark the accounts that are in at least three of these pairs: bool (accounts)."""
    partners = np.bincount(a, minlength=account_count) + np.bincount(b, minlength=account_count)
    return np.asarray(partners >= FEWEST_PARTNERS)
