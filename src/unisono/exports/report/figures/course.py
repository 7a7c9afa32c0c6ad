"""The course of a case: a row for each network, hashtag, post, text and target, and marks for who woke and turned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import MORE_LETTERS, WIDTH, frame, label
from unisono.exports.report.figures.rows import AXIS, EVENT_ROOM, LEGEND, NAME_WIDTH, Canvas, draw_axis, draw_events
from unisono.exports.report.figures.unseen import unseen_on
from unisono.model.counting import counted

ROW = 22.0
THINNEST = 2.5
"""Units that a span is wide at least, so that a minute can be seen among months."""

STRONGEST = 4

MARK_NAMES = {
    "born": "made",
    "woke": "woke",
    "turned": "turned",
    "purpose": "changed purpose",
    "deleted": "posts deleted",
}
"""What happened at one time, and the word in the legend."""


@dataclass(frozen=True)
class Mark:
    """Something that happened at one time; kind is a key of MARK_NAMES."""

    at: datetime
    kind: str


@dataclass(frozen=True)
class Span:
    """A time in which a subject was active; level says how much so, from 1 to STRONGEST."""

    at: datetime
    until: datetime
    level: int = STRONGEST


@dataclass(frozen=True)
class Lane:
    """One row: its name, what it is about, its spans and its marks; is_named: the name is somebody's."""

    name: str
    kind: str
    spans: Sequence[Span] = ()
    marks: Sequence[Mark] = ()
    is_named: bool = False

    @property
    def moments(self) -> list[datetime]:
        """Return every time at which something is drawn."""
        return [at for span in self.spans for at in (span.at, span.until)] + [mark.at for mark in self.marks]


def draw_course(lanes: Sequence[Lane], events: Sequence[tuple[str, datetime]], clock: Clock) -> Markup | None:
    """Draw the lanes from top to bottom, with an upright line for each event; null where nothing has a time."""
    moments = [at for lane in lanes for at in lane.moments]
    if not moments:
        return None
    first, last = min(moments), max(moments)
    canvas = _canvas(first, last, len(lanes))
    kinds = [kind for kind in MARK_NAMES if any(mark.kind == kind for lane in lanes for mark in lane.marks)]
    foot = canvas.bottom + AXIS + (LEGEND if kinds else 0)
    unseen = unseen_on(clock, canvas, foot)
    content = [*unseen.shades, *draw_axis(first, last, canvas, clock)]
    for row, lane in enumerate(lanes):
        middle = canvas.top + (row + 0.5) * canvas.row_height
        x, y, named = canvas.left - 8, middle + 4, lane.is_named
        content.append(label(lane.name, x, y, anchor="end", characters=19, kind="key", is_name=named))
        content += [_span(lane.kind, span, canvas, middle) for span in lane.spans]
        content += [_mark(mark.kind, canvas.x(mark.at.timestamp()), middle) for mark in lane.marks]
    content += [*draw_events(events, canvas), *_legend(kinds, canvas), *unseen.key]
    return frame(
        "course",
        name="in-order",
        title="What happened, in order",
        description=f"{counted(len(lanes), 'row')}, {counted(len(events), 'event')}; each row is a network, hashtag, "
        f"post, text or target, each bar the time in which it was active. The table below says the same.{unseen.words}",
        height=foot + unseen.room,
        content=content,
    )


def _canvas(first: datetime, last: datetime, rows: int) -> Canvas:
    start, end = first.timestamp(), last.timestamp()
    margin = max((end - start) * 0.015, 1.0)
    return Canvas(
        left=NAME_WIDTH,
        top=EVENT_ROOM + 10.0,
        row_height=ROW,
        rows=rows,
        start=start - margin,
        seconds=end - start + 2 * margin,
    )


def _span(kind: str, span: Span, canvas: Canvas, middle: float) -> str:
    x = canvas.x(span.at.timestamp())
    width = max(canvas.x(span.until.timestamp()) - x, THINNEST)
    left = min(x, WIDTH - width)
    return (
        f'<rect class="span span-{kind} strength-{span.level}" x="{left:.1f}" y="{middle - 5:.1f}" '
        f'width="{width:.1f}" height="10"/>'
    )


def _mark(kind: str, x: float, y: float) -> str:
    """Return a mark whose form tells its kind without colour."""
    forms = {
        "born": f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        "woke": f"M{x:.1f} {y - 7:.1f}l6.5 12h-13z",
        "turned": f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z",
        "purpose": f"M{x - 5:.1f} {y - 5:.1f}h10v10h-10z",
        "deleted": f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10",
    }
    return f'<path class="mark mark-{kind}" d="{forms[kind]}"/>'


def _legend(kinds: Sequence[str], canvas: Canvas) -> list[str]:
    y, x = canvas.bottom + AXIS + LEGEND - 6, canvas.left
    pieces = []
    for kind in kinds:
        pieces.append(_mark(kind, x + 7, y - 4))
        pieces.append(label(MARK_NAMES[kind], x + 20, y, kind="key"))
        x += 40 + 7.2 * (len(MARK_NAMES[kind]) + MORE_LETTERS)
    return pieces
