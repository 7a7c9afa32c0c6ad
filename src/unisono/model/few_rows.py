"""Few rows out of many, collected so that the texts of all others do not stay in memory with them."""

import polars as pl


def collect_few(rows: pl.LazyFrame) -> pl.DataFrame:
    """Return the rows that a filter or join leaves of a large table, in their order; a few parts are held at a time."""
    parts = [compact(part) for part in rows.collect_batches(maintain_order=True)]
    schema = rows.collect_schema()
    return pl.concat([schema.to_frame(), *parts], rechunk=True)


def compact(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the same rows with texts of their own.

    A text that was filtered out of a column points into it, and keeps all of it: 2,000 posts out of a million held the
    words of a million.
    """
    if not any(kind.is_nested() for kind in rows.schema.values()):
        # Texts put together are written anew, without Arrow: loading it takes longer than scanning a small case.
        return rows.with_columns(_written_anew(rows))
    copied = pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
    assert isinstance(copied, pl.DataFrame)
    return copied.cast(rows.schema)


def _written_anew(rows: pl.DataFrame) -> list[pl.Expr]:
    texts = (name for name, kind in rows.schema.items() if kind == pl.String)
    return [pl.concat_str(pl.col(name), pl.lit("")).alias(name) for name in texts]
