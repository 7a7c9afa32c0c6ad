"""Bluesky's records that are no posts, and what each of them is, in a few words."""

import polars as pl

NAMES = {
    "app.bsky.feed.like": "a like",
    "app.bsky.graph.follow": "a follow",
    "app.bsky.graph.block": "a block",
    "app.bsky.graph.list": "a list of accounts",
    "app.bsky.graph.listitem": "an entry of a list of accounts",
    "app.bsky.graph.listblock": "a block of a list of accounts",
    "app.bsky.graph.starterpack": "a starter pack",
    "app.bsky.feed.generator": "a feed",
    "app.bsky.feed.threadgate": "a rule about who may reply",
    "app.bsky.feed.postgate": "a rule about who may quote",
    "app.bsky.actor.profile": "a profile",
    "app.bsky.feed.post": "a post's record that is none",
    "app.bsky.feed.repost": "a repost's record that is none",
}
OWN = ("app.bsky.", "chat.bsky.")


def reason_for_other(collection: pl.Expr, is_delete: pl.Expr | None = None) -> pl.Expr:
    """Say why records of these collections are no posts; `is_delete` marks those that were taken back."""
    known = collection.replace_strict(NAMES, default=None, return_dtype=pl.String)
    is_own = pl.any_horizontal(collection.str.starts_with(prefix) for prefix in OWN)
    what = (
        pl.when(known.is_not_null()).then(known)
        .when(is_own).then(pl.lit("another record of Bluesky"))
        .otherwise(pl.lit("a record of another app"))
    )  # fmt: skip
    gone = pl.lit(value=False) if is_delete is None else is_delete.fill_null(value=False)
    return pl.when(gone).then(what + pl.lit(" that was taken back: no post")).otherwise(what + pl.lit(": no post"))
