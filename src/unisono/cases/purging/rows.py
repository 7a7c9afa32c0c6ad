"""What a purge leaves of each table: rows of the gone are out, and what others wrote no longer names them."""

import hashlib
import hmac
import re

import polars as pl

from unisono.cases.collapsing import ACCOUNT_KEY, POST_KEY
from unisono.cases.purging.request import Gone
from unisono.model.tables import POSTS

NAMED_NO_MORE = "purged"
OF_THE_ORIGINAL = ("text", "text_complete", "hashtags", "urls", "mentions", "media")
"""What a repost repeats of the post it passes on."""


def left_of(table: str, rows: pl.DataFrame, gone: Gone, key: bytes) -> pl.DataFrame:
    """Return the rows of a table of segments that stay, in their order.

    key: of the case, for the names that take the place of posts which others refer to.
    """
    if table in ("posts", "again"):
        return _posts_left(rows, gone, key)
    if table == "media":  # pictures have no author
        return rows
    by_account = "account_id" in rows.columns
    left = rows.join(gone.accounts, on=ACCOUNT_KEY, how="anti", maintain_order="left") if by_account else rows
    if "post_id" in rows.columns:
        left = left.join(gone.posts, on=POST_KEY, how="anti", maintain_order="left")
    return left


def _posts_left(rows: pl.DataFrame, gone: Gone, key: bytes) -> pl.DataFrame:
    left = rows.join(gone.posts, on=POST_KEY, how="anti", maintain_order="left").join(
        gone.accounts, on=ACCOUNT_KEY, how="anti", maintain_order="left"
    )
    posts = gone.posts.select("platform", pl.col("post_id").alias("ref_post_id"), pl.lit(value=True).alias("_post"))
    people = gone.accounts.select("platform", pl.col("account_id").alias("ref_account_id"))
    told = left.join(posts, on=["platform", "ref_post_id"], how="left", maintain_order="left").join(
        people.with_columns(pl.lit(value=True).alias("_account")),
        on=["platform", "ref_account_id"],
        how="left",
        maintain_order="left",
    )
    is_about = (pl.col("_post") | pl.col("_account")).fill_null(value=False)
    replaced = dict.fromkeys(told.filter(is_about)["ref_post_id"].drop_nulls().unique().to_list())
    names = {post: stand_in(post, key) for post in replaced}
    is_their_words = is_about & (pl.col("kind") == "repost")
    return (
        told.with_columns(
            pl.when(is_about).then(pl.col("ref_post_id").replace(names)).otherwise("ref_post_id").alias("ref_post_id"),
            *(pl.when(~is_about).then(name).alias(name) for name in ("ref_account_id", "ref_handle", "ref_created_at")),
            *(pl.when(~is_their_words.fill_null(value=False)).then(name).alias(name) for name in OF_THE_ORIGINAL),
        )
        .with_columns(*_without_names(gone))
        .select(list(POSTS))
    )


def _without_names(gone: Gone) -> list[pl.Expr]:
    """Return texts and mentions in which the gone are not named: by handle after an @, or by id."""
    named = {name.casefold().lstrip("@") for name in (*gone.handles, *gone.ids)}
    if not named:
        return []
    ours = pl.element().str.to_lowercase().str.strip_chars_start("@").is_in(sorted(named))
    words = "|".join(re.escape(name.lstrip("@")) for name in sorted(gone.handles, key=len, reverse=True))
    text = pl.col("text")
    if words:
        text = text.str.replace_all(rf"(?i)([@＠])(?:{words})\b", "${1}" + NAMED_NO_MORE)
    for one in gone.ids:
        if ":" in one or len(one) >= 6:  # a shorter number may be a price
            text = text.str.replace_all(one, NAMED_NO_MORE, literal=True)
    return [text.alias("text"), pl.col("mentions").list.filter(~ours).alias("mentions")]


def stand_in(post: str, key: bytes) -> str:
    """Return what stands for a post that is gone where others refer to it: the same for each, and not to be undone."""
    return f"{NAMED_NO_MORE}-{hmac.new(key, post.encode(), hashlib.sha256).hexdigest()[:20]}"
