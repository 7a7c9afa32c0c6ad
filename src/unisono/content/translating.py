"""Translates the values of a column one by one, each distinct value once."""

from collections.abc import Callable

import polars as pl


def translate(values: pl.Series, translation: Callable[[str], str | None]) -> pl.Series:
    """Return the values translated one by one, each distinct value only once; null stays null."""
    distinct = values.drop_nulls().unique(maintain_order=True)
    table = pl.DataFrame(
        {"value": distinct, "translated": pl.Series([translation(value) for value in distinct], dtype=pl.String)}
    )
    return pl.DataFrame({"value": values}).join(table, on="value", how="left", maintain_order="left").to_series(1)
