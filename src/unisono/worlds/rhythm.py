"""When people are awake: a day of habits, by time zone, and reactions that wait for the morning."""

import numpy as np

from unisono.worlds.draft import Draft, Flags, Floats, Ints
from unisono.worlds.population import DAY_MS

HOUR_MS = 3_600_000
HABITS = np.array([4, 2, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 13, 12, 11, 11, 12, 13, 15, 17, 19, 20, 17, 10], dtype=float)
"""How much people publish in each hour of their own day."""


def draw_awake_times(draft: Draft, accounts: Ints) -> Ints:
    """Return one time in ms for each account number, spread over the days, at hours when its owner is awake."""
    rng = draft.rng
    count = len(accounts)
    zones = draft.accounts.column("zone")[accounts]
    hours = np.searchsorted(np.cumsum(HABITS / HABITS.sum()), rng.random(count))
    hours = np.minimum(hours, 23)
    local = rng.integers(0, draft.settings.days, count) * DAY_MS + ((hours + rng.random(count)) * HOUR_MS).astype(
        np.int64
    )
    span = draft.settings.days * DAY_MS
    return draft.settings.start_ms + (local - (zones * HOUR_MS).astype(np.int64)) % span


def awake_share(at_ms: Ints, zones: Floats) -> Floats:
    """Return how awake people of these zones are at these times: 0 to 1."""
    hours = ((at_ms / HOUR_MS + zones) % 24).astype(np.int64)
    return np.asarray(HABITS[hours] / HABITS.max())


def is_present(draft: Draft, accounts: Ints, at_ms: Ints) -> Flags:
    """Say which acts fall into a time at which their account is not away."""
    column = draft.accounts.column
    return np.asarray((at_ms < column("away_from")[accounts]) | (at_ms >= column("away_until")[accounts]))


def react(draft: Draft, accounts: Ints, seen_at_ms: Ints, *, median_s: float, spread: float) -> Ints:
    """Return when each account reacts to what appeared at that time.

    Delays are log-normal (median in seconds, times the account's own speed; standard deviation of the
    logarithm) and heavy-tailed; a reaction that falls into the night is drawn again, then left for the morning.
    """
    rng = draft.rng
    zones = draft.accounts.column("zone")[accounts]
    medians = median_s * draft.accounts.column("speed")[accounts]
    at = seen_at_ms.copy()
    waiting = np.arange(len(accounts))
    for _ in range(3):
        lags = medians[waiting] * rng.lognormal(0.0, spread, len(waiting))
        at[waiting] = seen_at_ms[waiting] + (np.maximum(lags, 2.0) * 1000).astype(np.int64)
        asleep = rng.random(len(waiting)) > np.sqrt(awake_share(at[waiting], zones[waiting]))
        waiting = waiting[asleep]
    local_hours = (at[waiting] / HOUR_MS + zones[waiting]) % 24
    until_morning = (7.5 - local_hours) % 24 + rng.exponential(1.5, len(waiting))
    night = local_hours < 7.5
    at[waiting] += np.where(night, until_morning * HOUR_MS, rng.exponential(0.5, len(waiting)) * HOUR_MS).astype(
        np.int64
    )
    return at
