"""The timeline of a network: one row an account, one tick an act, so that acting together shows as upright lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl
from markupsafe import Markup

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import TICK_FORMS, frame, label, layer_class, layer_legend
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

HISTOGRAM = 46
HISTOGRAM_BIN = 6
LEVELS = 4
WIDEST_COLUMN = 4
FEWEST_ROWS = 30


@dataclass(frozen=True)
class TimelinePicture:
    """The drawing, and a note on how it was made coarser (empty when every act has its own tick)."""

    svg: Markup
    note: str


def draw_timeline(
    network: int,
    acts: pl.DataFrame,
    names: Mapping[str, str],
    events: Sequence[tuple[str, datetime | None]],
    clock: Clock,
    *,
    most_rows: int,
    most_cells: int,
) -> TimelinePicture | None:
    """Draw the acts of one network, rows in order of first act; null when it has none.

    Above `most_rows` accounts neighbours share a row; above `most_cells` ticks near moments share a tick.
    """
    if not acts.height:
        return None
    order = acts.group_by("account").agg(pl.col("at").min()).sort(["at", "account"])["account"].to_list()
    together = -(-len(order) // most_rows) if len(order) > most_rows else 1
    while True:
        canvas = _canvas(acts, -(-len(order) // together), named=len(order) <= NAMED_ROWS)
        cells, column = _cells(acts, {name: i // together for i, name in enumerate(order)}, canvas, most_cells)
        if cells.height <= most_cells or len(order) // together < FEWEST_ROWS:
            break
        together *= 2
    layers = [
        (str(layer), int(n))
        for layer, n in acts["layer"]
        .value_counts(sort=True)
        .sort(["count", "layer"], descending=[True, False])
        .iter_rows()
    ]
    foot = canvas.bottom + AXIS + LEGEND
    unseen = unseen_on(clock, canvas, foot)
    content = [
        *unseen.shades,
        *_histogram(acts, canvas),
        *_axis(acts, canvas, clock),
        *draw_row_names(order, names, canvas, "in order of their first act"),
        *_tick_paths(cells, canvas, together, column),
        *draw_events(events, canvas),
        layer_legend(layers, canvas.bottom + AXIS + LEGEND - 6, x=canvas.left),
        *unseen.key,
    ]
    svg = frame(
        "timeline",
        name=f"timeline-{network}",
        title=f"Network {network}: what its accounts did together, over time",
        description=f"{counted(acts.height, 'act')} of {counted(len(order), 'account')}; "
        "each row is an account, each tick an act. "
        f"Ticks that stand above each other are acts at the same time.{unseen.words}",
        height=foot + unseen.room,
        content=content,
    )
    return TimelinePicture(svg, _note(together, column * canvas.seconds / canvas.width, column))


def _canvas(acts: pl.DataFrame, rows: int, *, named: bool) -> Canvas:
    start, end = float(acts["at"].dt.epoch("ms").min()) / 1000, float(acts["at"].dt.epoch("ms").max()) / 1000  # type: ignore[arg-type]  # acts has rows
    margin = max((end - start) * 0.015, 1.0)
    height = 15.0 if named else max(3.0, 480 / rows)
    return Canvas(
        left=NAME_WIDTH if named else 52.0,
        top=EVENT_ROOM + HISTOGRAM + 10.0,
        row_height=height,
        rows=rows,
        start=start - margin,
        seconds=end - start + 2 * margin,
    )


def _cells(acts: pl.DataFrame, row_of: Mapping[str, int], canvas: Canvas, most: int) -> tuple[pl.DataFrame, float]:
    """Return (layer, row, column, acts) and the width of a column in units, widened while there are too many."""
    placed = acts.select(
        "layer",
        row=pl.col("account").replace_strict(row_of, return_dtype=pl.Int64),
        x=(pl.col("at").dt.epoch("ms") / 1000 - canvas.start) / canvas.seconds * canvas.width,
    )
    column = 1.0
    while True:
        cells = (
            placed.with_columns(column=(pl.col("x") / column).floor().cast(pl.Int64))
            .group_by("layer", "row", "column")
            .agg(pl.len().alias("acts"))
            .sort("layer", "row", "column")
        )
        if cells.height <= most or column >= WIDEST_COLUMN:
            return cells.with_columns(x=(pl.col("column") + 0.5) * column + canvas.left), column
        column *= 2


def _tick_paths(cells: pl.DataFrame, canvas: Canvas, together: int, column: float) -> list[str]:
    paths = []
    gap = 1.5 if canvas.row_height >= 8 else 0.4
    inner = canvas.row_height - gap
    leveled = cells.with_columns(
        level=(LEVELS * pl.col("acts") / max(together, 1)).ceil().clip(1, LEVELS).cast(pl.Int64)
        if together > 1
        else pl.lit(LEVELS, dtype=pl.Int64)
    )
    for (layer, level), group in sorted(leveled.partition_by("layer", "level", as_dict=True).items()):
        top, height, width = TICK_FORMS.get(str(layer), TICK_FORMS["repost"])
        if canvas.row_height < 8:
            top, height, width = 0.0, 1.0, max(2.0, 0.9 * column)
        data = "".join(
            f"M{x:g} {canvas.top + row * canvas.row_height + gap / 2 + top * inner:.1f}v{height * inner:.1f}"
            for x, row in group.select("x", "row").iter_rows()
        )
        paths.append(
            f'<path class="tick {layer_class(str(layer))} level-{level}" stroke-width="{width:g}" d="{data}"/>'
        )
    return paths


def _histogram(acts: pl.DataFrame, canvas: Canvas) -> list[str]:
    """Draw how many acts fell into each moment, above the rows."""
    bins = int(canvas.width // HISTOGRAM_BIN)
    epochs = acts["at"].dt.epoch("ms").to_numpy() / 1000
    counts, _ = np.histogram(epochs, bins=bins, range=(canvas.start, canvas.start + canvas.seconds))
    base, width = canvas.top - 8, canvas.width / bins
    most = int(counts.max())
    bars = "".join(
        f"M{canvas.left + (i + 0.5) * width:.1f} {base:.0f}v{-max(HISTOGRAM * n / most, 1):.1f}"
        for i, n in enumerate(counts)
        if n
    )
    return [
        f'<path class="bars" stroke-width="{width - 1:.1f}" d="{bars}"/>',
        label(f"{most:,}", canvas.left - 6, base - HISTOGRAM + 8, anchor="end", kind="key"),
        label("acts", canvas.left - 6, base, anchor="end", kind="key"),
    ]


def _axis(acts: pl.DataFrame, canvas: Canvas, clock: Clock) -> list[str]:
    first, last = acts["at"].min(), acts["at"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return []
    return draw_axis(first, last, canvas, clock)


def _note(together: int, seconds: float, column: float) -> str:
    parts = []
    if together > 1:
        parts.append(f"Each row stands for {together} accounts; the darker a tick, the more of them acted.")
    if column > 1:
        unit = f"{seconds / 3600:,.1f} hours" if seconds >= 3600 else f"{seconds:,.0f} seconds"
        parts.append(f"Acts within {unit} share a tick.")
    return " ".join(parts)
