"""The two times of 4CAT's tables: as text, and as Unix seconds; one of them comes from the platform."""

import polars as pl

from unisono.importers.fourcat_fields.layout import Clock, texts
from unisono.importers.problems import Problem
from unisono.model.tables import TIME

NO_TIME = r"^(?:0+(?:\.0+)?|-1|1970-01-01|1969-12-31)"
"""What the tool writes where it knows no time: zero, also as the text that a machine's clock makes of it."""

SECONDS = r"^[1-9]\d{8,9}$"
QUARTER = 900
LARGEST_SHIFT = 14 * 3600


def written_times(frame: pl.DataFrame, clock: Clock) -> pl.Series:
    """Return the column of times to read: Unix seconds as moments where all rows have them, else what is written."""
    text, unix = _known(texts(frame, "timestamp")), _known(texts(frame, "unix_timestamp"))
    first, second = (unix, text) if clock == "unix" else (text, unix)
    written = pl.select(pl.coalesce(first, second)).to_series()
    is_seconds = written.str.contains(SECONDS)
    if is_seconds.all():
        return moments(written)
    return written


def _known(written: pl.Series) -> pl.Series:
    """Blank what stands for no time."""
    text = written.str.strip_chars()
    near = text.str.contains("^[01-]").fill_null(value=False)
    return text.set(near & text.str.contains(NO_TIME + r"(?:\s|T|$)").fill_null(value=False), None)


def moments(seconds: pl.Series) -> pl.Series:
    """Turn Unix seconds written as text into moments."""
    micros = seconds.cast(pl.Int64, strict=False) * 1_000_000
    return micros.cast(pl.Datetime("us")).dt.replace_time_zone("UTC").cast(TIME)


def shifted_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose two times differ by whole quarters of hours: `text`, `unix`, `hours`."""
    text, unix = _known(texts(frame, "timestamp")), _known(texts(frame, "unix_timestamp"))
    both = pl.DataFrame({"text": text, "unix": unix}).filter(
        pl.col("unix").str.contains(SECONDS), pl.col("text").is_not_null()
    )
    both = both.with_columns(
        pl.col("text").str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False).dt.epoch("s").alias("seconds")
    ).with_columns((pl.col("unix").cast(pl.Int64, strict=False) - pl.col("seconds")).alias("off"))
    is_shift = (pl.col("off") != 0) & (pl.col("off") % QUARTER == 0) & (pl.col("off").abs() <= LARGEST_SHIFT)
    return both.filter(is_shift).select("text", "unix", (pl.col("off") / 3600).alias("hours"))


def describe_shift(shifted: pl.DataFrame, clock: Clock) -> list[Problem]:
    """Report times that differ by whole hours, and which of them was taken."""
    if shifted.is_empty():
        return []
    row = shifted.row(0, named=True)
    taken, left = ("timestamp", "unix_timestamp") if clock == "text" else ("unix_timestamp", "timestamp")
    advice = (
        f"The two times of these rows are hours apart: {left} went through the clock of the machine that made the "
        f"file. {taken} comes from the platform and was used."
    )
    example = f"timestamp {row['text']}, unix_timestamp {row['unix']}: {row['hours']:+g} h"
    return [Problem("shifted_clock", shifted.height, example, advice)]
