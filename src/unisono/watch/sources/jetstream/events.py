"""What single events of Jetstream say of the stream: their place in it, their time, and notices of the server."""

from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

NOTICE = "#info"
MICROSECONDS = 1_000_000
FIRST_TIME = 10**15
"""Cursors below are numbers of events, the others times in microseconds."""
LAST_TIME = 4 * 10**15
MOST_DIGITS = 18


@dataclass(frozen=True)
class Place:
    """A place in the stream: its number on one server (second version only), and its time in microseconds.

    As a text it is `TIME`, or `NUMBER@TIME`: the number is exact, the time holds on every server.
    """

    number: int | None
    time_us: int | None

    def __str__(self) -> str:
        """Return the place as it is kept in a case."""
        number = "" if self.number is None else str(self.number)
        time = "" if self.time_us is None else str(self.time_us)
        return f"{number}@{time}" if number else time

    @property
    def at(self) -> float | None:
        """Return the time in Unix seconds."""
        return None if self.time_us is None else self.time_us / MICROSECONDS


def read_place(text: str) -> Place | None:
    """Return the place that a text names.

    >>> read_place("1725911162329308"), str(read_place("12@1725911162329308"))
    (Place(number=None, time_us=1725911162329308), '12@1725911162329308')
    """
    number, mark, time = text.rpartition("@")
    parts = [part for part in (number, time) if part]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) <= MOST_DIGITS for part in parts):
        return None
    return _place(int(number) if mark and number else None, int(time) if time else None)


def place_of(line: bytes) -> Place | None:
    """Return the place of an event in the stream, None where the line tells none."""
    try:
        event = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(event, dict):
        return None
    inside = event["payload"] if isinstance(event.get("payload"), dict) else event
    time_us = inside.get("time_us")
    if not isinstance(time_us, int):
        time_us = _microseconds(inside.get("witnessedAt") or inside.get("time"))
    return _place(inside.get("seq"), time_us)


def _place(number: object, time_us: int | None) -> Place | None:
    """Return a place; what is no number of an event, or a time that no stream has, is left out of it."""
    known = number if isinstance(number, int) and 0 < number < FIRST_TIME else None
    at = time_us if time_us is not None and 0 < time_us < LAST_TIME else None
    return None if known is None and at is None else Place(known, at)


def _microseconds(text: object) -> int | None:
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
        return round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * MICROSECONDS)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True)
class Notice:
    """What the server says of the stream itself: the name of it, its words, and whether the stream ends with it."""

    name: str
    words: str
    is_fatal: bool


def notice_of(line: bytes) -> Notice | None:
    """Return what the server says of the stream itself, None for an event."""
    if b'"seq"' in line:  # every event has its number, no notice has one: hardly a line is read here
        return None
    try:
        frame = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(frame, dict):
        return None
    inside = frame["payload"] if isinstance(frame.get("payload"), dict) else frame
    if frame.get("$type") == "error":
        return Notice(str(frame.get("error") or "error"), str(frame.get("message") or ""), is_fatal=True)
    if str(inside.get("$type")).endswith(NOTICE):
        return Notice(str(inside.get("name") or ""), str(inside.get("message") or ""), is_fatal=False)
    return None
