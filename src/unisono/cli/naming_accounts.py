"""Accounts by the names that people read: handles for platform:id."""

from collections.abc import Iterable

import polars as pl

from unisono.cases import Case
from unisono.model.names import ACCOUNT_NAME, short_name

LONGEST_ID = 200
LONGEST_PIECE = 240
"""Letters that a table shows of an id, which people type again, and of one piece of a list."""


def handles_of(case: Case, accounts: Iterable[str]) -> dict[str, str]:
    """Return the latest known handle of each account that has one, by platform:id."""
    wanted = pl.LazyFrame({"account": sorted(set(accounts))}, schema={"account": pl.String()})
    named = [
        table.filter(pl.col("handle").is_not_null())
        .select(ACCOUNT_NAME, "handle", at)
        .join(wanted, on="account", how="semi")
        for table, at in ((case.posts(), _time("created_at")), (case.accounts(), _time("observed_at")))
    ]
    latest = pl.concat(named).sort("at", nulls_last=False, maintain_order=True)
    rows = latest.unique("account", keep="last", maintain_order=True).select("account", "handle").collect()
    return dict(rows.iter_rows())


def has_several_platforms(case: Case) -> bool:
    """Say whether a case has posts of more than one platform: then a handle alone does not tell an account."""
    platforms = case.posts().select(pl.col("platform").drop_nulls().unique()).collect()
    return platforms.height > 1


def at_handle(handle: str | None, account: str, *, with_platform: bool = False) -> str:
    """Return how a table names an account: @handle, with its platform if wanted, or its id where no handle is known.

    Names are cut where they are very long; rows for programs have them whole.

    >>> at_handle("ann", "gab:7", with_platform=True), at_handle(None, "gab:7")
    ('@ann (gab)', 'gab:7')
    """
    if not handle:
        return short_name(account, LONGEST_ID)
    shown = short_name(handle)
    return f"@{shown} ({short_name(account.partition(':')[0])})" if with_platform else f"@{shown}"


def some_of(names: list[str], shown: int = 5) -> str:
    """Return the first names, each cut where it is very long, and how many more there are.

    >>> some_of(["@a", "@b", "@c"], 2)
    '@a, @b and 1 more'
    """
    more = len(names) - shown
    return ", ".join(short_name(name, LONGEST_PIECE) for name in names[:shown]) + (
        f" and {more:,} more" if more > 0 else ""
    )


def _time(column: str) -> pl.Expr:
    return pl.col(column).alias("at")
