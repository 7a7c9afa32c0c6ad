"""Lines that gave no post: what each one is, with its row, the reason and what it looks like."""

import json
from collections.abc import Iterable

from unisono.engine.json_lines import Chunk
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


def sort_unread_lines(chunk: Chunk, rows: Iterable[int]) -> tuple[Rejection, ...]:
    """Say of each of these lines of the file why it is no post."""
    wanted = list(rows)
    if not wanted:
        return ()
    lines = chunk.raw_lines()
    return tuple(reject_line(lines[row - chunk.first_line], row) for row in wanted)


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
    return "no post: it has no id" if value else "no post: empty object"


def _breaks_off(text: str) -> bool:
    """Say whether a line starts as JSON and ends in its middle."""
    stripped = text.strip()
    return stripped.startswith(("{", "[")) and not stripped.endswith(("}", "]"))
