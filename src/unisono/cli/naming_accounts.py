"""Accounts by the names that people type and read: handles and bare ids for platform:id, and back."""

from collections.abc import Iterable
from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.model.errors import UsageError
from unisono.model.names import ACCOUNT_NAME


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


def find_account(case: Case, name: str) -> str:
    """Return the platform:id of an account named by platform:id, handle (with or without @) or bare id.

    Raises UsageError when the case has no such account or several.
    """
    handle = name.removeprefix("@").lower()
    fits = ACCOUNT_NAME.eq(name) | (pl.col("account_id") == name) | (pl.col("handle").str.to_lowercase() == handle)
    named = [table.filter(fits).select(ACCOUNT_NAME) for table in (case.posts(), case.accounts())]
    found: list[str] = sorted(set(pl.concat(named).collect()["account"].drop_nulls()))
    if name in found or len(found) == 1:
        return name if name in found else found[0]
    if found:
        raise UsageError(f"{name} names {len(found)} accounts: {', '.join(found[:5])}. Type one of these ids.")
    raise UsageError(
        f"{case.path} has no account {name}. Type a handle or an id as in: unisono networks {quote(str(case.path))}"
    )


def at_handle(handle: str | None, account: str) -> str:
    """Return how a table names an account: @handle, or its id where no handle is known."""
    return f"@{handle}" if handle else account


def some_of(names: list[str], shown: int = 5) -> str:
    """Return the first names and how many more there are.

    >>> some_of(["@a", "@b", "@c"], 2)
    '@a, @b and 1 more'
    """
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more:,} more" if more > 0 else "")


def _time(column: str) -> pl.Expr:
    return pl.col(column).alias("at")
