"""Chances to meet, made at random, and the slow definitions that several tests of the kernels share."""

import numpy as np
from hypothesis import strategies
from numpy.typing import NDArray

from tests.engine.random_acts import ACCOUNTS, ANY_TIME, OBJECTS
from unisono.engine.own_timing import PRIOR_CROSSINGS
from unisono.engine.timing_tails import NO_ORIGIN, MeetingChances

MINUTE, HOUR = 60_000_000, 3_600_000_000
WINDOWS = np.array([0, 10 * MINUTE, HOUR, 12 * HOUR, ANY_TIME], np.int64)
acts_of_days = strategies.lists(
    strategies.tuples(
        strategies.integers(0, ACCOUNTS - 1),
        strategies.integers(0, OBJECTS - 1),
        strategies.integers(0, 3 * 144).map(lambda step: step * 10 * MINUTE),
    ),
    max_size=60,
)


def rhythm(random: np.random.Generator, bins: int) -> NDArray[np.float32]:
    """Return cumulative shares over a day that rise and fall smoothly."""
    hours = np.arange(bins) / bins * 2.0 * np.pi
    shares = 1.05 + np.sin(hours + random.uniform(0, 6)) + 0.3 * (1.0 + np.sin(3 * hours + random.uniform(0, 6)))
    return np.concatenate(([0.0], np.cumsum(shares / shares.sum()))).astype(np.float32)


def random_chances(random: np.random.Generator) -> MeetingChances:
    """Return chances of every kind for the accounts and objects of random acts."""
    origins = random.integers(-144, 144, OBJECTS) * 10 * MINUTE
    origins[random.random(OBJECTS) < 0.4] = NO_ORIGIN
    shares = random.dirichlet(np.ones(4), ACCOUNTS)
    return MeetingChances(
        by_object=(random.random((OBJECTS, len(WINDOWS))) * 0.1).astype(np.float32),
        borrowed=np.full(OBJECTS, 0.25, np.float32),
        assumed=np.full(OBJECTS, 0.5, np.float32),
        lent=(random.random((OBJECTS, len(WINDOWS))) * 0.1).astype(np.float32),
        same_day=random.random(OBJECTS).astype(np.float32),
        origins=origins,
        row_of=random.permutation(ACCOUNTS).astype(np.int32),
        rhythm=np.stack([rhythm(random, 12) for _ in range(ACCOUNTS)]),
        delay_shares=shares.astype(np.float32),
        delay_reach=random.random((len(WINDOWS), ACCOUNTS, 4)).astype(np.float32),
        by_suspects=random.random(OBJECTS) < 0.3,
        usual_reach=random.random(len(WINDOWS)),
    )


def shrunk(near: list[float], prior: float) -> float:
    """Return the mean of these shares, shrunk to the prior, and no less than it."""
    return max(prior, (sum(near) + PRIOR_CROSSINGS * prior) / (len(near) + PRIOR_CROSSINGS))


def within(differences: list[int], window: int) -> list[float]:
    """Say which differences are within the window: 1.0 or 0.0 each."""
    return [float(difference <= window) for difference in differences]


def part_of_spread(difference: int, window: int, spread: int) -> float:
    """Return the part of difference - spread ... difference + spread that lies in -window ... window."""
    if spread == 0:
        return float(difference <= window)
    covered = min(difference + spread, window) - max(difference - spread, -window)
    return max(0.0, covered / (2 * spread))


def tail(chances: list[float], at_least: int) -> float:
    """Return the chance of at least so many successes among trials of these chances."""
    shares = np.array([1.0])
    for chance in chances:
        shares = np.append(shares * (1.0 - chance), 0.0) + np.append(0.0, shares * chance)
    return float(shares[at_least:].sum())
