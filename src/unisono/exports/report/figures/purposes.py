"""What accounts post for over time: a column a day, week or month, divided by purpose, and when that changed."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from markupsafe import Markup

from unisono.content.purposes import PURPOSES
from unisono.dossiers.network.purpose_mix import Period
from unisono.dossiers.network.purpose_words import NAMES
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import MORE_LETTERS, WIDTH, frame, label
from unisono.exports.report.figures.unseen import Unseen, unseen_of
from unisono.model.counting import counted

TOP, LEFT, RIGHT = 30.0, 62.0, 14.0
HEIGHT, AXIS, LEGEND = 120.0, 32.0, 30.0
LABELLED = 6
EDGE = 0.5


def draw_purposes(
    network: int, by: str, periods: Sequence[Period], changed: date | None, clock: Clock | None = None
) -> Markup | None:
    """Draw the shares of purposes in each period; null where fewer than two can be told.

    by: day, week or month. changed: the day on which the purpose changed, an upright line. Periods of which too little
    is known are left empty. clock: has the times that were not seen.
    """
    told = [one for one in periods if one.mix.shares["unknown"] is not None]
    if len(told) < 2:
        return None
    first, last = periods[0].start, periods[-1].end
    room = (WIDTH - LEFT - RIGHT) / ((last - first).days + 1)

    def x(day: date) -> float:
        return LEFT + (day - first).days * room

    unseen = _unseen(clock or Clock(), x, first, last)
    content = [*unseen.shades, *_scale()]
    content += [piece for one in told for piece in _column(one, x(one.start), x(one.end + timedelta(days=1)))]
    content += _dates([one.start for one in periods], by, x)
    if changed is not None:
        content.append(f'<path class="event" d="M{x(changed):.1f} {TOP - 8:.0f}V{TOP + HEIGHT:.0f}"/>')
        content.append(label(f"changed {changed}", min(x(changed) + 6, WIDTH - 130), 16, kind="key"))
    present = [kind for kind in PURPOSES if any(one.mix.shares[kind] for one in told)]
    return frame(
        "purposes",
        name=f"purposes-{network}",
        title=f"Network {network}: what its accounts post for, by {by}",
        description=f"{counted(len(told), by)} of {len(periods)}, {first} to {last}; each column is divided by the "
        f"shares of purposes in its posts. The table below has the numbers.{unseen.words}",
        height=TOP + HEIGHT + AXIS + LEGEND + unseen.room,
        content=[*content, *_legend(present), *unseen.key],
    )


def _unseen(clock: Clock, x: Callable[[date], float], first: date, last: date) -> Unseen:
    """Return what the columns between two days, that one included, show of times not seen."""

    def place(at: datetime) -> float:
        day = at.astimezone(UTC).date()
        begun = (at - datetime.combine(day, time(), UTC)) / timedelta(days=1)
        return x(day) + begun * (x(day + timedelta(days=1)) - x(day))

    since, until = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1)))
    foot = TOP + HEIGHT + AXIS + LEGEND
    return unseen_of(clock, place, since, until, top=TOP, bottom=TOP + HEIGHT, foot=foot, left=LEFT)


def _column(period: Period, left: float, right: float) -> list[str]:
    """Return the parts of one column from the foot up; what was not recognised is on top."""
    pieces, foot = [], TOP + HEIGHT
    width = max(right - left - 2 * EDGE, 1.0)
    for kind in PURPOSES:
        height = HEIGHT * float(period.mix.shares[kind] or 0.0)
        if height > 0:
            pieces.append(
                f'<rect class="purpose purpose-{kind}" x="{left + EDGE:.1f}" y="{foot - height:.1f}" '
                f'width="{width:.1f}" height="{height:.1f}"/>'
            )
        foot -= height
    return pieces


def _scale() -> list[str]:
    pieces = []
    for part in (0, 50, 100):
        y = TOP + HEIGHT * (1 - part / 100)
        kind = "grid" if part else "axis"
        pieces.append(f'<path class="{kind}" d="M{LEFT:.0f} {y:.1f}H{WIDTH - RIGHT:.0f}"/>')
        pieces.append(label(f"{part} %", LEFT - 8, y + 4, anchor="end", kind="key"))
    return pieces


def _dates(starts: Sequence[date], by: str, x: Callable[[date], float]) -> list[str]:
    every = max(1, -(-len(starts) // LABELLED))
    written = "%Y-%m" if by == "month" else "%Y-%m-%d"
    return [
        piece
        for day in starts[::every]
        for piece in (
            f'<path class="axis" d="M{x(day):.1f} {TOP + HEIGHT:.0f}v6"/>',
            label(day.strftime(written), x(day), TOP + HEIGHT + 20, kind="key"),
        )
    ]


def _legend(kinds: Sequence[str]) -> list[str]:
    y, x = TOP + HEIGHT + AXIS + LEGEND - 8, LEFT
    pieces = []
    for kind in kinds:
        pieces.append(f'<rect class="purpose purpose-{kind}" x="{x:.0f}" y="{y - 11:.0f}" width="12" height="12"/>')
        pieces.append(label(NAMES[kind], x + 18, y, kind="key"))
        x += 18 + 7.2 * (len(NAMES[kind]) + MORE_LETTERS // 2) + 24
    return pieces
