"""The state of a watcher, as it writes it about once a second and everybody else reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.model.json_text import json_line

FILE = "status.json"
ENDED = ("ended", "stopped", "failed")
"""States of a watcher that does not run any more."""

TIMES = ("started_at", "at", "watermark_at", "coarse_since")


@dataclass(frozen=True)
class Status:
    """What a watcher does at this moment, and what it has done since it started.

    state: starting, connected, reconnecting, behind, ended (the source closed), stopped (by the user) or failed.
    received: events; stored: posts new to the case; duplicates: redelivered events and posts that the case had;
    edits: of these, posts in other words, or with other counts, than the case had. dropped: by reason. late: posts that
    came after younger ones; too_late: those no window reached any more; from_future: those dated ahead of this
    machine's clock. lag_s: from arrival to being handled, of the newest event;
    behind_s: from the newest post's own time to now, null for a recording and for posts of more than a week ago.
    clock_skew_s: how far the source's clock is ahead of ours. windows: by name, how many acts and objects it holds and
    how many seconds it reaches back. movers: things that rise most: kind, item, posts, accounts, expected, times.
    networks: of the search for networks; search_problem: what went wrong with it last, null where nothing did since.
    coarse_since: since when the watcher is so far behind that it looks less thoroughly, see live/coarse.py, null where
    it does not; coarse_spans, coarse_posts: how often it did, and how many posts came then.
    """

    state: str
    source: str
    pid: int
    started_at: datetime
    at: datetime
    received: int = 0
    stored: int = 0
    posts: int = 0
    duplicates: int = 0
    rejected: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    late: int = 0
    too_late: int = 0
    from_future: int = 0
    deletions: int = 0
    edits: int = 0
    posts_per_s: float = 0.0
    lag_s: float | None = None
    behind_s: float | None = None
    clock_skew_s: float | None = None
    buffer_lines: int = 0
    buffer_bytes: int = 0
    memory_bytes: int = 0
    cursor: str | None = None
    watermark_at: datetime | None = None
    windows: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    movers: Sequence[Mapping[str, Any]] = ()  # Any: JSON
    networks: Mapping[str, float] = field(default_factory=dict)
    search_problem: str | None = None
    coarse_since: datetime | None = None
    coarse_spans: int = 0
    coarse_posts: int = 0
    gaps: int = 0
    alerts: int = 0
    problem: str | None = None


def write_status(case: Path, status: Status) -> None:
    """Put a status in the place of the last one; readers see one or the other, whole."""
    folder = make_live_folder(case)
    temporary = folder / f".writing-{FILE}"
    temporary.write_text(json_line(asdict(status)) + "\n")
    temporary.replace(folder / FILE)


def read_status(case: Path) -> Status | None:
    """Return the last status that a watcher of this case wrote; None where none ever did, or it cannot be read."""
    file = live_folder(case) / FILE
    try:
        row = orjson.loads(file.read_bytes())
        values = {one.name: row[one.name] for one in fields(Status) if one.name in row}
        times = {name: datetime.fromisoformat(values[name]) for name in TIMES if values.get(name)}
        return Status(**{**values, **times, "movers": tuple(values.get("movers", ()))})
    except (FileNotFoundError, orjson.JSONDecodeError, TypeError):
        return None
