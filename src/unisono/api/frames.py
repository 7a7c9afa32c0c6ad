"""Traces and pairs of plain Polars frames, without a case."""

import polars as pl

from unisono.api.spans import Window, parse_window
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.layers import LAYERS
from unisono.model.tables import POSTS, TIME, TRACES, conform

NEEDED_TRACE_COLUMNS = ("account", "object", "at")


def traces(posts: pl.DataFrame | pl.LazyFrame, layer: str = "repost") -> pl.DataFrame:
    """Return the traces of one layer in TRACES columns, from posts in some or all POSTS columns.

    `account_id` and `created_at` are needed, and the column that the layer reads. Missing columns count as unknown:
    `platform` becomes "unknown", `post_id` the row number, `kind` a repost where there is `ref_post_id`.
    Raises DataRejectedError when a needed column is missing or cannot be converted, UsageError for an unknown layer.
    """
    if layer not in LAYERS:
        raise UsageError(f"There is no layer {layer!r}. Layers: {', '.join(LAYERS)}.")
    from unisono.traces import read_traces

    return read_traces(as_posts(posts), None, (layer,))[layer]


def pairs(traces: pl.DataFrame | pl.LazyFrame, window: Window = "60s", min_objects: int = 2) -> pl.DataFrame:
    """Return how often two accounts acted on the same object within the window: a, b, objects, acts, first_at, last_at.

    `traces` needs the columns account, object and at. `objects` counts distinct objects; pairs with fewer than
    `min_objects` are left out. Nothing is tested against chance here: that is what a scan of a case does.
    """
    if min_objects < 1:
        raise UsageError(f"min_objects is {min_objects}; the least is 1.")
    table = traces.collect() if isinstance(traces, pl.LazyFrame) else traces
    _require_columns(table, NEEDED_TRACE_COLUMNS, "traces")
    from unisono.engine.tables import count_pairs

    plain = conform(table.with_columns(_as_time(table, "at")), TRACES)
    return count_pairs(plain, parse_window(window), min_objects)


def as_posts(posts: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Return posts in POSTS columns, with what can be filled in filled in."""
    table = posts.collect() if isinstance(posts, pl.LazyFrame) else posts
    _require_columns(table, ("account_id", "created_at"), "posts")
    times = [_as_time(table, name) for name, kind in POSTS.items() if kind == TIME and name in table.columns]
    try:
        whole = conform(table.with_columns(times), POSTS)
    except pl.exceptions.PolarsError as error:
        raise DataRejectedError(
            f"The posts have a column of another kind than unisono.model.tables.POSTS: {error}. Cast it first."
        ) from error
    row = pl.int_range(pl.len())
    kind = pl.when(pl.col("ref_post_id").is_not_null()).then(pl.lit("repost")).otherwise(pl.lit("post"))
    return whole.with_columns(
        pl.col("platform").fill_null("unknown"),
        pl.col("post_id").fill_null(row.cast(pl.String)),
        pl.col("kind").fill_null(kind),
        pl.col("source_row").fill_null(row + 1),
    )


def _as_time(table: pl.DataFrame, name: str) -> pl.Expr:
    """Return a column as times in UTC: text is parsed as ISO 8601, whole numbers are Unix seconds."""
    kind = table.schema[name]
    column = pl.col(name)
    if kind == pl.String:
        return column.str.to_datetime(time_unit="us", time_zone="UTC", strict=True)
    if kind.is_integer():
        return pl.from_epoch(column, time_unit="s").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    if isinstance(kind, pl.Datetime) and kind.time_zone is not None:
        return column.dt.convert_time_zone("UTC").cast(TIME)
    if isinstance(kind, pl.Datetime | pl.Date):
        return column.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return column.cast(TIME)


def _require_columns(table: pl.DataFrame, names: tuple[str, ...], what: str) -> None:
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise DataRejectedError(
            f"The {what} have no column {missing[0]}. Columns: {', '.join(table.columns) or 'none'}. "
            f"Rename one: frame.rename({{'COLUMN': '{missing[0]}'}})"
        )
