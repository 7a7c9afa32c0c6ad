"""Lines that gave no post: what each one is, with its row, the reason and what it looks like."""

import json

from unisono.importers.problems import shorten
from unisono.model.batches import Rejection

STREAM_NOTICES = {
    "delete": "delete notice",
    "scrub_geo": "scrub geo notice",
    "limit": "limit notice: the stream left posts out here",
    "disconnect": "disconnect notice",
    "warning": "warning notice",
    "status_withheld": "withheld notice",
    "user_withheld": "withheld notice",
    "friends": "stream preamble",
    "event": "stream event",
}

OTHER_FORMAT = "no post of this file's format: where it is one of another, put such lines into a file of their own"


def reject_line(line: bytes, row: int) -> Rejection:
    """Say why one line is no post."""
    return Rejection(_reason(line), row, shorten(line[:2000].decode("utf-8", errors="replace")))


def _reason(line: bytes) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    try:
        value = json.loads(text)
    except ValueError:
        # A line that breaks off is what an interrupted download leaves behind.
        return "no JSON: the line breaks off" if _breaks_off(text) else "no JSON"
    except RecursionError:
        return "no JSON: nested too deeply"
    if not isinstance(value, dict):
        return "no JSON object"
    notice = next((reason for key, reason in STREAM_NOTICES.items() if key in value), None)
    if notice is not None:
        return notice
    if "errors" in value or "error" in value:
        return "error message of the platform"
    if not value:
        return "no post: empty object"
    has_id = any(value.get(name) not in (None, "") for name in ("id", "id_str"))
    return OTHER_FORMAT if has_id else "no post: it has no id"


def _breaks_off(text: str) -> bool:
    """Say whether a line starts as JSON and ends in its middle."""
    stripped = text.strip()
    return stripped.startswith(("{", "[")) and not stripped.endswith(("}", "]"))
