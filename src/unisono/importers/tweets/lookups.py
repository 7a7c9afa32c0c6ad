"""Rows by their line and their id: which profile, or which included post, another row of the same line names."""

from typing import Any

import numpy as np
import polars as pl

SPREAD = 0x9E3779B97F4A7C15
"""An odd number that takes the lines of a file far apart (2^64 divided by the golden ratio)."""


class Lookup:
    """The rows of a table by line and id; of several with the same of both the first counts."""

    def __init__(self, table: pl.DataFrame, name: str) -> None:
        """Take the columns `line` and `name` of a table; a row without an id is never found."""
        self._lines, self._ids = table["line"], table[name]
        places = pl.DataFrame({"key": _keys(self._lines, self._ids), "place": np.arange(table.height, dtype=np.int64)})
        self._places = places.filter(pl.col("key").is_not_null()).unique("key", keep="first", maintain_order=True)

    def places(self, lines: pl.Series, ids: pl.Series) -> pl.Series:
        """Return for each line and id the number of its row, from 0; null where there is none."""
        keys = pl.DataFrame({"key": _keys(lines, ids)})
        places = keys.join(self._places, on="key", how="left", maintain_order="left")["place"]
        found = places.is_not_null()
        is_it = (self._ids.gather(places) == ids) & (self._lines.gather(places) == lines)
        # Two ids that share a key by accident would be taken for one another.
        return places if is_it.filter(found).all() else self._places_in_full(lines, ids)

    def _places_in_full(self, lines: pl.Series, ids: pl.Series) -> pl.Series:
        """Compare lines and ids themselves, which takes several times as long."""
        known = pl.DataFrame({"line": self._lines, "id": self._ids}).with_row_index("place")
        known = known.filter(pl.col("id").is_not_null()).unique(["line", "id"], keep="first", maintain_order=True)
        wanted = pl.DataFrame({"line": lines, "id": ids})
        joined = wanted.join(known, on=["line", "id"], how="left", maintain_order="left")
        return joined["place"].cast(pl.Int64)


def rows_at(table: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """Return the rows of a table at some places; a row of nulls for each place that is null."""
    if places.null_count() == len(places):
        return table.clear(len(places))
    return table.select(pl.all().gather(places))


def _keys(lines: pl.Series, ids: pl.Series) -> pl.Series:
    """Return a number for each line and id; null where there is no id."""
    spread: np.ndarray[Any, np.dtype[np.uint64]] = lines.to_numpy().astype(np.uint64) * np.uint64(SPREAD)
    return pl.Series("key", ids.hash().to_numpy() ^ spread).set(ids.is_null(), None)
