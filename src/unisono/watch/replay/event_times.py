"""When a recorded line happened, by its own clock: Jetstream's microseconds, and the usual names of times elsewhere."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import orjson

USUAL_NAMES = ("time_us", "time", "created_at", "createdAt", "timestamp", "created_utc", "date", "published_at")
TWITTER_TIME = "%a %b %d %H:%M:%S %z %Y"
LATEST_SECOND, LATEST_MILLISECOND = 1e11, 1e14

Event = Mapping[str, Any]  # JSON is of any shape


def read_event(line: bytes) -> Event | None:
    """Return the JSON object of a line; None when it holds none."""
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def event_time_us(event: Event) -> int | None:
    """Return when an event happened in microseconds, by the first of the usual names that holds a time.

    >>> event_time_us({"created_at": "2026-05-04T12:00:00.000Z"})
    1777896000000000
    """
    for name in USUAL_NAMES:
        if (at := _as_microseconds(event.get(name))) is not None:
            return at
    return None


def time_of(line: bytes) -> int | None:
    """Return when a line happened in microseconds; None when it does not say."""
    event = read_event(line)
    return None if event is None else event_time_us(event)


def iso_us(at_us: int) -> str:
    """Return a time as ISO 8601 with microseconds.

    >>> iso_us(1783175888085434)
    '2026-07-04T14:38:08.085434Z'
    """
    seconds, rest = divmod(at_us, 1_000_000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest:06d}Z"


def _as_microseconds(value: object) -> int | None:
    """Return a time in seconds, milliseconds, microseconds, ISO 8601 or Twitter's words as microseconds."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        for read in (datetime.fromisoformat, _twitter_time, parsedate_to_datetime, _number_time):
            if (at := _moment_us(read, value)) is not None:
                return at
        return None
    if isinstance(value, int | float) and 0 < value < 1e18:
        scale = 1e6 if value < LATEST_SECOND else 1e3 if value < LATEST_MILLISECOND else 1
        return round(value * scale)
    return None


def _moment_us(read: Callable[[str], datetime], text: str) -> int | None:
    try:
        moment = read(text)
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        since = known - datetime(1970, 1, 1, tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _twitter_time(text: str) -> datetime:
    return datetime.strptime(text, TWITTER_TIME)


def _number_time(text: str) -> datetime:
    return datetime.fromtimestamp(float(text), UTC)
