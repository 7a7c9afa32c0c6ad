"""What a case has of the words that somebody types: accounts, hashtags, links and posts, exact hits first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from starlette.responses import RedirectResponse

from unisono.dossiers.post.naming import ids_in
from unisono.model.errors import UsageError
from unisono.traces.hashtag import fold_tag
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.subjects.accounts import find_accounts
from unisono.web.posts.asked_for import PostsAsked, address_in
from unisono.web.posts.kept_posts import KeptPosts
from unisono.web.posts.reading import ChosenPosts, chosen_posts, kept_posts
from unisono.web.posts.shown_posts import shown_posts
from unisono.web.shown import Given, Shown, StillComputing

SHOWN = 10
POSTS_SHOWN = 5

_ADDRESS = re.compile(r"^(?:https?|hxxps?|at)://\S+$", re.IGNORECASE)
_NAME = re.compile(r"^[a-z][a-z0-9_.-]*:\S+$")


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many, and the first of them."""

    kind: str
    total: int
    rows: Sequence[dict[str, Any]]  # Any: cells


def view(asked: Asked) -> Shown | Given:
    """Show what the case has of the words, or go straight to what an id or an address names."""
    words = asked.query.get("words", "").strip()
    if not words:
        return Shown("subjects/search.html.j2", {"words": "", "groups": [], "posts": None, "post_total": None})
    kept = kept_posts(asked)
    if (place := named_place(asked, kept, words)) is not None and "as" not in asked.query:
        return Given(RedirectResponse(place, 303))
    every = (_accounts(kept, words), _named_posts(kept, words), _hashtags(kept, words), _links(kept, words))
    groups = [one for one in every if one.total]
    chosen = _posts(asked, words)
    shown = shown_posts(chosen.page(1, POSTS_SHOWN), kept) if chosen is not None else None
    values = {
        "words": words,
        "groups": groups,
        "posts": shown,
        "post_total": len(chosen) if chosen is not None else None,
    }
    rows = [{"kind": group.kind, **row} for group in groups for row in group.rows]
    rows += [{"kind": "post", **one.row} for one in shown or ()]
    return Shown("subjects/search.html.j2", values, rows)


def named_place(asked: Asked, kept: KeptPosts, words: str) -> str | None:
    """Return the page of the account, post or link that an id or an address names; null for words."""
    if _NAME.match(words) and not _ADDRESS.match(words):
        if kept.accounts.filter(pl.col("account") == words).height:
            return asked.address("account", words)
        if _holds_post(kept, words):
            return asked.address("post", words)
    if not _ADDRESS.match(words):
        return None
    found = [post for one in ids_in(words) for post in _posts_named(kept, one)]
    if len(found) == 1:
        return asked.address("post", found[0])
    if kept.links.filter(pl.col("address") == address_in(words)).height:
        return asked.address("link", url=words)
    return None


def _holds_post(kept: KeptPosts, name: str) -> bool:
    known = kept.columns.filter(pl.col("post") == name).height
    return bool(known or kept.originals.filter(pl.col("original") == name).height)


def _posts_named(kept: KeptPosts, one: str) -> list[str]:
    """Return the posts of this platform:id or bare id."""
    fits = (pl.col("post") == one) | pl.col("post").str.ends_with(f":{one}")
    return kept.columns.filter(fits)["post"].head(SHOWN).to_list()


def _accounts(kept: KeptPosts, words: str) -> Group:
    found = find_accounts(kept.accounts, words)
    typed = words.lstrip("@＠").lower()
    is_exact = (pl.col("handle").str.to_lowercase() == typed) | pl.col("account").str.ends_with(f":{words}")
    ordered = found.with_columns(is_exact.fill_null(value=False).alias("is_exact")).sort(
        "is_exact", "posts", "account", descending=[True, True, False]
    )
    rows = ordered.head(SHOWN).select("account", "handle", "name", "posts", "is_exact")
    return Group("account", found.height, rows.to_dicts())


def _named_posts(kept: KeptPosts, words: str) -> Group:
    """Return the posts with this id, of whatever platform."""
    rows = [{"post": post, "posts": 1, "is_exact": True} for post in _posts_named(kept, words)]
    return Group("post", len(rows), rows)


def _hashtags(kept: KeptPosts, words: str) -> Group:
    letters = fold_tag(words.replace(" ", ""))
    if letters is None:
        return Group("hashtag", 0, [])
    used = kept.tags.filter(pl.col("tag").str.contains(letters, literal=True))
    counted = used.group_by("tag").agg(
        pl.len().cast(pl.Int64).alias("posts"), (pl.col("tag") == letters).any().alias("is_exact")
    )
    ordered = counted.sort("is_exact", "posts", "tag", descending=[True, True, False])
    return Group("hashtag", ordered.height, ordered.head(SHOWN).to_dicts())


def _links(kept: KeptPosts, words: str) -> Group:
    part = address_in(words) if _ADDRESS.match(words) else words.replace("[.]", ".").lower()
    used = kept.links.filter(pl.col("address").str.to_lowercase().str.contains(part, literal=True))
    sites = used.filter((pl.col("publisher") == part) | (pl.col("domain") == part)).select(
        pl.lit(part).alias("address"), "position"
    )
    both = pl.concat([sites, used.select("address", "position")]).unique()
    counted = both.group_by("address").agg(
        pl.len().cast(pl.Int64).alias("posts"), (pl.col("address") == part).any().alias("is_exact")
    )
    ordered = counted.sort("is_exact", "posts", "address", descending=[True, True, False])
    return Group("link", ordered.height, ordered.head(SHOWN).to_dicts())


def _posts(asked: Asked, words: str) -> ChosenPosts | None:
    """Return the posts with the words, those of this id first; null while they are looked for."""
    try:
        return chosen_posts(asked, PostsAsked.of({"words": words}, asked.case.zone))
    except StillComputing:
        return None
    except UsageError:
        return ChosenPosts(asked.case, kept_posts(asked), pl.Series([], dtype=pl.UInt32))


PAGE = Page("/search", view)
