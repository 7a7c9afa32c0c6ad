"""Runs heavy steps in this process, part by part."""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa

from unisono.engine.parts.declaration import Part, Step, Summing


class InThisProcess:
    """Runs one part after the other, and joins their results."""

    def map_parts(self, step: Step, parts: Sequence[Part]) -> list[pa.Table]:
        """Return the results in the order of the parts."""
        return [step.run(*part) for part in parts]

    def sum_parts(self, step: Step, parts: Sequence[Part], summing: Summing) -> pa.Table:
        """Return the results of all parts as one table, a row for each key and its value, in any order."""
        if not parts:
            return step.schema.empty_table().select([*summing.key, summing.value])
        found = pl.concat([pl.DataFrame(pl.from_arrow(step.run(*part))) for part in parts])
        return sum_rows(found, summing).to_arrow()


def sum_rows(rows: pl.DataFrame, summing: Summing) -> pl.DataFrame:
    """Return one row for each key: the sum of its values, of rows about the same thing one; small sums are left out."""
    whole = pl.col(summing.once) < 0
    once = rows.filter(~whole).unique([*summing.key, summing.once])
    counted = pl.concat([rows.filter(whole), once]).group_by(summing.key).agg(pl.col(summing.value).sum())
    return counted.filter(pl.col(summing.value) >= summing.least).with_columns(
        pl.col(summing.value).cast(rows.schema[summing.value])
    )
