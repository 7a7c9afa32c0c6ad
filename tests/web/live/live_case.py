"""A watched case for tests, as its watcher left it at a moment: hostile words among its alerts, and gaps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.alerts import Alert, alert_id, append_alert
from unisono.cases.live.gaps import Gap, append_gap
from unisono.cases.live.rates import Rate, append_rate
from unisono.cases.live.status import Status, write_status
from unisono.model.json_text import json_line

SOURCE = "jetstream:ws://127.0.0.1:1234"
HOSTILE = ("vote", "<img src=x onerror=alert(1)>", "شاركونا\u202e", "=cmd|'/c calc'!A0", "a\u0007b")
MINUTE = timedelta(minutes=1)


def alert_on(subject: str, at: datetime, kind: str = "hashtag") -> Alert:
    """Return an alert on a subject."""
    return Alert(
        id=alert_id("rising", subject, at),
        at=at,
        event_at=at - timedelta(seconds=2),
        detector="rising",
        subject_kind=kind,
        subject=subject,
        measure="accounts",
        value=42,
        expected=3.4,
        n=600,
        p=1e-9,
        chance_per_day=0.25,
        window_s=600,
        because=f"42 accounts posted {subject} within 10 minutes; by chance 3.4 would have.",
        accounts=42,
        posts_count=57,
        posts=("bluesky:1", "bluesky:2"),
        innocent=("A match or a debate makes many post at once.",),
        waited_s=1.3,
    )


def status_at(at: datetime, state: str = "connected") -> Status:
    """Return what a watcher says of itself."""
    return Status(
        state=state,
        source=SOURCE,
        pid=1,
        started_at=at - 60 * MINUTE,
        at=at,
        received=1234,
        stored=1200,
        posts=1210,
        duplicates=10,
        dropped={"buffer_full": 7},
        posts_per_s=20.5,
        lag_s=0.4,
        behind_s=2.0,
        clock_skew_s=-0.5,
        windows={"actors": {"acts": 1200, "objects": 80, "reach_s": 600}},
        movers=[{"kind": "hashtag", "item": HOSTILE[1], "posts": 20, "accounts": 18, "expected": 1.2, "times": 16.2}],
        gaps=2,
        alerts=len(HOSTILE),
    )


def live_case(path: Path, *, now: datetime | None = None, state: str = "connected") -> Path:
    """Make a case that is or was watched, with everything that a watcher writes."""
    case = create_case(path).path
    at = (now or datetime.now(UTC)).replace(microsecond=0)
    append_gap(case, Gap(SOURCE, at - 20 * MINUTE, at - 16 * MINUTE, "server gone <b>\u202e"))
    append_gap(case, Gap(SOURCE, at - 9 * MINUTE, at - 8 * MINUTE, "connection reset", is_recovered=True))
    for place in range(30):
        append_rate(case, Rate(at - MINUTE * (30 - place), 200 + place, int(place == 3), 0.2, 0))
    for place, subject in enumerate(HOSTILE):
        append_alert(case, alert_on(subject, at - MINUTE * (10 - place)))
    network = {
        "accounts": ["bluesky:1", "bluesky:2"],
        "handles": ["ana<script>", None],
        "size": 2,
        "q": 1e-6,
        "because": "2 accounts reposted the same 9 posts within 60 s of each other.",
        "innocent": ["Members of one newsroom."],
        "first_at": at - 5 * MINUTE,
        "last_at": at,
        "verdict": "automated",
    }
    told = {"at": at, "since": at - 60 * MINUTE, "until": at, "posts": 5000, "networks": [network]}
    (case / "live" / "networks.json").write_text(json_line(told))
    write_status(case, status_at(at, state))
    return case


def say(case: Path, state: str, problem: str | None = None) -> None:
    """Let the watcher say another state now."""
    write_status(case, replace(status_at(datetime.now(UTC), state), problem=problem))
