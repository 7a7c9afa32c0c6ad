"""Windows and times as people type them: 60s, 10min, 1h, 1d, any; 2018-06-30 and ISO times."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from unisono.model.errors import UsageError

SECONDS_OF_UNIT = {"s": 1.0, "min": 60.0, "h": 3_600.0, "d": 86_400.0}
ANY_TIME = math.inf
"""The window in which it does not matter how far apart two acts are."""

Window = str | float | int | timedelta
_WINDOW = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(s|min|h|d)\s*", re.IGNORECASE)


def parse_window(window: Window) -> float:
    """Return a window in seconds; `any` is infinite, a bare number is seconds. Raises UsageError.

    >>> parse_window("10min"), parse_window("any"), parse_window(60)
    (600.0, inf, 60.0)
    """
    if isinstance(window, timedelta):
        seconds = window.total_seconds()
    elif isinstance(window, int | float):
        seconds = float(window)
    elif window.strip().lower() == "any":
        return ANY_TIME
    elif match := _WINDOW.fullmatch(window):
        seconds = float(match.group(1)) * SECONDS_OF_UNIT[match.group(2).lower()]
    else:
        raise _bad_window(window)
    if not seconds > 0:
        raise _bad_window(window)
    return seconds


def parse_windows(windows: Window | Iterable[Window]) -> tuple[float, ...]:
    """Return windows in seconds, shortest first, each once; a string may hold several with commas between."""
    if isinstance(windows, str):
        windows = windows.split(",")
    elif isinstance(windows, int | float | timedelta):
        windows = [windows]
    seconds = tuple(sorted({parse_window(window) for window in windows}))
    if not seconds:
        raise UsageError("No window was given. Type for example: --window 60s,1h")
    return seconds


def window_text(seconds: float | None) -> str:
    """Return a window as people read it; None and infinity are any time.

    >>> window_text(600.0), window_text(90.0), window_text(None)
    ('10 min', '90 s', 'any time')
    """
    if seconds is None or math.isinf(seconds):
        return "any time"
    for unit in ("d", "h", "min"):
        if seconds >= SECONDS_OF_UNIT[unit] and seconds % SECONDS_OF_UNIT[unit] == 0:
            return f"{seconds / SECONDS_OF_UNIT[unit]:g} {unit}"
    return f"{seconds:g} s"


def parse_moment(moment: str | date | datetime) -> datetime:
    """Return a time in UTC: a day is its first moment, a time without an offset is UTC. Raises UsageError.

    >>> parse_moment("2018-06-30T20:00:00+02:00").isoformat()
    '2018-06-30T18:00:00+00:00'
    """
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment.strip())
        except ValueError as error:
            raise UsageError(
                f"{moment!r} is not a day or a time. Type a day or an ISO 8601 time in UTC: "
                "2018-06-30 or 2018-06-30T18:00:00Z"
            ) from error
    elif not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise UsageError(f"{moment} lies outside the calendar once it is UTC. Type a time between them.") from error


def _bad_window(window: object) -> UsageError:
    return UsageError(
        f"{str(window)!r} is not a window. Type a number and a unit (s, min, h, d), or any; "
        "several with commas: --window 60s,10min,any"
    )
