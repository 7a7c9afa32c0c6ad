"""Alerts: what a watcher said of a stream, when, by how much it surprised, and the posts it rests on."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from unisono.cases.kept_lines import append_kept_line
from unisono.cases.live.folder import live_folder, make_live_folder
from unisono.cases.live.live_lines import read_lines_from
from unisono.model.times import time_text

FILE = "alerts.jsonl"
MOST_POSTS = 50
"""Posts that an alert names; posts_count says how many there are."""


@dataclass(frozen=True)
class Alert:
    """One thing that a live detector found beyond chance.

    at: when it was said; event_at: the newest post it rests on, by its own time. expected: of `value`, by chance. n:
    what was looked at to get it. chance_per_day: how many alerts as surprising as this one chance alone gives in a day,
    everything that is looked at counted. window_s: over which time it was counted. accounts, posts_count: what it rests
    on; posts: the names of up to MOST_POSTS of them. waited_s: from the arrival of its newest post to `at`.
    """

    id: str
    at: datetime
    event_at: datetime
    detector: str
    subject_kind: str
    subject: str
    measure: str
    value: float
    expected: float
    n: int
    p: float
    chance_per_day: float
    window_s: float
    because: str
    accounts: int
    posts_count: int
    posts: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()
    waited_s: float | None = None


def alert_id(detector: str, subject: str, at: datetime) -> str:
    """Return a short name for an alert, the same whenever the same is said of the same moment.

    >>> from datetime import UTC
    >>> alert_id("rising", "vote", datetime(2026, 5, 1, tzinfo=UTC))
    'A-8e5cc4b0ae'
    """
    text = "\0".join([detector, subject, time_text(at)])
    return "A-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def append_alert(case: Path, alert: Alert) -> None:
    """Keep an alert in the case, durably."""
    append_kept_line(make_live_folder(case) / FILE, asdict(alert))


def read_alerts(case: Path) -> list[Alert]:
    """Return the alerts of a case, oldest first."""
    return alerts_from(case, 0)[0]


def alerts_from(case: Path, offset: int) -> tuple[list[Alert], int]:
    """Return the alerts that stand from a byte offset on, and the offset at which the next one will start."""
    rows, _, end = read_lines_from(live_folder(case) / FILE, offset)
    return [_alert(row) for row in rows], end


def _alert(row: dict[str, Any]) -> Alert:  # Any: JSON; Alert gives it its types
    known = {one.name for one in fields(Alert)}
    values = {name: value for name, value in row.items() if name in known}
    for name in ("at", "event_at"):
        values[name] = datetime.fromisoformat(values[name])
    for name in ("posts", "innocent"):
        listed: Sequence[str] = values.get(name) or ()
        values[name] = tuple(listed)
    return Alert(**values)
