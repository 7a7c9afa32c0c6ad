"""Runs heavy steps in this process, part by part."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl
import pyarrow as pa

from unisono.engine.acts import group_rows
from unisono.engine.parts.declaration import Part, Step, Summing

_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: spreads what is close together (Knuth 1973, 6.4)


class InThisProcess:
    """Runs one part after the other, and joins their results."""

    def map_parts(self, step: Step, parts: Sequence[Part]) -> list[pa.Table]:
        """Return the results in the order of the parts."""
        return [step.run(*part) for part in parts]

    def sum_parts(self, step: Step, parts: Sequence[Part], summing: Summing) -> pa.Table:
        """Return the results of all parts as one table, a row for each key and its value, in any order."""
        if not parts:
            return step.schema.empty_table().select([*summing.key, summing.value])
        return sum_tables([step.run(*part) for part in parts], summing)


def deal_rows(rows: pa.Table, summing: Summing, buckets: int) -> Iterator[tuple[int, pa.Table]]:
    """Yield the rows of each bucket that has some: rows of one key fall into one, here and in every other process."""
    mixed = np.zeros(rows.num_rows, np.uint64)
    for name in summing.key:
        mixed = (mixed ^ rows[name].to_numpy().astype(np.uint64)) * _ODD
    bucket_of = ((mixed >> np.uint64(32)) % np.uint64(buckets)).astype(np.int32)
    start, order = group_rows(bucket_of, buckets)
    for bucket in np.flatnonzero(np.diff(start)).tolist():
        yield bucket, rows.take(order[start[bucket] : start[bucket + 1]])


def sum_tables(tables: Sequence[pa.Table], summing: Summing) -> pa.Table:
    """Return one row for each key of all tables, and its value."""
    return sum_rows(pl.concat([pl.DataFrame(pl.from_arrow(table)) for table in tables]), summing).to_arrow()


def sum_rows(rows: pl.DataFrame, summing: Summing) -> pl.DataFrame:
    """Return one row for each key: the sum of its values, of rows about the same thing one; small sums are left out."""
    whole = rows[summing.once] < 0
    if not whole.all():
        once = rows.filter(~whole).unique([*summing.key, summing.once])
        rows = pl.concat([rows.filter(whole), once])
    counted = rows.group_by(summing.key).agg(pl.col(summing.value).sum().cast(rows.schema[summing.value]))
    return counted.filter(pl.col(summing.value) >= summing.least)
