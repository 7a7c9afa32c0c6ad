r"""Almost JSON: half a character (`\ud83d` alone, a cut emoji) becomes U+FFFD; NaN and Infinity, no numbers, null."""

import json
import re
from typing import Any

import orjson

_ESCAPED = re.compile(rb"\\u[dD][89a-fA-F]")
_NO_NUMBER = re.compile(rb"NaN|Infinity")
_HALF = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def mend_halves(line: bytes) -> bytes:
    """Return a JSON value with U+FFFD for every half of a character, and null for NaN and Infinity; all else stays.

    Raises ValueError where it is no JSON even so.

    >>> mend_halves(rb'{"a": "cut \\ud83d", "b": NaN}').decode()
    '{"a": "cut �", "b": null}'
    """
    try:
        written = json.dumps(json.loads(line.decode("utf-8"), parse_constant=_as_null), ensure_ascii=False)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return _HALF.sub(REPLACEMENT, written).encode("utf-8")


def load_mended(line: bytes) -> object:
    """Return the value on a line, fast where there is nothing to mend; raises ValueError where it is no JSON."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        if not _ESCAPED.search(line) and not _NO_NUMBER.search(line):
            raise
        return json.loads(mend_halves(line))


def load_object(line: bytes) -> dict[str, Any] | None:  # JSON is of any shape
    """Return the object on a line, mended; nothing where there is none."""
    try:
        value = load_mended(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _as_null(word: str) -> None:
    """Read NaN, Infinity and -Infinity, which Python writes for a missing number, as nothing."""
