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
SEQUENCE = 4096  # ids that one machine gives out in a millisecond


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


def tell_the_time(born_ms: Ints, part: int) -> Ints:
    """Return snowflakes: the millisecond, which of a thousand machines gave the id, and its place there."""
    machine = (scatter(born_ms) + np.uint64(part * 733)) % np.uint64(SLOT)
    place = (scatter(born_ms + 1) + places_in_millisecond(born_ms).astype(np.uint64)) % np.uint64(SEQUENCE)
    return ((born_ms - SNOWFLAKE_EPOCH_MS) << 22) | (machine.astype(np.int64) << 12) | place.astype(np.int64)


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
    places = np.arange(len(at_ms))
    # The low 22 bits tell items of one millisecond apart, as a snowflake's worker and sequence do.
    if part is None:
        low, first = (places * 2_654_435) % (1 << 22), FIRST_FACEBOOK_POST_ID
    else:
        low, first = (part.number << 12) + places_in_millisecond(at_ms), FIRST_FACEBOOK_POST_ID + part.number * 10**11
    return np.where(platform == FACEBOOK, first + places * 1_009, ((at_ms - SNOWFLAKE_EPOCH_MS) << 22) | low)


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
