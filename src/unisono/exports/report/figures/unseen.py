"""Times in which a watched stream was not seen: a shade behind a figure, its key, and the same in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from unisono.cases.live.gaps import Gap, blind_between
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import label
from unisono.exports.report.figures.rows import Canvas
from unisono.exports.report.untrusted import reveal_plainly
from unisono.model.counting import counted

LEAST_WIDTH = 2.0
ROOM = 26.0
MOST_TOLD = 3
KEY = "not seen: the stream was not watched"

Place = Callable[[datetime], float]


@dataclass(frozen=True)
class Unseen:
    """What a figure shows of times not seen: shades behind it, a key below it, the room that this takes, and words.

    All of it is empty where everything was seen, so that the figure is as it would be without.
    """

    shades: Sequence[str] = ()
    key: Sequence[str] = ()
    room: float = 0.0
    words: str = ""


def unseen_of(
    clock: Clock, x: Place, since: datetime, until: datetime, *, top: float, bottom: float, foot: float, left: float = 0
) -> Unseen:
    """Return what a figure between two moments shows; foot: its height as it would be without, left: of the key."""
    gaps = blind_between(clock.unseen, since, until)
    if not gaps:
        return Unseen()
    return Unseen(
        draw_unseen(gaps, x, since, until, top=top, height=bottom - top),
        unseen_legend(gaps, since, until, left, foot + ROOM - 8),
        ROOM,
        f" {unseen_words(gaps, clock, since, until)}",
    )


def unseen_on(clock: Clock, canvas: Canvas, foot: float, until: datetime | None = None) -> Unseen:
    """Return what a figure of rows shows, up to the end of its canvas unless told otherwise."""
    since = datetime.fromtimestamp(canvas.start, UTC)
    end = until or datetime.fromtimestamp(canvas.start + canvas.seconds, UTC)

    def x(at: datetime) -> float:
        return canvas.x(at.timestamp())

    return unseen_of(clock, x, since, end, top=canvas.top - 4, bottom=canvas.bottom, foot=foot, left=canvas.left)


def draw_unseen(
    gaps: Sequence[Gap], x: Place, since: datetime, until: datetime, *, top: float, height: float
) -> list[str]:
    """Return a shade for each stretch between two moments that was not seen; nothing where all was."""
    shades = []
    for gap in blind_between(gaps, since, until):
        begin = x(max(gap.from_at, since))
        width = max(x(min(gap.to_at or until, until)) - begin, LEAST_WIDTH)
        shades.append(_shade(begin, top, width, height))
    return shades


def unseen_legend(gaps: Sequence[Gap], since: datetime, until: datetime, x: float, y: float) -> list[str]:
    """Return the key of the shade; nothing where nothing is shaded."""
    if not blind_between(gaps, since, until):
        return []
    return [
        _shade(x, y - 11, 14, 13),
        label(KEY, x + 20, y, kind="key", characters=60),
    ]


def unseen_words(
    gaps: Sequence[Gap], clock: Clock, since: datetime | None = None, until: datetime | None = None
) -> str:
    """Return what was not seen between two moments as a sentence; empty where all was seen.

    >>> at = datetime(2026, 5, 1, 12, 3, tzinfo=UTC)
    >>> unseen_words([Gap("ws:x", at, at.replace(minute=7), "server gone")], Clock("UTC"))
    'Not seen 2026-05-01 12:03:00 to 12:07:00 UTC (server gone).'
    """
    blind = blind_between(gaps, since or datetime.min.replace(tzinfo=UTC), until or datetime.max.replace(tzinfo=UTC))
    if not blind:
        return ""
    longest = sorted(blind, key=lambda gap: (gap.to_at or until or gap.from_at) - gap.from_at, reverse=True)
    told = sorted(longest[:MOST_TOLD], key=lambda gap: gap.from_at)
    more = counted(len(blind) - MOST_TOLD, "shorter time") if len(blind) > MOST_TOLD else ""
    stretches = "; ".join([*(stretch_words(gap, clock) for gap in told), *([more] if more else [])])
    return f"Not seen {stretches}."


def stretch_words(gap: Gap, clock: Clock) -> str:
    """Return one stretch: from when to when, and why."""
    begin, why = clock.plain(gap.from_at), reveal_plainly(gap.reason)
    if gap.to_at is None:
        return f"since {begin} ({why})"
    end = clock.plain(gap.to_at)
    day, _, zone = begin.rpartition(" ")
    if day[:10] == end[:10] and end.endswith(zone):
        return f"{day} to {end[11:]} ({why})"
    return f"{begin} to {end} ({why})"


def _shade(x: float, y: float, width: float, height: float) -> str:
    # Its dashes tell it from the shade of days of which hardly anything was collected.
    return (
        f'<rect class="axis uncollected" stroke-dasharray="2 3" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}"/>'
    )
