"""Rows over time: where the rows of a figure lie, their names, the axis below them, and the events across them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import WIDTH, label
from unisono.exports.report.figures.time_axis import ticks_between

NAMED_ROWS = 40
EVENT_LINES = 3
"""Lines above each other for the names of events, the lowest first."""

EVENT_LINE = 13
EVENT_ROOM = 20 + EVENT_LINE * (EVENT_LINES - 1)
AXIS = 30
LEGEND = 30
NAME_WIDTH = 150


@dataclass(frozen=True)
class Canvas:
    """Where the rows of ticks lie, in units, and the seconds that the width stands for; `start` is in seconds."""

    left: float
    top: float
    row_height: float
    rows: int
    start: float
    seconds: float

    @property
    def width(self) -> float:
        """Return the units over which time runs."""
        return WIDTH - self.left - 12

    @property
    def bottom(self) -> float:
        """Return where the rows end."""
        return self.top + self.rows * self.row_height

    def x(self, epoch: float) -> float:
        """Return where a moment (seconds since 1970) stands."""
        return self.left + (epoch - self.start) / self.seconds * self.width


def draw_axis(first: datetime, last: datetime, canvas: Canvas, clock: Clock) -> list[str]:
    """Return the axis with ticks at round moments of the clock between these two."""
    pieces = [f'<path class="axis" d="M{canvas.left:.0f} {canvas.bottom + 4:.0f}h{canvas.width:.0f}"/>']
    free_from = 0.0
    for tick in ticks_between(first, last, clock):
        x = canvas.x(tick.at.timestamp())
        pieces.append(f'<path class="grid" d="M{x:.1f} {canvas.top - 8:.0f}V{canvas.bottom + 8:.0f}"/>')
        half = 3.6 * len(tick.text)
        at = min(max(x, half), WIDTH - half)
        if at - half >= free_from:
            pieces.append(label(tick.text, at, canvas.bottom + 22, anchor="middle", kind="key"))
            free_from = at + half + 8
    return pieces


def draw_row_names(order: Sequence[str], names: Mapping[str, str], canvas: Canvas, order_text: str) -> list[str]:
    """Return a name for each row, or how many there are and in which order, where they are too many to name."""
    if len(order) <= NAMED_ROWS:
        return [
            label(
                names.get(account, account),
                canvas.left - 8,
                canvas.top + (i + 0.5) * canvas.row_height + 4,
                anchor="end",
                characters=19,
                kind="key",
                is_name=True,
            )
            for i, account in enumerate(order)
        ]
    middle = (canvas.top + canvas.bottom) / 2
    text = f"{len(order):,} accounts, {order_text}"
    return [f'<text class="key" text-anchor="middle" transform="translate(18 {middle:.0f}) rotate(-90)">{text}</text>']


def draw_events(events: Iterable[tuple[str, datetime | None]], canvas: Canvas) -> list[str]:
    """Return an upright line for each event within the canvas, with its name above in the first line that has room."""
    pieces = []
    free_from = [0.0] * EVENT_LINES
    known = sorted(((at.timestamp(), name) for name, at in events if at is not None))
    for epoch, name in known:
        if not canvas.start <= epoch <= canvas.start + canvas.seconds:
            continue
        x = canvas.x(epoch)
        pieces.append(f'<path class="event" d="M{x:.1f} {EVENT_ROOM - 4}V{canvas.bottom:.0f}"/>')
        width = 7.2 * len(name)
        at = min(x, WIDTH - width)
        line = next((line for line, free in enumerate(free_from) if free <= at), None)
        if line is not None:
            pieces.append(label(name, at, EVENT_ROOM - 8 - EVENT_LINE * line, kind="key", is_name=True))
            free_from[line] = at + width + 10
    return pieces
