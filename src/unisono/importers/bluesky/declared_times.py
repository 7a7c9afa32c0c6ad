"""How far the times that posts declare, and the clocks of their servers, are from the time of the platform."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from unisono.engine.json_fields import load_kernels
from unisono.engine.json_lines import read_spans
from unisono.importers.declaration import Source
from unisono.importers.json_files import declared
from unisono.importers.json_files.declared import ROW, JsonFields, read_wide
from unisono.importers.problems import Problem, merge_problems
from unisono.importers.times import read_times

FAR = pl.duration(minutes=2)
LATE = (
    "The stream brought these posts more than 2 minutes after their servers had written them, as it does after an "
    "interruption. created_at is the server's clock, so that what arrived together does not look simultaneous."
)

Compare = Callable[[pl.DataFrame], pl.DataFrame]
"""Returns of wide rows the posts: source_row, declared_at as written, seen_at, event_at (when it counts), is_late."""


def find_time_differences(source: Source, fields: JsonFields, compare: Compare, kept: str) -> tuple[Problem, ...]:
    """Report posts that declare a time far from when the platform saw them, and those that it brought late.

    The whole file is read once more, for these few fields; `kept` says which of the two times `created_at` is.
    """
    in_place = source.path.stat().st_size >= declared.LEAST_IN_PLACE
    if in_place:
        load_kernels()
    found: list[Problem] = []
    # Spans lie where they stand: nothing is written beside them.
    for chunk in read_spans(source.path, Path()):
        wide, _ = read_wide(chunk, fields, in_place=in_place)
        found = merge_problems([*found, *_differences(compare(wide), kept)])
    return tuple(found)


def _differences(posts: pl.DataFrame, kept: str) -> list[Problem]:
    timed = posts.with_columns(read_times(posts["declared_at"]).at.alias("said_at"))
    off = timed.filter((pl.col("said_at") - pl.col("event_at")).abs() > FAR)
    late = timed.filter("is_late")
    found = []
    if off.height:
        advice = (
            "These posts declare a time more than 2 minutes from when the platform saw them: they are dated back or "
            f"forward, were imported from elsewhere, or arrived late. {kept}"
        )
        found.append(Problem("declared_time_differs", off.height, _example(off), advice))
    if late.height:
        found.append(Problem("stream_came_late", late.height, _example(late), LATE))
    return found


def _example(rows: pl.DataFrame) -> str:
    row = rows.row(0, named=True)
    times = [f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else "no time" for at in (row["said_at"], row["seen_at"])]
    return f"row {row[ROW]}: declares {times[0]}, seen at {times[1]}"
