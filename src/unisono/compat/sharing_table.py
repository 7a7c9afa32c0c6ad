"""Reads the tables that CooRTweet and the coordination network toolkit take: CSV, compressed CSV or Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from unisono.model.errors import DataRejectedError, UsageError


@dataclass(frozen=True)
class ShareColumns:
    """What a tool calls the columns of a share: what was shared, by whom, in which message, when (seconds)."""

    object_id: str
    account_id: str
    content_id: str
    at: str

    def names(self) -> tuple[str, str, str, str]:
        """List the tool's names in the order object, account, message, time."""
        return self.object_id, self.account_id, self.content_id, self.at


COORTWEET_COLUMNS = ShareColumns("object_id", "account_id", "content_id", "timestamp_share")
TOOLKIT_COLUMNS = ShareColumns("repost_id", "user_id", "message_id", "timestamp")
LAYOUTS = (COORTWEET_COLUMNS, TOOLKIT_COLUMNS)


def read_shares(file: Path, missing_object: str | None = None) -> pl.DataFrame:
    """Read a table as object_id, account_id, content_id (text) and `at` (float seconds); null is missing.

    An empty text field of a CSV is the empty text, as both tools read it; `NA` in a time is missing. `missing_object`
    is the text that stands for a missing object in a CSV (R writes NA).
    """
    frame = _read_text_table(file)
    layout = _layout_of(frame, file)
    ids = [
        pl.col(name).cast(pl.String).alias(new)
        for name, new in zip(layout.names()[:3], ("object_id", "account_id", "content_id"), strict=True)
    ]
    shares = frame.select(*ids, _seconds(frame.schema[layout.at], layout.at))
    _reject_unreadable_times(frame[layout.at], shares["at"], file)
    _reject_missing_ids(shares, layout, file)
    if missing_object is not None and not _is_parquet(file):
        shares = shares.with_columns(pl.col("object_id").replace(missing_object, None))
    return shares


def _is_parquet(file: Path) -> bool:
    return file.suffix.lower() in (".parquet", ".pq")


def _read_text_table(file: Path) -> pl.DataFrame:
    if not file.exists():
        raise UsageError(f"{file} does not exist. Give a CSV, CSV.gz or Parquet file.")
    wanted = {name for layout in LAYOUTS for name in layout.names()}
    try:
        if _is_parquet(file):
            present = pl.read_parquet_schema(file)
            return pl.read_parquet(file, columns=[name for name in present if name in wanted] or None)
        header = pl.read_csv(file, n_rows=0, infer_schema=False, glob=False)
        columns = [name for name in header.columns if name in wanted] or None
        return pl.read_csv(file, infer_schema=False, columns=columns, glob=False).fill_null("")
    except (pl.exceptions.PolarsError, OSError) as problem:
        first_line = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise DataRejectedError(
            f"{file} cannot be read as a table: {first_line}. Try: unisono inspect {file}"
        ) from problem


def _layout_of(frame: pl.DataFrame, file: Path) -> ShareColumns:
    for layout in LAYOUTS:
        if set(layout.names()) <= set(frame.columns):
            return layout
    found = ", ".join(frame.columns)
    wanted = " or ".join(", ".join(layout.names()) for layout in LAYOUTS)
    raise DataRejectedError(f"{file} lacks columns. Columns found: {found}. Rename them to {wanted}.")


def _seconds(kind: pl.DataType, name: str) -> pl.Expr:
    """Read a column of times as float seconds; what is missing, not a number or not finite becomes null."""
    column = pl.col(name)
    if kind.is_temporal():
        column = column.dt.timestamp("us").cast(pl.Float64) / 1_000_000
    elif kind == pl.String:
        column = column.str.strip_chars()
    at = column.cast(pl.Float64, strict=False)
    return pl.when(at.is_finite()).then(at).alias("at")


def _reject_unreadable_times(given: pl.Series, at: pl.Series, file: Path) -> None:
    if given.dtype != pl.String:
        return
    missing = given.str.strip_chars().str.to_lowercase().is_in(["", "na", "nan", "inf", "-inf"]) | given.is_null()
    unreadable = (at.is_null() & ~missing).arg_true()
    if len(unreadable):
        example = given[int(unreadable[0])]
        raise DataRejectedError(
            f"{file} has {len(unreadable):,} times that are not numbers, "
            f"first in row {int(unreadable[0]) + 1}: {example!r}. Give times as seconds since 1970."
        )


def _reject_missing_ids(shares: pl.DataFrame, layout: ShareColumns, file: Path) -> None:
    for name, given in (("account_id", layout.account_id), ("content_id", layout.content_id)):
        missing = shares[name].null_count()
        if missing:
            raise DataRejectedError(
                f"{file} has {missing:,} rows without {given}. Remove these rows or fill the column."
            )
