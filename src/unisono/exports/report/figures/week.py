"""The week of a network's accounts beside that of all others: posts by weekday and hour, stronger where more."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from unisono.dossiers.hours_of_week import WEEKDAYS
from unisono.exports.report.figures.drawing import frame, label
from unisono.model.counting import counted

CELL = 16
LEFT = 42
TOP = 44
BETWEEN = 72
LEVELS = 5
BOTTOM = 46


def draw_week(network: int, fields: Sequence[tuple[str, NDArray[np.int64]]]) -> Markup | None:
    """Draw fields of hours side by side; null where the first has no posts.

    fields: who, and int64 (7, 24) posts by weekday and hour. Each is strongest where it has most itself, so that
    fields of different size can be compared.
    """
    return draw_hours_of_week(f"week-{network}", f"Network {network}: hours and weekdays of its posts", fields)


def draw_hours_of_week(name: str, title: str, fields: Sequence[tuple[str, NDArray[np.int64]]]) -> Markup | None:
    """Draw the same of any subject; `name` is unique on the page."""
    if not fields or not fields[0][1].sum():
        return None
    content: list[str] = []
    for place, (who, counts) in enumerate(fields):
        content += _field(who, counts, LEFT + place * (24 * CELL + BETWEEN))
    told = "; ".join(f"{who}: {counted(int(counts.sum()), 'post')}" for who, counts in fields)
    return frame(
        "week",
        name=name,
        title=title,
        description=f"Rows are weekdays from Monday on, columns hours from midnight on. {told}.",
        height=TOP + 7 * CELL + BOTTOM,
        content=content,
    )


def _field(who: str, counts: NDArray[np.int64], left: int) -> list[str]:
    most = int(counts.max())
    pieces = [label(f"{who}: {counted(int(counts.sum()), 'post')}", left, 16, kind="label who", characters=58)]
    pieces += [
        label(name, left - 6, TOP + (row + 0.72) * CELL, anchor="end", kind="key") for row, name in enumerate(WEEKDAYS)
    ]
    pieces += [
        label(f"{hour:02d}", left + (hour + 0.5) * CELL, TOP - 6, anchor="middle", kind="key")
        for hour in range(0, 24, 3)
    ]
    for level in range(LEVELS + 1):
        cells = "".join(
            f"M{left + hour * CELL} {TOP + row * CELL + CELL // 2}h{CELL - 1}"
            for row in range(7)
            for hour in range(24)
            if level_of(int(counts[row, hour]), most) == level
        )
        if cells:
            pieces.append(f'<path class="hour hour-{level}" stroke-width="{CELL - 1}" d="{cells}"/>')
    return [*pieces, *_key(most, left)] if most else pieces


def level_of(count: int, most: int) -> int:
    """Return how strong an hour's colour is: 0 for none, else 1 to LEVELS in equal steps up to the most."""
    return 0 if not count else -(-count * LEVELS // most)


def _key(most: int, left: int) -> list[str]:
    """Return the shades from one post to the most there are."""
    y = TOP + 7 * CELL + 30
    first = left + 13
    squares = [
        f'<path class="hour hour-{level}" stroke-width="11" d="M{first + (level - 1) * 13} {y - 4}h12"/>'
        for level in range(1, LEVELS + 1)
        if most >= LEVELS or level in {level_of(count, most) for count in range(1, most + 1)}
    ]
    text = f"{most:,} {'post' if most == 1 else 'posts'} in an hour of a weekday"
    return [label("1", left, y, kind="key"), *squares, label(text, first + LEVELS * 13 + 6, y, kind="key")]
