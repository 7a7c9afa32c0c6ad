"""The accounts of a case: how much each posted, since when, in which network; found by handle or name."""

from collections.abc import Mapping

import polars as pl

from unisono.cases import Run
from unisono.model.errors import UsageError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.posts.folding import holding_all, sought
from unisono.web.posts.reading import kept_posts
from unisono.web.shown import Shown

ORDERS: Mapping[str, tuple[str, bool]] = {
    "posts": ("posts", True),
    "first": ("first_at", False),
    "last": ("last_at", True),
    "handle": ("handle", False),
    "network": ("network", False),
    "platform": ("platform", False),
}
"""What the list is sorted by: the column, and whether the largest comes first."""


def view(asked: Asked) -> Shown:
    """Show a page of the accounts."""
    words, wanted = asked.query.get("words", "").strip(), asked.query.get("platform", "")
    known = kept_posts(asked).accounts
    accounts = find_accounts(known, words)
    if wanted:
        accounts = accounts.filter(pl.col("platform") == wanted)
    network = asked.query.get("network", "").strip()
    if network:
        accounts = accounts.join(members_of(asked, network), on="account", how="semi")
    order = asked.query.get("order", "posts")
    order = order if order in ORDERS else "posts"
    column, descending = ORDERS[order]
    named = with_networks(accounts, asked.run)
    if network:
        named = named.with_columns(network=pl.lit(int(network)))
    ordered = named.sort(column, "account", descending=[descending, False], nulls_last=True).drop("writer", "folded")
    number = min(asked.page_number, max(1, -(-ordered.height // asked.rows_shown)))
    values = {
        "total": ordered.height,
        "with_posts": ordered.filter(pl.col("posts") > 0).height,
        "network": network,
        "accounts": ordered.slice((number - 1) * asked.rows_shown, asked.rows_shown).to_dicts(),
        "words": words,
        "order": order,
        "platform": wanted,
        "platforms": sorted(known["platform"].unique().drop_nulls()),
        "is_scanned": asked.run is not None,
    }
    every = ordered.rename({"account": "account_id"})
    return Shown("subjects/accounts.html.j2", values, every.iter_rows(named=True))


def find_accounts(accounts: pl.DataFrame, words: str) -> pl.DataFrame:
    """Return the accounts whose handle, name or id holds these words; all of them where nothing is typed."""
    typed = words.strip().lstrip("@＠")
    pieces = sought(typed)
    if not pieces:
        return accounts.clear() if words else accounts
    return accounts.filter(holding_all(pl.col("folded"), pieces) | pl.col("account").str.contains(typed, literal=True))


def members_of(asked: Asked, network: str) -> pl.DataFrame:
    """Return the accounts of a network of the run; raises UsageError where there is no such network."""
    members = asked.run.table("members") if asked.run is not None else None
    if members is not None and network.isascii() and network.isdigit() and len(network) < 10:
        own = members.filter(pl.col("network") == int(network)).select("account")
        if own.height:
            return own
    raise UsageError(f"There is no network {network!r}. The page of networks lists which there are.")


def with_networks(accounts: pl.DataFrame, run: Run | None) -> pl.DataFrame:
    """Add the network of each account (of several the first), null for those in none or without a scan."""
    if run is None:
        return accounts.with_columns(pl.lit(None, dtype=pl.Int64).alias("network"))
    members = run.table("members").sort("network").unique("account", keep="first", maintain_order=True)
    return accounts.join(members.select("account", "network"), on="account", how="left", maintain_order="left")


PAGE = Page("/accounts", view)
