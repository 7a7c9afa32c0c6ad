"""A watchlist as a card: the list, whose word it is, and the first ranks of every day and kind."""

import polars as pl

from unisono.cases import Case
from unisono.dossiers.watchlist.describing import describe_watchlist
from unisono.web.cards.declared import Card

RANKS_KEPT = 50
"""Ranks of each day and kind that a page can show; what is unusual is kept whatever its rank."""


def tell_watchlist(case: Case, name: str, *, topics: bool = False) -> Card:
    """Return card, ranks (the first of each day and kind, and what is unusual) and used: rows there are of each."""
    page = describe_watchlist(case, name, topics=topics)
    kept = page.ranks.filter((pl.col("rank") <= RANKS_KEPT) | pl.col("unusual").fill_null(value=False))
    used = page.ranks.group_by("day", "kind", maintain_order=True).agg(
        pl.len().alias("things"), pl.col("p").count().alias("tested")
    )
    return {"card": dict(page.card), "ranks": kept.to_dicts(), "used": used.to_dicts()}
