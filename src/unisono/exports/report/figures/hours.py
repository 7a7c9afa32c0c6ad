"""How many posts came in each hour, with the bursts shaded behind."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import WIDTH, frame, label
from unisono.exports.report.figures.time_axis import ticks_between
from unisono.exports.report.figures.unseen import unseen_of
from unisono.model.counting import counted

TOP, LEFT, RIGHT = 30.0, 62.0, 14.0
HEIGHT, AXIS = 110.0, 34.0
MOST_COLUMNS = 240
STEPS_HOURS = (1, 2, 3, 6, 12, 24, 48, 168, 744)
"""Hours that one column stands for: the first of them that leaves few enough columns to be seen."""

ROUND_PARTS = (1, 2, 5, 10)


def draw_hours(
    subject: str,
    hours: Sequence[tuple[datetime, int]],
    bursts: Sequence[tuple[datetime, datetime]],
    clock: Clock,
    *,
    name: str,
) -> Markup | None:
    """Draw the posts of each hour as columns, and bursts as shaded spans; null where there are no hours.

    hours: beginning and posts, hours without posts may be left out. name: unique on the page.
    """
    if not hours:
        return None
    first, last = min(at for at, _ in hours), max(at for at, _ in hours)
    step = step_hours(int((last - first).total_seconds() // 3600) + 1)
    columns = in_columns(hours, first, step)
    end = first + timedelta(hours=step * len(columns))
    top = round_up(max(columns))
    room = (WIDTH - LEFT - RIGHT) / (end - first).total_seconds()

    def x(at: datetime) -> float:
        return LEFT + min(max((at - first).total_seconds() * room, 0.0), WIDTH - LEFT - RIGHT)

    width = step * 3600 * room
    unseen = unseen_of(clock, x, first, end, top=TOP, bottom=TOP + HEIGHT, foot=TOP + HEIGHT + AXIS, left=LEFT)
    content = [
        *unseen.shades,
        *(_span(*_whole_columns(x(begin), x(until), width)) for begin, until in bursts),
        *_scale(top, step),
        _columns(columns, top, width),
        *_dates(first, end, clock, x),
        *unseen.key,
    ]
    spans = counted(len(bursts), "burst")
    return frame(
        "hours",
        name=name,
        title=f"{subject}: posts by the hour",
        description=f"{counted(sum(columns), 'post')} from {clock.day(first)} to {clock.day(last)}, at most "
        f"{max(columns):,} in {span_words(step)}; {spans}, shaded.{unseen.words}",
        height=TOP + HEIGHT + AXIS + unseen.room,
        content=content,
    )


def step_hours(hours: int) -> int:
    """Return how many hours a column stands for, of so many to be drawn.

    >>> step_hours(48), step_hours(800), step_hours(24 * 3000)
    (1, 6, 744)
    """
    return next((step for step in STEPS_HOURS if hours <= step * MOST_COLUMNS), STEPS_HOURS[-1])


def in_columns(hours: Sequence[tuple[datetime, int]], first: datetime, step: int) -> list[int]:
    """Return the posts of each column of so many hours, from the first hour on; empty ones are 0."""
    places = [int((at - first).total_seconds() // (3600 * step)) for at, _ in hours]
    columns = [0] * (max(places) + 1)
    for place, (_, posts) in zip(places, hours, strict=True):
        columns[place] += posts
    return columns


def round_up(most: int) -> int:
    """Return the next number of the form 1, 2 or 5 times a power of ten.

    >>> round_up(1), round_up(3), round_up(473), round_up(2_000)
    (1, 5, 500, 2000)
    """
    power = 1
    while 10 * power < most:
        power *= 10
    return next(part * power for part in ROUND_PARTS if part * power >= most)


def span_words(step: int) -> str:
    """Return the time of one column, in words.

    >>> span_words(1), span_words(6), span_words(168)
    ('an hour', '6 hours', '7 days')
    """
    if step == 1:
        return "an hour"
    return f"{step} hours" if step < 48 else f"{step // 24} days"


def _scale(top: int, step: int) -> list[str]:
    pieces = [label(f"posts in {span_words(step)}", LEFT, 16, kind="key")]
    for value in dict.fromkeys((0, top // 2 if top % 2 == 0 else 0, top)):
        y = TOP + HEIGHT * (1 - value / top)
        kind = "grid" if value else "axis"
        pieces.append(f'<path class="{kind}" d="M{LEFT:.0f} {y:.1f}H{WIDTH - RIGHT:.0f}"/>')
        pieces.append(label(f"{value:,}", LEFT - 8, y + 4, anchor="end", kind="key"))
    return pieces


def _columns(columns: Sequence[int], top: int, width: float) -> str:
    shown = max(width - 1.0, width * 0.75)
    foot = TOP + HEIGHT
    shapes = "".join(
        f"M{LEFT + place * width:.1f} {foot:.1f}v-{HEIGHT * posts / top:.1f}h{shown:.1f}V{foot:.1f}z"
        for place, posts in enumerate(columns)
        if posts
    )
    return f'<path class="column" d="{shapes}"/>'


def _whole_columns(begin: float, end: float, width: float) -> tuple[float, float]:
    """Return from where to where the columns reach that a burst touches: it is known by its hours, not by seconds."""
    first, last = ((place - LEFT) // width for place in (begin, end))
    return LEFT + first * width, min(LEFT + (last + 1) * width, WIDTH - RIGHT)


def _span(begin: float, end: float) -> str:
    return (
        f'<rect class="burst" x="{begin:.1f}" y="{TOP - 6:.1f}" width="{end - begin:.1f}" height="{HEIGHT + 6:.1f}"/>'
    )


def _dates(first: datetime, end: datetime, clock: Clock, x: Callable[[datetime], float]) -> list[str]:
    pieces, free_from = [], 0.0
    for tick in ticks_between(first, end, clock):
        half = 3.6 * len(tick.text)
        at = min(max(x(tick.at), half), WIDTH - half)
        pieces.append(f'<path class="axis" d="M{x(tick.at):.1f} {TOP + HEIGHT:.0f}v6"/>')
        if at - half >= free_from:
            pieces.append(label(tick.text, at, TOP + HEIGHT + 22, anchor="middle", kind="key"))
            free_from = at + half + 8
    return pieces
