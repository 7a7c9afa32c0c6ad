"""The timeline of a network: one row an account, one tick an act, so that acting together shows as upright lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl
from markupsafe import Markup

from unisono.exports.report.amounts import Clock, counted
from unisono.exports.report.figures.drawing import TICK_FORMS, WIDTH, frame, label, layer_class, layer_legend
from unisono.exports.report.figures.time_axis import ticks_between

NAMED_ROWS = 40
HISTOGRAM = 46
HISTOGRAM_BIN = 6
EVENT_ROOM = 20
AXIS = 30
LEGEND = 30
NAME_WIDTH = 150
LEVELS = 4
WIDEST_COLUMN = 4
FEWEST_ROWS = 30


@dataclass(frozen=True)
class TimelinePicture:
    """The drawing, and a note on how it was made coarser (empty when every act has its own tick)."""

    svg: Markup
    note: str


@dataclass(frozen=True)
class _Canvas:
    """Where the rows of ticks lie, in units, and the seconds that the width stands for."""

    left: float
    top: float
    row_height: float
    rows: int
    start: float
    seconds: float

    @property
    def width(self) -> float:
        return WIDTH - self.left - 12

    @property
    def bottom(self) -> float:
        return self.top + self.rows * self.row_height

    def x(self, epoch: float) -> float:
        return self.left + (epoch - self.start) / self.seconds * self.width


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
    content = [
        *_histogram(acts, canvas),
        *_axis(acts, canvas, clock),
        *_row_names(order, names, canvas),
        *_tick_paths(cells, canvas, together, column),
        *_events(events, canvas),
        layer_legend(layers, canvas.bottom + AXIS + LEGEND - 6, x=canvas.left),
    ]
    svg = frame(
        "timeline",
        name=f"timeline-{network}",
        title=f"Network {network}: what its accounts did together, over time",
        description=f"{counted(acts.height, 'act')} of {counted(len(order), 'account')}; "
        "each row is an account, each tick an act. "
        "Ticks that stand above each other are acts at the same time.",
        height=canvas.bottom + AXIS + LEGEND,
        content=content,
    )
    return TimelinePicture(svg, _note(together, column * canvas.seconds / canvas.width, column))


def _canvas(acts: pl.DataFrame, rows: int, *, named: bool) -> _Canvas:
    start, end = float(acts["at"].dt.epoch("ms").min()) / 1000, float(acts["at"].dt.epoch("ms").max()) / 1000  # type: ignore[arg-type]  # acts has rows
    margin = max((end - start) * 0.015, 1.0)
    height = 15.0 if named else max(3.0, 480 / rows)
    return _Canvas(
        left=NAME_WIDTH if named else 34.0,
        top=EVENT_ROOM + HISTOGRAM + 10.0,
        row_height=height,
        rows=rows,
        start=start - margin,
        seconds=end - start + 2 * margin,
    )


def _cells(acts: pl.DataFrame, row_of: Mapping[str, int], canvas: _Canvas, most: int) -> tuple[pl.DataFrame, float]:
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


def _tick_paths(cells: pl.DataFrame, canvas: _Canvas, together: int, column: float) -> list[str]:
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


def _histogram(acts: pl.DataFrame, canvas: _Canvas) -> list[str]:
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


def _axis(acts: pl.DataFrame, canvas: _Canvas, clock: Clock) -> list[str]:
    first, last = acts["at"].min(), acts["at"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return []
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


def _row_names(order: Sequence[str], names: Mapping[str, str], canvas: _Canvas) -> list[str]:
    if len(order) <= NAMED_ROWS:
        return [
            label(
                names.get(account, account),
                canvas.left - 8,
                canvas.top + (i + 0.5) * canvas.row_height + 4,
                anchor="end",
                characters=19,
                kind="key",
            )
            for i, account in enumerate(order)
        ]
    middle = (canvas.top + canvas.bottom) / 2
    text = f"{len(order):,} accounts, in order of their first act"
    return [f'<text class="key" text-anchor="middle" transform="translate(18 {middle:.0f}) rotate(-90)">{text}</text>']


def _events(events: Sequence[tuple[str, datetime | None]], canvas: _Canvas) -> list[str]:
    pieces = []
    free_from = 0.0
    known = sorted(((at.timestamp(), name) for name, at in events if at is not None))
    for epoch, name in known:
        if not canvas.start <= epoch <= canvas.start + canvas.seconds:
            continue
        x = canvas.x(epoch)
        pieces.append(f'<path class="event" d="M{x:.1f} {EVENT_ROOM - 4}V{canvas.bottom:.0f}"/>')
        width = 7.2 * len(name)
        at = min(max(x, free_from), WIDTH - width)
        if at - x < 60:
            pieces.append(label(name, at, EVENT_ROOM - 8, kind="key"))
            free_from = at + width + 10
    return pieces


def _note(together: int, seconds: float, column: float) -> str:
    parts = []
    if together > 1:
        parts.append(f"Each row stands for {together} accounts; the darker a tick, the more of them acted.")
    if column > 1:
        unit = f"{seconds / 3600:,.1f} hours" if seconds >= 3600 else f"{seconds:,.0f} seconds"
        parts.append(f"Acts within {unit} share a tick.")
    return " ".join(parts)
