"""Accounts that a file names by handle alone, and that another file knows by an id: alike, and never joined unasked."""

import polars as pl

from unisono.cases.folder import Case
from unisono.cases.same_ids import UNKNOWN_PLATFORM
from unisono.cases.same_persons import kept_same_persons

LOOK_ALIKE: dict[str, pl.DataType] = {
    "platform": pl.String(),
    "handle": pl.String(),  # in small letters
    "by_handle": pl.String(),  # platform:handle, the account that no id is known of
    "with_id": pl.String(),  # platform:id
}
"""One row for each account known only by handle that looks like one with an id, by platform and handle."""


def find_look_alikes(case: Case) -> pl.DataFrame:
    """Return LOOK_ALIKE: accounts whose handle one other account of their platform has had, and no third.

    A handle that has belonged to several ids tells nobody, and neither does one of an unknown platform. Accounts that
    were declared to be one person's are left out.
    """
    tables = (case.posts(), case.account_snapshots())
    seen = pl.concat(table.select("platform", "account_id", "handle").unique() for table in tables)
    key, own = _folded("handle"), _folded("account_id")
    known = (
        seen.filter(pl.col("account_id").is_not_null() & (pl.col("platform") != UNKNOWN_PLATFORM))
        .select("platform", "account_id", key.alias("handle"), own.alias("own"))
        .unique()
        .collect()
    )
    # Digits without a handle are an id, whoever else may be called so.
    is_name = ~pl.col("own").str.contains(r"^\d+$")
    is_bare = (pl.col("handle") == pl.col("own")) | (pl.col("handle").is_null() & is_name)
    # An account that has an id carries it in some row beside its handle.
    ids = known.filter((pl.col("handle") != pl.col("own")).fill_null(value=False))
    ids = ids.group_by("platform", "handle").agg(pl.col("account_id").unique())
    ids = ids.filter(pl.col("account_id").list.len() == 1).with_columns(pl.col("account_id").list.first().alias("id"))
    bare = known.filter(is_bare).unique(["platform", "account_id"])
    found = bare.join(ids, left_on=["platform", "own"], right_on=["platform", "handle"], how="inner", suffix="_with")
    rows = found.filter(pl.col("id") != pl.col("account_id")).select(
        "platform",
        pl.col("own").alias("handle"),
        pl.concat_str("platform", pl.lit(":"), "account_id").alias("by_handle"),
        pl.concat_str("platform", pl.lit(":"), "id").alias("with_id"),
    )
    return _undeclared(rows, case).sort("platform", "handle", "by_handle")


def _folded(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().str.strip_chars_start("@＠").str.to_lowercase()


def _undeclared(rows: pl.DataFrame, case: Case) -> pl.DataFrame:
    """Leave out the rows whose two accounts the case takes for one person's."""
    persons = dict(kept_same_persons(case.path).select("account", "person").iter_rows())
    if not persons:
        return rows
    of = [rows[name].replace_strict(persons, default=None, return_dtype=pl.String) for name in ("by_handle", "with_id")]
    return rows.filter(~(of[0] == of[1]).fill_null(value=False))
