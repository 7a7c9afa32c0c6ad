"""Writes tables as the peers' tools write them: CSV with 15 significant digits and quotes only where needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl


def write_csv(frames: Iterable[pl.DataFrame], stream: IO[bytes]) -> int:
    """Write frames of one schema as one CSV with a header, for which one frame is needed; return the rows."""
    rows = 0
    for place, frame in enumerate(frames):
        stream.write(numbers_as_text(frame).write_csv(include_header=place == 0, quote_style="necessary").encode())
        rows += frame.height
    return rows


def numbers_as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn float columns into text of at most 15 significant digits, as R writes them (5, 16.3333333333333)."""
    floats = [name for name, kind in frame.schema.items() if kind.is_float()]
    return frame.with_columns(_fifteen_digits(frame[name]) for name in floats)


def _fifteen_digits(numbers: pl.Series) -> pl.Series:
    distinct = numbers.unique().drop_nulls()
    text = pl.Series([f"{number:.15g}" for number in distinct.to_list()], dtype=pl.String)
    return numbers.replace_strict(distinct, text, default=None, return_dtype=pl.String).alias(numbers.name)
