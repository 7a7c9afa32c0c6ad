"""Ids for posts whose file has none: a hash of what the row says, so that the same row gets the same id again."""

import hashlib
from collections.abc import Sequence

import numpy as np
import polars as pl


class DerivedIds:
    """Names the rows of one file `row-` and a hash of author, time and text; equal rows are counted: `-2`, `-3`.

    Equal rows of one file stay distinct posts: without an id nothing in the file tells a row written twice from a
    post published twice (a clock of minutes hides the difference), and a post that is dropped cannot be looked at
    again. How many rows equal an earlier one is kept in `repeated`, to be reported. The same file read again, or
    another export with the same rows, gives the same ids and so duplicates.
    """

    def __init__(self) -> None:
        self._seen = pl.DataFrame(schema={"hash": pl.UInt64, "before": pl.UInt32})
        self.repeated = 0

    def name_rows(self, parts: Sequence[pl.Series]) -> pl.Series:
        """Return one id for each row, from the columns that say who, when and what."""
        # Nulls must not swallow the other parts of the row.
        # Nulls must not swallow the other parts of the row.
        texts = pl.select(pl.concat_str([part.cast(pl.String).fill_null("\x00") for part in parts], separator="\x1f"))
        blake = hashlib.blake2b
        digests = b"".join([blake(text, digest_size=8).digest() for text in texts.to_series().cast(pl.Binary)])
        rows = pl.DataFrame({"hash": np.frombuffer(digests, dtype=">u8").astype(np.uint64)})
        rows = rows.with_columns(_count_within(rows["hash"]).alias("here"))
        rows = rows.join(self._seen, on="hash", how="left", maintain_order="left")
        rows = rows.with_columns((pl.col("here") + pl.col("before").fill_null(0)).alias("place"))
        self._remember(rows)
        self.repeated += int((rows["place"] > 1).sum())
        names = pl.Series("name", np.frombuffer(digests, dtype="V8").tolist(), dtype=pl.Binary).bin.encode("hex")
        name = pl.lit("row-") + names
        return rows.select(
            pl.when(pl.col("place") == 1).then(name).otherwise(name + "-" + pl.col("place").cast(pl.String))
        ).to_series().alias("post_id")  # fmt: skip

    def _remember(self, rows: pl.DataFrame) -> None:
        """Keep for each hash how often it has come."""
        latest = rows.group_by("hash").agg(pl.col("place").max().alias("before"))
        self._seen = pl.concat([self._seen.join(latest, on="hash", how="anti"), latest])


def _count_within(hashes: pl.Series) -> pl.Series:
    """Number equal hashes 1, 2, 3 in order; most hashes are alone and cost nothing."""
    is_shared = hashes.is_duplicated()
    shared = pl.DataFrame({"hash": hashes.filter(is_shared)})
    numbers = shared.select(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("hash")).to_series()
    ones = pl.Series([1], dtype=pl.UInt32).new_from_index(0, len(hashes))
    return ones.scatter(is_shared.arg_true(), numbers) if len(numbers) else ones
