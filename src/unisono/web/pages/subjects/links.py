"""The links of a case: the pages or the sites that its posts lead to, those of most posts first."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.dossiers.listing import listings_of
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.posts.kept_posts import KeptPosts
from unisono.web.posts.reading import kept_posts
from unisono.web.shown import Shown

ORDERS: Mapping[str, str] = {"posts": "posts", "accounts": "accounts", "reposts": "reposts", "first": "first_at"}
KINDS = ("page", "site")

Row = dict[str, Any]  # Any: cells


def view(asked: Asked) -> Shown:
    """Show a page of the links, or of the sites."""
    kind = asked.query.get("kind", "page")
    kind = kind if kind in KINDS else "page"
    order = asked.query.get("order", "posts")
    order = order if order in ORDERS else "posts"
    words = asked.query.get("words", "").strip().replace("[.]", ".").lower()
    links = count_links(kept_posts(asked), kind, asked.run)
    found = links.filter(pl.col("place").str.to_lowercase().str.contains(words, literal=True)) if words else links
    ordered = found.sort(ORDERS[order], "place", descending=[order != "first", False], nulls_last=True)
    number = min(asked.page_number, max(1, -(-ordered.height // asked.rows_shown)))
    shown = ordered.slice((number - 1) * asked.rows_shown, asked.rows_shown)
    values = {
        "rows": shown.to_dicts(),
        "listed": listings_of(asked.case, shown["place"]),
        "total": ordered.height,
        "words": words,
        "kind": kind,
        "order": order,
        "is_scanned": asked.run is not None,
    }
    return Shown("subjects/links.html.j2", values, ordered.iter_rows(named=True))


def count_links(kept: KeptPosts, kind: str, run: Run | None) -> pl.DataFrame:
    """Return place, posts, reposts, accounts, first_at and members_share of each page or site.

    Reposts are counted apart; accounts, times and the share by members of networks count both.
    """
    place = pl.col("address" if kind == "page" else "publisher").alias("place")
    uses = kept.links.select(place, "position").unique()
    posts = kept.columns.select("position", "writer", "at", (pl.col("kind") == "repost").alias("is_repost"))
    members = _members(kept, run)
    share = pl.lit(None, dtype=pl.Float64) if members is None else pl.col("writer").is_in(members.implode()).mean()
    return (
        uses.join(posts, on="position")
        .group_by("place")
        .agg(
            (~pl.col("is_repost").fill_null(value=False)).sum().cast(pl.Int64).alias("posts"),
            pl.col("is_repost").fill_null(value=False).sum().cast(pl.Int64).alias("reposts"),
            pl.col("writer").n_unique().cast(pl.Int64).alias("accounts"),
            pl.col("at").min().alias("first_at"),
            share.alias("members_share"),
        )
    )


def _members(kept: KeptPosts, run: Run | None) -> pl.Series | None:
    if run is None:
        return None
    accounts = run.table("members")["account"].unique()
    return kept.accounts.filter(pl.col("account").is_in(accounts.implode()))["writer"]


PAGE = Page("/links", view)
