"""Times as the day numbers of a spreadsheet, whose first is 31 December 1899: a whole column of them, or none."""

import polars as pl

SPREADSHEET_DAYS = (20_000.0, 80_000.0)  # October 1954 to January 2119
DAY_NUMBER = r"^\d{5}(\.\d*)?$"
DAYS_LOOKED_AT = 100


def holds_only_days(text: pl.Series) -> bool:
    """Say whether a column of texts holds nothing but day numbers, nulls aside."""
    if not text.head(DAYS_LOOKED_AT).str.contains(DAY_NUMBER).all() or text.null_count() == len(text):
        return False
    days = text.cast(pl.Float64, strict=False)
    return days.null_count() == text.null_count() and bool(days.is_between(*SPREADSHEET_DAYS).all())


def read_days(text: pl.Series) -> pl.DataFrame:
    """Return `clock`, `offset` (unknown) and `precision` of day numbers."""
    days = text.cast(pl.Float64, strict=False)
    is_whole = bool((days == days.floor()).all())
    milliseconds = pl.duration(milliseconds=(pl.lit(days) * 86_400_000).round().cast(pl.Int64))
    return pl.select(
        (pl.datetime(1899, 12, 30, time_unit="us") + milliseconds).cast(pl.Datetime("us")).alias("clock"),
        pl.lit(None, dtype=pl.Int32).alias("offset"),
        pl.lit("day" if is_whole else "second").alias("precision"),
    )
