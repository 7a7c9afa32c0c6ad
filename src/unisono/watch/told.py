"""What a watcher says of alerts, gaps and itself: lines of JSON for programs, blocks of words for people."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from shlex import quote
from typing import Any

from unisono.cases.live.alerts import Alert
from unisono.cases.live.gaps import Gap
from unisono.cases.live.status import Status
from unisono.model.counting import counted
from unisono.model.times import time_text

Row = dict[str, Any]  # Any: JSON

SUBJECT = ("subject_kind", "subject", "measure", "value", "expected")
POSTS_SHOWN = 3
PAGES = {"hashtag": "hashtag", "link": "link", "text": "text", "account": "account", "post": "post", "domain": "link"}
"""Kinds of subjects that `unisono show` has a page of."""

MIB = 1 << 20


def alert_row(alert: Alert, status: Status) -> Row:
    """Return an alert as a line of JSON, with how quickly posts come in."""
    return _row("alert", alert.at, status, {**asdict(alert), "alert": alert.id})


def gap_row(gap: Gap, at: datetime, status: Status) -> Row:
    """Return a gap as a line of JSON."""
    return _row("gap", at, status, asdict(gap))


def status_row(status: Status) -> Row:
    """Return the state of the watcher as a line of JSON."""
    return _row("status", status.at, status, asdict(status))


def _row(kind: str, at: datetime, status: Status, told: Mapping[str, Any]) -> Row:
    rates = {"posts_per_s": status.posts_per_s, "lag_s": status.lag_s}
    return {"at": at, "kind": kind, **dict.fromkeys(SUBJECT), **rates, **told} | {"at": at, "kind": kind}


def alert_text(alert: Alert, case: str) -> str:
    """Return an alert as a block: what, how many, what chance gives, what else it could be, where its posts are."""
    rare = _chance_text(alert.chance_per_day)
    lines = [
        f"ALERT {alert.event_at:%Y-%m-%d %H:%M:%S} UTC  {alert.subject_kind} {alert.subject}  ({alert.detector})",
        f"  {alert.because}",
        f"  {alert.measure.replace('_', ' ')}: {_number(alert.value)}, by chance {_expected(alert.expected)}; {rare}",
    ]
    if alert.innocent:
        lines += ["  It could also be:", *(f"    - {innocent}" for innocent in alert.innocent)]
    such = ", such as:" if alert.posts else ""
    lines += [f"  {counted(alert.posts_count, 'post')}{such}", *(f"    {post}" for post in alert.posts[:POSTS_SHOWN])]
    lines += [f"  See: {command}" for command in _commands(alert, case)]
    return "\n".join(lines)


def _commands(alert: Alert, case: str) -> list[str]:
    """Return the commands that show what an alert is about."""
    if alert.subject_kind in PAGES:
        return [f"unisono show {quote(case)} {PAGES[alert.subject_kind]} {quote(alert.subject)}"]
    if alert.posts:
        return [f"unisono show {quote(case)} post {quote(alert.posts[0])}"]
    return []


def _chance_text(per_day: float) -> str:
    """Return how often chance alone would have said as much, everything that is looked at counted.

    >>> _chance_text(0.01), _chance_text(1e-9)
    ('chance alone says as much once in 100 days', 'chance alone says as much less than once in 100 years')
    """
    if per_day >= 1:
        return f"chance alone says as much {_number(per_day)} times a day"
    days = 1 / per_day if per_day > 0 else float("inf")
    often = "less than once in 100 years" if days > 36_500 else f"once in {_number(days)} days"
    return f"chance alone says as much {often}"


def _expected(value: float) -> str:
    return "fewer than 0.001" if value < 0.001 else _number(value)


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def gap_text(gap: Gap) -> str:
    """Return a gap as a sentence: since when, until when, why, and whether something is missing."""
    until = f"{gap.to_at:%H:%M:%S} UTC" if gap.to_at else "now"
    told = f"GAP   {gap.from_at:%Y-%m-%d %H:%M:%S} UTC to {until}: {gap.reason}."
    if gap.is_recovered:
        return f"{told} What was missed came afterwards."
    lost = f"{gap.lost:,} messages are missing" if gap.lost is not None else "What was said meanwhile is missing"
    return f"{told} {lost}, and no chart or test can see it."


def status_text(status: Status) -> str:
    """Return the state of the watcher on one line."""
    parts = [
        status.state,
        f"{status.posts_per_s:,.0f} posts/s",
        counted(status.stored, "post") + " stored",
        counted(status.alerts, "alert"),
    ]
    if status.lag_s is not None:
        parts.append(f"lag {status.lag_s:.1f} s")
    if status.buffer_lines:
        parts.append(f"{status.buffer_lines:,} waiting")
    for count, word in ((status.duplicates, "sent again"), (status.rejected, "no posts")):
        if count:
            parts.append(f"{count:,} {word}")
    left_out, lost = status.left_out, sum(status.dropped.values())
    if left_out:
        parts.append(f"{left_out:,} not tracked")
    if lost:
        parts.append(f"{lost:,} DROPPED")
    if status.gaps:
        parts.append(counted(status.gaps, "gap"))
    if status.coarse_since is not None:
        parts.append("LOOKING LESS THOROUGHLY")
    parts.append(f"{status.memory_bytes / MIB:,.0f} MiB")
    return "  ".join(parts)


def end_text(status: Status, case: str) -> str:
    """Return what a watcher says when it ends: what came, what became of it, and what to type next."""
    how = {"ended": "The source has ended.", "stopped": "Stopped.", "failed": "Failed."}.get(status.state, "")
    left_out, lost = status.left_out, sum(status.dropped.values())
    reasons = "; ".join(status.dropped)
    told = (
        f"{how} {counted(status.received, 'message')} came: {counted(status.stored, 'post')} stored, "
        f"{status.duplicates:,} sent again, {status.rejected:,} that are no posts, "
        f"{f'{left_out:,} not tracked, ' if left_out else ''}{lost:,} dropped{f' ({reasons})' if lost else ''}. "
        f"{counted(status.alerts, 'alert')}, {counted(status.gaps, 'gap')}."
    )
    if status.coarse_posts:
        told += f" {counted(status.coarse_posts, 'post')} came when the watcher was behind, and looked less thoroughly."
    return f"{told} Look for networks in all of it: unisono scan {quote(case)}" if status.stored else told


def ages_text(status: Status, now: datetime, *, is_watched: bool) -> str:
    """Return in a sentence whether a case is being watched, or how that ended."""
    said = time_text(status.at.replace(microsecond=0))
    if is_watched:
        return f"Being watched since {time_text(status.started_at.replace(microsecond=0))}, {status.state}."
    if status.state in ("ended", "stopped"):
        how = "its source ended" if status.state == "ended" else "it was stopped"
        return f"Not being watched: {how} at {said}."
    if status.state == "failed":
        return f"Not being watched: it failed at {said}. {status.problem or ''}".rstrip()
    return (
        f"Not being watched: the watcher ended without a word after {said} ({_ago(now - status.at)}), as by a power "
        "failure. What it had acknowledged is in the case; watch again to go on from there."
    )


def _ago(time: timedelta) -> str:
    """Say how long ago something was, in hours where it was one or more.

    >>> _ago(timedelta(minutes=90)), _ago(timedelta(seconds=90))
    ('1.5 hours ago', '1 minute ago')
    """
    hours, minutes = time / timedelta(hours=1), int(time / timedelta(minutes=1))
    return f"{hours:,.1f} hours ago" if hours >= 1 else f"{counted(minutes, 'minute')} ago"
