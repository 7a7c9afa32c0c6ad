"""A recording served as plain messages: each line is one, whatever it holds; `?cursor=` is how many lines came before.

Any path will do. A cursor that is not a number, or older than what is kept, is an HTTP 400.
"""

from http import HTTPStatus

import orjson
from websockets.http11 import Response

from unisono.watch.replay.event_log import Start, Told, Writing
from unisono.watch.replay.event_times import USUAL_NAMES, event_time_us, iso_us, read_event, time_of
from unisono.watch.replay.recording import Checked
from unisono.watch.replay.subscription import Asked, Horizon, Subscription, json_answer


class Ndjson:
    """Answers the clients of one recording with its lines."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Return where it is served."""
        return ("/",)

    def answer(self, asked: Asked, horizon: Horizon) -> Response | Subscription:
        """Return the subscription that a request asks for, or the answer that refuses it."""
        cursor = asked.first("cursor")
        if cursor and not (cursor.isascii() and cursor.isdigit()):
            message = f"cursor {cursor[:40]} is no number of lines"
            return json_answer(HTTPStatus.BAD_REQUEST, error="InvalidRequest", message=message)
        start = Start("number", int(cursor) + 1) if cursor else None
        if start and horizon.floor and start.value < horizon.floor.number:
            message = f"cursor {cursor} is older than what is kept; the oldest is {horizon.floor.number - 1}"
            return json_answer(HTTPStatus.BAD_REQUEST, error="CursorTooOld", message=message)
        return Subscription(start, _whole_line)


def check_object(line: bytes) -> Checked:
    """Say whether a line holds a JSON object, and when what it tells happened."""
    event = read_event(line)
    return Checked(False) if event is None else Checked(True, event_time_us(event))


def redated(line: bytes, at_us: int) -> bytes:
    """Return a line with another time in the place of its own, written as that was."""
    event = read_event(line)
    for name in USUAL_NAMES if event else ():
        value = event.get(name) if event else None
        own = event_time_us({name: value})
        if event is None or own is None:
            continue
        if isinstance(value, str):
            return orjson.dumps({**event, name: iso_us(at_us)})
        scale = value / own if isinstance(value, int | float) else 1.0
        moved = at_us * scale
        return orjson.dumps({**event, name: round(moved) if isinstance(value, int) else moved})
    return line


def _whole_line(told: Told) -> bytes:
    return told.line


def _no_number(_line: bytes) -> None:
    """Return nothing: lines have no numbers of their own."""


def _no_deletion(_line: bytes, _at_us: int) -> None:
    """Return nothing: what a deletion looks like is not known."""


WRITING = Writing(time_of, _no_number, redated, _no_deletion)
