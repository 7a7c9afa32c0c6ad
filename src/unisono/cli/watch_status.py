"""What unisono watch --status prints: how a case is being watched in words with units, or the same as JSON."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

from unisono.accounts.signals.reading import duration_text
from unisono.cases import open_case
from unisono.cases.live.folder import is_watched
from unisono.cases.live.status import Status, read_status
from unisono.cli.output import Output
from unisono.model.times import time_text
from unisono.watch.told import MIB, ages_text, status_row

MOVERS_SHOWN = 5


def print_status(output: Output, folder: Path) -> None:
    """Print how a case is being watched, how that ended, or that nobody ever did."""
    case = open_case(folder)
    status = read_status(case.path)
    if status is None:
        begin = f"unisono watch {quote(str(folder))} --from SOURCE"
        output.line({"kind": "status", "is_watched": False, "state": None}, f"Nobody has watched this case: {begin}")
        return
    watched = is_watched(case.path)
    if output.as_json:
        output.json({**status_row(status), "is_watched": watched})
        return
    output.text(ages_text(status, datetime.now(UTC), is_watched=watched))
    rows = [{"what": what, "value": value} for what, value in status_words(status, is_watched=watched) if value]
    output.rows(rows, ("what", "value"), right=("value",))


def status_words(status: Status, *, is_watched: bool) -> Iterator[tuple[str, str]]:
    """Yield what a status says, and how much; what changes by the second is told only while somebody watches.

    What does not apply has an empty value.
    """
    yield "source", status.source
    yield "went wrong", status.problem or ""
    yield "search for networks, went wrong", status.search_problem or ""
    yield from _counts(status)
    if is_watched:
        yield "posts a second, of the last ten seconds", f"{status.posts_per_s:,.1f}"
        yield "lag, from arrival to being looked at", _time(status.lag_s)
        yield "the newest post is from before", _time(status.behind_s)
        yield "the source's clock is ahead by", _time(status.clock_skew_s)
        yield "lines that wait", f"{status.buffer_lines:,} ({status.buffer_bytes / MIB:,.1f} MiB)"
        yield "behind, looked at less thoroughly since", time_text(status.coarse_since) if status.coarse_since else ""
        yield "memory held", f"{status.memory_bytes / MIB:,.0f} MiB"
    yield "looked at, by the posts' own time, up to", time_text(status.watermark_at) if status.watermark_at else ""
    yield "goes on after (cursor)", status.cursor or ""
    for name, number in status.networks.items():
        yield f"search for networks: {name.replace('_', ' ')}", f"{number:,.6g}"
    for mover in status.movers[:MOVERS_SHOWN]:
        yield f"rising: {mover.get('kind')} {mover.get('item')}", f"{mover.get('posts')} posts"


def _counts(status: Status) -> Iterator[tuple[str, str]]:
    """Yield what was counted since the watch began; what happens seldom only where it happened."""
    for what, count in (
        ("messages received", status.received),
        ("posts among them", status.posts),
        ("posts new to the case, stored", status.stored),
    ):
        yield what, f"{count:,}"
    for what, count in (
        ("came again, stored once", status.duplicates),
        ("could not be read as posts", status.rejected),
        ("left out: not tracked", status.left_out),
        *((f"dropped: {reason}", count) for reason, count in status.dropped.items()),
        ("posts after younger ones", status.late),
        ("too late for any window; stored all the same", status.too_late),
        ("dated ahead; stored, but not looked at", status.from_future),
        ("notices that a post is deleted", status.deletions),
        ("times it was behind and looked less thoroughly", status.coarse_spans),
        ("posts that were looked at less thoroughly", status.coarse_posts),
    ):
        yield what, f"{count:,}" if count else ""
    yield "alerts", f"{status.alerts:,}"
    yield "gaps: times not seen", f"{status.gaps:,}"


def _time(seconds: float | None) -> str:
    return "" if seconds is None else duration_text(seconds) if seconds >= 1 else f"{seconds:.2f} seconds"
