"""The days of a network's accounts: one row an account, one mark a day with posts, so that sleep shows as a gap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

import numpy as np
import polars as pl
from markupsafe import Markup

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import frame, label
from unisono.exports.report.figures.rows import (
    AXIS,
    EVENT_ROOM,
    LEGEND,
    NAME_WIDTH,
    NAMED_ROWS,
    Canvas,
    draw_axis,
    draw_events,
    draw_row_names,
)
from unisono.exports.report.figures.unseen import unseen_on
from unisono.model.counting import counted

LEVELS = (1, 3, 10, 30)
"""Posts a day from which on a mark is stronger."""

DAY_S = 86_400.0
NARROWEST = 1.5
"""Units that a mark is wide at least: shorter days share one."""

FEWEST_ROWS = 30
LEAST_SILENCE_DAYS = 7.0
"""Shorter silences are gaps that anybody sees, and are not marked."""


@dataclass(frozen=True)
class RasterPicture:
    """The drawing, and a note on how it was made coarser (empty when every day of every account has its mark)."""

    svg: Markup
    note: str


def draw_raster(  # noqa: PLR0913  # all by name but the first: the parts of one picture
    network: int,
    *,
    lives: pl.DataFrame,
    days: pl.DataFrame,
    names: Mapping[str, str],
    events: Sequence[tuple[str, datetime | None]],
    uncollected: Iterable[Mapping[str, date]],
    clock: Clock,
    most_rows: int,
    most_cells: int,
) -> RasterPicture | None:
    """Draw the days of one network's accounts, in order of their first post; null where none has a time.

    lives: account, silent_from, woke_at, silent_days. days: account, day and posts, days being those of the clock's
    zone. Above `most_rows` accounts neighbours share a row; above `most_cells` marks near days share one.
    """
    if not days.height:
        return None
    active = set(days["account"].unique())
    order = [account for account in lives["account"].to_list() if account in active]
    together = -(-len(order) // most_rows) if len(order) > most_rows else 1
    placed = _placed(days, clock)
    while True:
        canvas = _canvas(placed, -(-len(order) // together), named=len(order) <= NAMED_ROWS)
        row_of = {account: place // together for place, account in enumerate(order)}
        cells, each = _cells(placed, row_of, canvas, together, most_cells)
        if cells.height <= most_cells or len(order) // together < FEWEST_ROWS:
            break
        together *= 2
    first, last = (datetime.fromtimestamp(at, clock.local(EPOCH).tzinfo) for at in _ends(placed))
    shades = _shades(uncollected, canvas)
    asleep = _silences(lives, row_of, canvas) if together == 1 else []
    foot = canvas.bottom + AXIS + LEGEND
    unseen = unseen_on(clock, canvas, foot)
    content = [
        *unseen.shades,
        *shades,
        *draw_axis(first, last, canvas, clock),
        *draw_row_names(order, names, canvas, "in order of their first post"),
        *asleep,
        *_marks(cells, canvas, each),
        *draw_events(events, canvas),
        *_legend(canvas, silences=bool(asleep), shades=bool(shades)),
        *unseen.key,
    ]
    svg = frame(
        "raster",
        name=f"raster-{network}",
        title=f"Network {network}: the days on which its accounts posted",
        description=f"{counted(len(order), 'account')}, {counted(days.height, 'day with posts', 'days with posts')} of "
        f"single accounts; each row is an account, each mark a day; gaps are silences.{unseen.words}",
        height=foot + unseen.room,
        content=content,
    )
    return RasterPicture(svg, _note(together, each))


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _midnight(day: date, zone: tzinfo | None) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def _placed(days: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """Return account, posts, and `at`: the midnight (seconds since 1970) with which each day begins."""
    zone = clock.local(EPOCH).tzinfo
    starts = {day: _midnight(day, zone) for day in days["day"].unique().to_list()}
    return days.select("account", "posts", pl.col("day").replace_strict(starts, return_dtype=pl.Float64).alias("at"))


def _ends(placed: pl.DataFrame) -> tuple[float, float]:
    at = placed["at"].to_numpy()
    return float(at.min()), float(at.max()) + DAY_S


def _canvas(placed: pl.DataFrame, rows: int, *, named: bool) -> Canvas:
    start, end = _ends(placed)
    margin = 0.01 * (end - start)
    return Canvas(
        left=NAME_WIDTH if named else 34.0,
        top=EVENT_ROOM + 10.0,
        row_height=15.0 if named else max(3.0, 420 / rows),
        rows=rows,
        start=start - margin,
        seconds=end - start + 2 * margin,
    )


def _cells(
    placed: pl.DataFrame, row_of: Mapping[str, int], canvas: Canvas, together: int, most: int
) -> tuple[pl.DataFrame, int]:
    """Return row, column, x and level of each mark, and how many days share one.

    Levels are by posts a day, of an account on average where several share a row.
    """
    unit = canvas.width / canvas.seconds * DAY_S
    each = max(1, int(np.ceil(NARROWEST / unit)))
    rows = placed.with_columns(pl.col("account").replace_strict(row_of, return_dtype=pl.Int64).alias("row"))
    first = float(placed["at"].to_numpy().min())
    while True:
        # Days of 23 and 25 hours: the middle of a day falls into its column.
        column = ((pl.col("at") + DAY_S / 2 - first) / (each * DAY_S)).floor().cast(pl.Int64).alias("column")
        cells = rows.group_by("row", column).agg(pl.col("posts").sum()).sort("row", "column")
        if cells.height <= most or each * unit >= 8:
            break
        each *= 2
    usual = pl.col("posts") / (each * together)
    level = pl.sum_horizontal((usual >= bar).cast(pl.Int64) for bar in LEVELS).clip(1, len(LEVELS))
    x = canvas.x(first) + (pl.col("column") + 0.5) * each * unit
    return cells.with_columns(level.alias("level"), x.alias("x")), each


def _marks(cells: pl.DataFrame, canvas: Canvas, each: int) -> list[str]:
    width = each * canvas.width / canvas.seconds * DAY_S
    width = max(1.0, width - (0.6 if width > 4 else 0.0))
    gap = 3.0 if canvas.row_height >= 8 else 0.4
    paths = []
    for (level,), group in sorted(cells.partition_by("level", as_dict=True).items()):
        data = "".join(
            f"M{x:.1f} {canvas.top + row * canvas.row_height + gap / 2:.1f}v{canvas.row_height - gap:.1f}"
            for x, row in group.select("x", "row").iter_rows()
        )
        paths.append(f'<path class="day level-{level}" stroke-width="{width:.1f}" d="{data}"/>')
    return paths


def _silences(lives: pl.DataFrame, row_of: Mapping[str, int], canvas: Canvas) -> list[str]:
    """Draw a line through each long silence, from the last post before it to the first after it."""
    slept = lives.filter((pl.col("silent_days") >= LEAST_SILENCE_DAYS) & pl.col("account").is_in(list(row_of)))
    lines = "".join(
        f"M{canvas.x(began.timestamp()):.1f} {canvas.top + (row_of[account] + 0.5) * canvas.row_height:.1f}"
        f"H{canvas.x(ended.timestamp()):.1f}"
        for account, began, ended in slept.select("account", "silent_from", "woke_at").iter_rows()
    )
    return [f'<path class="asleep" d="{lines}"/>'] if lines else []


def _shades(uncollected: Iterable[Mapping[str, date]], canvas: Canvas) -> list[str]:
    """Draw the spans of days of which the case has hardly anything; those are days of UTC."""
    shades = []
    for span in uncollected:
        begin = max(_midnight(span["first"], UTC), canvas.start)
        end = min(_midnight(span["last"], UTC) + DAY_S, canvas.start + canvas.seconds)
        if end > begin:
            x = canvas.x(begin)
            shades.append(
                f'<rect class="uncollected" x="{x:.1f}" y="{canvas.top:.1f}" width="{canvas.x(end) - x:.1f}" '
                f'height="{canvas.bottom - canvas.top:.1f}"/>'
            )
    return shades


def _legend(canvas: Canvas, *, silences: bool, shades: bool) -> list[str]:
    """Return keys: what the strength of a mark, a line through a gap, and a shade stand for."""
    y, x = canvas.bottom + AXIS + LEGEND - 6, canvas.left
    pieces = []
    for level, bar in enumerate(LEVELS, 1):
        pieces.append(f'<path class="day level-{level}" stroke-width="8" d="M{x + 4:.0f} {y - 10:.0f}v11"/>')
        pieces.append(label(str(bar), x + 13, y, kind="key"))
        x += 22 + 8 * len(str(bar))
    pieces.append(label("posts a day or more", x, y, kind="key"))
    x += 150
    if silences:
        pieces.append(f'<path class="asleep" d="M{x:.0f} {y - 4:.0f}h26"/>')
        pieces.append(label("silence at least 3 times as long as its others", x + 32, y, kind="key", characters=60))
        x += 330
    if shades:
        pieces.append(f'<rect class="uncollected" x="{x:.0f}" y="{y - 11:.0f}" width="14" height="13"/>')
        pieces.append(label("hardly anything collected", x + 20, y, kind="key"))
    return pieces


def _note(together: int, each: int) -> str:
    parts = []
    if together > 1:
        parts.append(f"Each row stands for {together} accounts; the stronger a mark, the more of them posted.")
    if each > 1:
        parts.append(f"{each} days share a mark.")
    return " ".join(parts)
