"""Videos of TikTok and Douyin, and comments on TikTok."""

import polars as pl

from unisono.importers.fourcat_fields.layout import BASICS, Derived, FourcatSource, Look, cells, chosen, one_kind

VIDEO_OWNER = r"tiktok\.com/@([\w.]+)/"
SITE_OF = r"/user/([^/?#]+)"
STREAM = "Stream"

TIKTOK = FourcatSource(
    name="tiktok",
    platform="tiktok",
    telling=frozenset({"id", "body", "author", "music_name", "tiktok_url"}),
    columns=BASICS | {
        "display_name": ("author_full",), "hashtags": ("hashtags",), "media": ("video_url",),
        "like_count": ("likes", "amount_likes"), "reply_count": ("comments", "amount_comments"),
        "repost_count": ("shares", "amount_shares"), "view_count": ("plays", "amount_plays"),
        "followers": ("author_followers",), "account_likes": ("author_likes",), "account_posts": ("author_videos",),
        "avatar_url": ("author_avatar",),
    },
    clock="unix",
)  # fmt: skip


def derive_comments(frame: pl.DataFrame, look: Look) -> Derived:
    """A comment answers the video, or the comment that begins its thread."""
    thread, video = cells(frame, "thread_id"), cells(frame, "post_id")
    owner = cells(frame, "post_url").str.extract(VIDEO_OWNER)
    author = cells(frame, "author")
    # Where the site names nobody, the tool writes the account's number with a sign before it.
    return {"kind": one_kind("reply", frame.height), "thread_id": video, "account_id": author} | chosen(
        ref_post_id=thread.fill_null(video),
        ref_handle=pl.when(pl.lit(thread) == pl.lit(video)).then(pl.lit(owner)),
        handle=author.set(author.str.starts_with("@").fill_null(value=False), None),
    )


TIKTOK_COMMENTS = FourcatSource(
    name="tiktok-comments",
    platform="tiktok",
    telling=frozenset({"id", "body", "author", "post_id", "is_comment_on_comment"}),
    columns=BASICS | {
        "display_name": ("author_full",), "lang": ("language_guess",), "like_count": ("likes",),
        "reply_count": ("replies",), "avatar_url": ("author_avatar_url",),
    },
    clock="unix",
    beside=("thread_id", "post_id", "post_url", "author"),
    derives=("kind", "thread_id", "ref_post_id", "ref_handle", "account_id", "handle"),
    derive=derive_comments,
)  # fmt: skip


def refine_douyin(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Mention accounts by what their address names."""
    if "mentions" not in posts.columns:
        return posts
    named = pl.element().str.extract(SITE_OF).fill_null(pl.element())
    return posts.with_columns(pl.col("mentions").list.eval(named))


def refuse_streams(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    """Say of live streams that they are no posts."""
    is_stream = cells(rows, "subject") == STREAM
    return pl.select(pl.when(is_stream).then(pl.lit("is a live stream, not a post"))).to_series()


DOUYIN = FourcatSource(
    name="douyin",
    platform="douyin",
    telling=frozenset({"id", "body", "author_user_id", "author_nickname", "prevent_download"}),
    columns={
        "post_id": ("id",), "thread_id": ("thread_id",), "account_id": ("author_user_id",),
        "display_name": ("author_nickname",), "text": ("body",), "hashtags": ("hashtags",), "mentions": ("mentions",),
        "media": ("image_urls",), "like_count": ("digg_count",), "reply_count": ("comment_count",),
        "repost_count": ("share_count",), "view_count": ("play_count",), "account_url": ("author_profile_url",),
        "avatar_url": ("author_thumbnail_url",), "location": ("author_region",),
    },
    clock="unix",
    beside=("subject",),
    refine=refine_douyin,
    refuse=refuse_streams,
)  # fmt: skip
