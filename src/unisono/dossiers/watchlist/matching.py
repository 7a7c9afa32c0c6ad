"""Which accounts of a case the members of a list are: by id, else by any handle that an account has had."""

import polars as pl

from unisono.cases import Case
from unisono.cases.watchlists import Member
from unisono.model.names import ACCOUNT_NAME

MATCHES = pl.Schema(
    {
        "row": pl.Int64(),  # place in the list
        "account": pl.String(),  # platform:id; null where the case has no such account
        "how": pl.String(),  # id, handle, earlier handle; null where absent
        "absent": pl.String(),  # why no account is this member; null where one is
    }
)
"""One row for each member, in the order of the list."""

NOT_THERE = "no post and no profile of it in the case"
OTHER_ID = "the case has its handle under another id"
SEVERAL = "its name fits several accounts of the case"
KEPT_EXAMPLES = 3
RENAMED = {"x": "twitter"}
"""Platforms that lists and files call by either name."""


def match_members(case: Case, members: tuple[Member, ...]) -> pl.DataFrame:
    """Return MATCHES: an id counts before a handle, and a member with an id is never an account of another id.

    A handle fits an account that has it or has had it. Where a name fits several accounts, it is none of them: lists
    accuse, and a wrong guess would accuse a stranger. Ids that are the handles themselves say nothing against a handle.
    """
    return match_names(_names_of(case, members), members)


def match_names(known: pl.DataFrame, members: tuple[Member, ...]) -> pl.DataFrame:
    """Return MATCHES among accounts that are known by name: account, handle (in small letters, or null), is_latest."""
    by_id: dict[str, set[str]] = {}
    by_handle: dict[str, dict[str, bool]] = {}
    for account, handle, is_latest in known.iter_rows():
        by_id.setdefault(account.partition(":")[2], set()).add(account)
        if handle is not None:
            by_handle.setdefault(handle, {})[account] = is_latest
    rows = []
    for row, member in enumerate(members):
        account, how, absent = _match(member, by_id, by_handle)
        rows.append((row, account, how, absent))
    return pl.DataFrame(rows, schema=MATCHES, orient="row")


def _match(
    member: Member, by_id: dict[str, set[str]], by_handle: dict[str, dict[str, bool]]
) -> tuple[str | None, str | None, str | None]:
    """Return the account of one member, how it was found, and why none was."""
    if member.account_id:
        fits = _on_platform(by_id.get(member.account_id, set()), member.platform)
        if len(fits) == 1:
            return fits[0], "id", None
        if fits:
            return None, None, _several(fits)
    if not member.handle:
        return None, None, NOT_THERE
    holders = by_handle.get(member.handle.lower(), {})
    fits = _on_platform(holders, member.platform)
    if member.account_id and fits:
        others = [one for one in fits if one.partition(":")[2].lower() != member.handle.lower()]
        if others:
            return None, None, f"{OTHER_ID}: {', '.join(others[:KEPT_EXAMPLES])}"
    if len(fits) == 1:
        return fits[0], "handle" if holders[fits[0]] else "earlier handle", None
    return None, None, _several(fits) if fits else NOT_THERE


def _several(fits: list[str]) -> str:
    more = f" and {len(fits) - KEPT_EXAMPLES:,} more" if len(fits) > KEPT_EXAMPLES else ""
    return f"{SEVERAL}: {', '.join(fits[:KEPT_EXAMPLES])}{more}"


def _on_platform(accounts: set[str] | dict[str, bool], platform: str | None) -> list[str]:
    wanted = RENAMED.get(platform or "", platform)
    return sorted(one for one in accounts if wanted is None or _platform_of(one) == wanted)


def _platform_of(account: str) -> str:
    platform = account.partition(":")[0]
    return RENAMED.get(platform, platform)


def _names_of(case: Case, members: tuple[Member, ...]) -> pl.DataFrame:
    """Return account, handle (in small letters) and is_latest of all accounts that could be one of the members."""
    ids = pl.Series("id", sorted({one.account_id for one in members if one.account_id}), dtype=pl.String)
    handles = pl.Series("handle", sorted({one.handle.lower() for one in members if one.handle}), dtype=pl.String)
    fits = pl.col("account_id").is_in(ids.implode()) | pl.col("folded").is_in(handles.implode())
    tables = [
        table.filter(pl.col("account_id").is_not_null() & (pl.col("account_id") != ""))
        .with_columns(pl.col("platform").fill_null("unknown"), pl.col("handle").str.to_lowercase().alias("folded"))
        .filter(fits)
        .group_by(ACCOUNT_NAME, "folded")
        .agg(pl.col(at).max().alias("at"))
        for table, at in ((case.posts(), "created_at"), (case.account_snapshots(), "observed_at"))
    ]
    named = pl.concat([table.collect() for table in tables])
    latest = _latest_handles(case, named["account"].unique())
    held = named.group_by("account", "folded").agg(pl.col("at").max())
    told = held.join(latest, on="account", how="left").with_columns(
        pl.col("folded").eq_missing(pl.col("latest")).alias("is_latest")
    )
    return told.sort("account", "folded").select("account", pl.col("folded").alias("handle"), "is_latest")


def _latest_handles(case: Case, accounts: pl.Series) -> pl.DataFrame:
    """Return the handle that each account was last seen with, in small letters."""
    seen = [
        table.select(ACCOUNT_NAME, pl.col("handle").str.to_lowercase().alias("latest"), pl.col(at).alias("at"))
        .filter(pl.col("account").is_in(accounts.implode()) & pl.col("latest").is_not_null())
        .collect()
        for table, at in ((case.posts(), "created_at"), (case.account_snapshots(), "observed_at"))
    ]
    # Of a post and a profile of the same moment the profile counts: it is what was looked at.
    return (
        pl.concat(seen)
        .sort("at", nulls_last=False, maintain_order=True)
        .unique("account", keep="last", maintain_order=True)
        .select("account", "latest")
    )
