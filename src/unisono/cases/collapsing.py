"""How several observations of one thing become one row: the latest wins, and ties go to the later append."""

import polars as pl

POST_KEY = ["platform", "post_id"]
ACCOUNT_KEY = ["platform", "account_id"]
PICTURE_KEY = ["name", "sha256"]


def latest_posts(first: pl.LazyFrame, again: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row a post: the one with the latest collected_at (null is earliest), then the latest append.

    `first` has each post's first observation, `again` the later ones, both in append order. Only posts with
    later observations are compared, so the cost of a case without duplicates is that of reading it.
    """
    keys = again.select(POST_KEY).unique()
    alone = first.join(keys, on=POST_KEY, how="anti", maintain_order="left")
    repeated = first.join(keys, on=POST_KEY, how="semi", maintain_order="left")
    return pl.concat([alone, latest_rows(pl.concat([repeated, again]), POST_KEY, "collected_at")])


def latest_rows(rows: pl.LazyFrame, key: list[str], time_column: str) -> pl.LazyFrame:
    """Return one row for each key, in the order given: the latest by time (null is earliest), ties to the last row."""
    numbered = rows.with_row_index("_row")
    # Only keys and times are sorted; the other columns are fetched once, for the rows that win.
    ordered = numbered.select(*key, time_column, "_row").sort(time_column, nulls_last=False, maintain_order=True)
    winners = ordered.unique(key, keep="last", maintain_order=True).select("_row")
    return numbered.join(winners, on="_row", how="semi", maintain_order="left").drop("_row")


def latest_known(rows: pl.LazyFrame, key: list[str], time_column: str, fields: list[str]) -> pl.LazyFrame:
    """Return latest_rows with each of the fields as it was last said; what else stands in a row is the latest's own."""
    latest = latest_rows(rows, key, time_column)
    # Only keys of which some rows say what others leave open are sorted: in a case that grows, few of those seen again.
    is_open = pl.any_horizontal(pl.col(name).null_count().is_between(1, pl.len() - 1) for name in fields)
    several = rows.group_by(key).agg(is_open.alias("is_open")).filter("is_open").select(key)
    seen = rows.select(*key, time_column, *fields).join(several, on=key, how="semi", maintain_order="left")
    ordered = seen.sort(time_column, nulls_last=False, maintain_order=True)
    said = ordered.group_by(key).agg(pl.col(name).drop_nulls().last().alias(f"{name}_said") for name in fields)
    told = latest.join(said, on=key, how="left", maintain_order="left")
    known = [pl.coalesce(name, f"{name}_said").alias(name) for name in fields]
    return told.with_columns(known).drop(f"{name}_said" for name in fields)
