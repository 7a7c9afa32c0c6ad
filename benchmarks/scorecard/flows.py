"""Flows of posts by people who do not know each other, by several models of how much people post; and planted ones."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
Draw = Callable[[np.random.Generator, int], Int64]

SUPER_FANS = 0.01


def geometric(rng: np.random.Generator, posts: int) -> Int64:
    """Everybody posts once more with even odds."""
    return _until(rng.geometric(0.5, posts), posts)


def talkative(rng: np.random.Generator, posts: int) -> Int64:
    """Everybody posts once more three times out of four."""
    return _until(rng.geometric(0.25, posts), posts)


def power_law(rng: np.random.Generator, posts: int) -> Int64:
    """Posts per account fall with the power 2.2, nobody has more than a tenth of all."""
    counts = rng.zipf(2.2, posts)
    return _until(counts[counts <= posts // 10], posts)


def log_normal(rng: np.random.Generator, posts: int) -> Int64:
    """Posts per account are log-normal, rounded up."""
    return _until(np.ceil(rng.lognormal(0.0, 1.0, posts)), posts)


def uneven_activity(rng: np.random.Generator, posts: int) -> Int64:
    """Each post is by an account drawn by an activity that is log-normal."""
    activity = rng.lognormal(0.0, 1.3, posts)
    counts = rng.multinomial(posts, activity / activity.sum())
    return counts[counts > 0]


def super_fans(rng: np.random.Generator, posts: int) -> Int64:
    """Most post once or twice; one of a hundred is a fan who posts about fifteen times."""
    is_fan = rng.random(posts) < SUPER_FANS
    return _until(np.where(is_fan, rng.geometric(1 / 15, posts), rng.geometric(0.65, posts)), posts)


def preferential(rng: np.random.Generator, posts: int) -> Int64:
    """Who has posted more posts more (Yule and Simon): the power 2.9, with a softer beginning. Not tuned on."""
    return _until(rng.geometric(np.exp(-rng.exponential(1 / 1.9, posts))).clip(max=posts // 10), posts)


def two_crowds(rng: np.random.Generator, posts: int) -> Int64:
    """Passers-by, and a crowd of one in eight whose posts are spread like gamma times Poisson. Not tuned on."""
    crowd = 1 + rng.poisson(rng.gamma(0.9, 4.0, posts))
    return _until(np.where(rng.random(posts) < 0.125, crowd, rng.geometric(0.8, posts)), posts)


def own_steepness(rng: np.random.Generator, posts: int) -> Int64:
    """Each flow has odds of its own to post once more: a third to two thirds, mostly. Not tuned on."""
    return _until(rng.geometric(min(0.95, 0.5 * float(np.exp(rng.normal(0.0, 0.2)))), posts), posts)


TUNED: dict[str, Draw] = {
    "geometric": geometric,
    "talkative": talkative,
    "power law": power_law,
    "log-normal": log_normal,
    "uneven activity": uneven_activity,
    "super-fans": super_fans,
}
UNSEEN: dict[str, Draw] = {"preferential": preferential, "two crowds": two_crowds, "each flow its own": own_steepness}


def planted(rng: np.random.Generator, posts: int, accounts: int, *, even: bool) -> Int64:
    """Return posts of so many accounts: each its quota (even), or as chance deals them out."""
    if even:
        return np.full(accounts, posts // accounts, np.int64) + (np.arange(accounts) < posts % accounts)
    return np.maximum(1, rng.multinomial(posts, np.full(accounts, 1 / accounts)))


def _until(counts: NDArray[np.generic], posts: int) -> Int64:
    """Return the first accounts whose posts make up so many, the last one cut short."""
    own = counts.astype(np.int64)
    total = np.cumsum(own)
    last = int(np.searchsorted(total, posts))
    kept = own[: last + 1].copy()
    kept[-1] -= total[last] - posts
    return kept
