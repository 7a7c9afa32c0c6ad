"""One object as one line of JSON: times in UTC with Z, nothing that a terminal would act on; and values read back."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import orjson

from unisono.model.times import time_text

# DEL and C1 controls, line separators, marks of writing direction; strings of JSON cannot hold C0 as it is.
_UNSAFE_JSON = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")


def json_line(row: Mapping[str, object]) -> str:
    """Return one object as one line of JSON: times in UTC with Z, not-a-number as null, nothing raw for a terminal.

    >>> from datetime import UTC
    >>> json_line({"q": float("nan"), "at": datetime(2017, 6, 3, tzinfo=UTC)})
    '{"q":null,"at":"2017-06-03T00:00:00Z"}'
    """
    options = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_SERIALIZE_NUMPY
    try:
        encoded = orjson.dumps(row, default=_plain, option=options)
    except orjson.JSONEncodeError:
        # File names may hold bytes that are no UTF-8, which Python carries as lone surrogates.
        encoded = orjson.dumps(_without_surrogates(row), default=_plain, option=options)
    return _UNSAFE_JSON.sub(_escaped, encoded).decode()


def json_value(text: str | None, absent: object) -> object:
    """Return what a JSON column of a run holds, or `absent` where it is null."""
    return absent if text is None else orjson.loads(text)


def _plain(value: object) -> object:
    """Return a value that JSON has for one which it has not."""
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _without_surrogates(value: object) -> object:
    """Return the value with lone surrogates shown as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Path):
        return _without_surrogates(str(value))
    if isinstance(value, Mapping):
        return {_without_surrogates(name): _without_surrogates(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(part) for part in value]
    return value


def _escaped(match: re.Match[bytes]) -> bytes:
    """Return one character of a JSON string as its escape."""
    return f"\\u{ord(match.group().decode()):04x}".encode()
