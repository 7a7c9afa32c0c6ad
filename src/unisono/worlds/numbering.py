"""Ids as platforms give them: in order of time, growing numbers at first, then numbers that tell the millisecond."""

from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from unisono.worlds.draft import Ints, Part

TWITTER, FACEBOOK = 0, 1
SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
FIRST_FACEBOOK_POST_ID = 1_480_000_000_000_000

TWITTER_GROWTH = {
    "2006-03-21": 20,
    "2009-01-01": 18_500_000,
    "2010-01-01": 100_000_000,
    "2011-01-01": 235_000_000,
    "2012-01-01": 450_000_000,
    "2013-01-01": 1_060_000_000,
    "2014-01-01": 2_270_000_000,
    "2015-01-01": 2_950_000_000,
    "2016-01-01": 4_700_000_000,
}
"""About how many account ids Twitter had given out by a date, until they began to tell the time."""

FACEBOOK_GROWTH = {"2009-01-01": 100_000_000_000_000, "2018-06-01": 100_026_000_000_000, "2030-01-01": 10**14 + 10**11}
"""The same of Facebook's profiles."""

SLOT = 1024  # ids next to each other of which each part of a world has one
FIRST_MACHINE, MACHINES = 10 * 32, 64  # data centres 10 and 11, with 32 machines each
SEQUENCE = 4096  # ids that one machine gives out in a millisecond
SEQUENCE_OF_PARTS = 256  # of these for every so many parts of a world as there are machines
FIRST_PLACES = np.array([0] * 10 + [1, 1, 1, 2, 2, 5])
"""How many ids the machine gave out before in a millisecond, as often as listed: mostly none."""


def moment_ms(day: str) -> int:
    """Return the midnight that a day begins with, in ms since 1970.

    >>> moment_ms("2018-06-01")
    1527811200000
    """
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)


def number_accounts(born_ms: Ints, platform: Ints, part: Part | None = None) -> Ints:
    """Return the ids of accounts by when they were created, whoever they are; no two parts of a world share one."""
    number = 0 if part is None else part.number
    ids = np.empty(len(born_ms), dtype=np.int64)
    tell_time = (platform == TWITTER) & (born_ms >= moment_ms(max(TWITTER_GROWTH)))
    ids[tell_time] = tell_the_time(born_ms[tell_time], number)
    for name, growth in ((TWITTER, TWITTER_GROWTH), (FACEBOOK, FACEBOOK_GROWTH)):
        rows = (platform == name) & ~tell_time
        ids[rows] = count_on(born_ms[rows], growth, number)
    return ids


def tell_the_time(at_ms: Ints, part: int) -> Ints:
    """Return snowflakes: the millisecond, which machine gave the id (10 bits), and its place there (12 bits).

    What comes in one millisecond is given to one machine after the other; parts of a world never meet in one place.
    """
    places = places_in_millisecond(at_ms)
    machine = FIRST_MACHINE + (scatter(at_ms).astype(np.int64) + part + places) % MACHINES
    before = FIRST_PLACES[(scatter(at_ms + 1) % np.uint64(len(FIRST_PLACES))).astype(np.int64)]
    place = before + places + part // MACHINES * SEQUENCE_OF_PARTS
    if place.max(initial=0) >= SEQUENCE:
        raise ValueError(f"a millisecond has more than {SEQUENCE} items")
    return ((at_ms - SNOWFLAKE_EPOCH_MS) << 22) | (machine << 12) | place


def count_on(born_ms: Ints, growth: dict[str, int], part: int) -> Ints:
    """Return plain numbers that grow with time as the platform did; each account takes the next that is free."""
    days = [moment_ms(day) for day in growth]
    order = np.argsort(born_ms, kind="stable")
    wished = (np.interp(born_ms[order], days, list(growth.values())) // SLOT).astype(np.int64)
    places = np.arange(len(order))
    slots = np.empty(len(order), dtype=np.int64)
    slots[order] = (np.maximum.accumulate(wished - places) if len(order) else wished) + places
    return slots * SLOT + ((scatter(slots) + np.uint64(part * 733)) % np.uint64(SLOT)).astype(np.int64)


def scatter(numbers: Ints) -> npt.NDArray[np.uint64]:
    """Return numbers that look like chance, the same for the same number (multiplied, and the upper bits kept)."""
    return (numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)


def number_posts(at_ms: Ints, platform: Ints, part: Part | None = None) -> Ints:
    """Return the ids of items: snowflakes that tell the time on Twitter, plain numbers in order on Facebook."""
    number, first = 0, FIRST_FACEBOOK_POST_ID
    if part is not None:
        number, first = part.number, FIRST_FACEBOOK_POST_ID + part.number * 10**11
    return np.where(platform == FACEBOOK, first + np.arange(len(at_ms)) * 1_009, tell_the_time(at_ms, number))


def places_in_millisecond(at_ms: Ints) -> Ints:
    """Return how many items of the same millisecond come before each item.

    >>> places_in_millisecond(np.array([7, 5, 7, 7])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(at_ms, kind="stable")
    ordered = at_ms[order]
    is_first = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(at_ms)]
    runs = np.arange(len(at_ms)) - np.maximum.accumulate(np.where(is_first, np.arange(len(at_ms)), 0))
    places = np.empty_like(runs)
    places[order] = runs
    return places
