"""Threads' posts; what they quote, repost or answer lies inside them."""

import polars as pl

from unisono.importers.zeeschuimer.layouts import (
    Layout,
    flags,
    listed,
    texts,
    unwrapped,
    without_counts_of_reposts,
    without_query,
)

APP = "text_post_app_info"
QUOTED, REPOSTED = f"{APP}.share_info.quoted_post", f"{APP}.share_info.reposted_post"


def _shared(field: str) -> str:
    return f"{REPOSTED}.{field} {QUOTED}.{field}"


def shape_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """A shared post makes a repost or a quote; an answer names whom it answers, not what."""
    is_reply = pl.col("is_reply").fill_null(value=False) | pl.col("answered_handle").is_not_null()
    kind = (
        pl.when(pl.col("reposted").is_not_null())
        .then(pl.lit("repost"))
        .when(is_reply)
        .then(pl.lit("reply"))
        .when(pl.col("quoted").is_not_null())
        .then(pl.lit("quote"))
        .otherwise(pl.lit("post"))
    )
    wide = wide.with_columns(
        kind.alias("kind"), pl.coalesce("reposted", "quoted").alias("ref_post_id"), unwrapped(wide["link"])
    )
    answers = pl.col("kind") == "reply"
    shared = [pl.when(~answers).then(pl.col(name)).alias(name) for name in wide.columns if name.startswith("ref_")]
    wide = without_counts_of_reposts(wide.with_columns(shared))
    return wide.with_columns(
        pl.coalesce("ref_handle", "answered_handle").alias("ref_handle"),
        pl.coalesce("ref_handle", "answered_handle").alias("ref_account_id"),
        pl.coalesce("text", pl.when(pl.col("kind") == "repost").then("ref_text")).alias("text"),
        listed("link").alias("more_urls"),
        without_query(pl.col("pictures").list.head(1)).alias("media"),
    )


POSTS = Layout(
    ("threads.net", "threads.com"),
    "threads",
    (
        *texts(
            post_id="code",
            account_id="user.pk user.id",
            handle="user.username",
            display_name="user.full_name",
            by_avatar_url="user.profile_pic_url",
            created_at="taken_at",
            text="caption.text",
            like_count="like_count",
            repost_count=f"{APP}.repost_count",
            reply_count=f"{APP}.direct_reply_count",
            quote_count=f"{APP}.quote_count",
            link=f"{APP}.link_preview_attachment.url",
            answered_handle=f"{APP}.reply_to_author.username",
            reposted=f"{REPOSTED}.code",
            quoted=f"{QUOTED}.code",
            ref_handle=_shared("user.username"),
            ref_text=_shared("caption.text"),
            ref_created_at=_shared("taken_at"),
            pictures="image_versions2.candidates[].url",
        ),
        *flags(by_verified="user.is_verified", is_reply=f"{APP}.is_reply"),
    ),
    shape_posts,
    signs=(frozenset({"code", "taken_at", "text_post_app_info"}),),
    goes_by_handle=True,
)
