"""Counts by day as rows of bars, one row a platform or kind, with the days shaded of which nothing is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from unisono.exports.report.amounts import Clock, number
from unisono.exports.report.figures.drawing import WIDTH, frame, label
from unisono.exports.report.figures.rows import AXIS, NAME_WIDTH, Canvas, draw_axis
from unisono.exports.report.figures.unseen import unseen_on

ROW = 46.0
BARS = 34.0
TOP = 12.0
RIGHT = 76.0
MOST_BARS = 360
"""Bars in a row; of longer times each bar is several days."""

LEAST_SHADE = 2.0


@dataclass(frozen=True)
class DayLane:
    """One row: its name, how many on each day, stretches that are not known, and stretches to be marked."""

    name: str
    counts: Mapping[date, int]
    gaps: Sequence[tuple[date, date]] = ()
    marked: Sequence[tuple[date, date]] = ()


def draw_days(lanes: Sequence[DayLane], clock: Clock, *, name: str, title: str, description: str) -> Markup | None:
    """Draw the lanes from top to bottom, each on a scale of its own; null where no day has anything.

    The days of gaps and marks are whole: from the first to the last one, both included.
    """
    days = [day for lane in lanes for day in lane.counts]
    if not days:
        return None
    first, last = min(days), max(days)
    width = -(-((last - first).days + 1) // MOST_BARS)
    canvas = _canvas(first, last, len(lanes), clock)
    end = _moment(last + timedelta(days=1), clock)
    foot_of_axis = canvas.bottom + AXIS
    unseen = unseen_on(clock, canvas, foot_of_axis, end)
    content = [*unseen.shades, *draw_axis(_moment(first, clock), end, canvas, clock)]
    for row, lane in enumerate(lanes):
        foot = canvas.top + (row + 1) * ROW - 4
        content.append(label(lane.name, canvas.left - 10, foot - 10, anchor="end", characters=19, kind="key"))
        content += [_shade("burst", span, foot, canvas, clock) for span in lane.marked]
        content += [_shade("uncollected", span, foot, canvas, clock) for span in lane.gaps]
        content += _bars(lane, first, width, foot, canvas=canvas, clock=clock)
    return frame(
        "days",
        name=name,
        title=title,
        description=description + unseen.words,
        height=foot_of_axis + unseen.room,
        content=[*content, *unseen.key],
    )


def days_in_bar(lanes: Sequence[DayLane]) -> int:
    """Return how many days one bar stands for."""
    days = [day for lane in lanes for day in lane.counts]
    return -(-((max(days) - min(days)).days + 1) // MOST_BARS) if days else 1


def _canvas(first: date, last: date, rows: int, clock: Clock) -> Canvas:
    start, end = (_moment(day, clock).timestamp() for day in (first, last + timedelta(days=1)))
    # A canvas leaves 12 units at its right; here the largest count of each row stands there.
    seconds = (end - start) * (WIDTH - NAME_WIDTH - 12) / (WIDTH - NAME_WIDTH - RIGHT)
    return Canvas(left=NAME_WIDTH, top=TOP, row_height=ROW, rows=rows, start=start, seconds=seconds)


def _moment(day: date, clock: Clock) -> datetime:
    """Return the midnight with which a day begins in the case's zone."""
    zone = UTC if clock.is_utc else ZoneInfo(clock.zone_name)
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _shade(kind: str, span: tuple[date, date], foot: float, canvas: Canvas, clock: Clock) -> str:
    x = canvas.x(_moment(span[0], clock).timestamp())
    width = max(canvas.x(_moment(span[1] + timedelta(days=1), clock).timestamp()) - x, LEAST_SHADE)
    return f'<rect class="{kind}" x="{x:.1f}" y="{foot - BARS:.1f}" width="{width:.1f}" height="{BARS:.1f}"/>'


def _bars(lane: DayLane, first: date, width: int, foot: float, *, canvas: Canvas, clock: Clock) -> list[str]:
    """Return the bars of a lane as one path, its line of zero, and its largest count."""
    counts: dict[int, int] = {}
    for day, count in lane.counts.items():
        place = (day - first).days // width
        counts[place] = counts.get(place, 0) + count
    most = max(counts.values(), default=0)
    end = WIDTH - RIGHT
    pieces = [f'<path class="axis" d="M{canvas.left:.0f} {foot:.1f}H{end:.0f}"/>']
    if not most:
        return pieces
    step = canvas.x(canvas.start + 86_400 * width) - canvas.left
    gap = 1.0 if step > 4 else 0.0
    path = []
    for place in sorted(place for place, count in counts.items() if count):
        x = canvas.x(_moment(first + timedelta(days=place * width), clock).timestamp())
        height = max(BARS * counts[place] / most, 1.0)
        path.append(f"M{x:.1f} {foot:.1f}v{-height:.1f}h{max(step - gap, 0.8):.1f}v{height:.1f}z")
    pieces.append(f'<path class="column" d="{"".join(path)}"/>')
    pieces.append(label(number(most), WIDTH - 4, foot - BARS + 10, anchor="end", kind="key"))
    return pieces
