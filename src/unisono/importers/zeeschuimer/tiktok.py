"""TikTok's videos and comments, as the site itself receives them."""

import polars as pl

from unisono.importers.zeeschuimer.layouts import Layout, flags, texts

NOTHING = ("0", "")
"""What TikTok writes where a video answers no other, or a comment no comment."""

VIDEO = (
    *texts(
        post_id="id",
        text="desc",
        created_at="createTime",
        lang="textLanguage",
        like_count="stats.diggCount statsV2.diggCount",
        reply_count="stats.commentCount statsV2.commentCount",
        repost_count="stats.shareCount statsV2.shareCount",
        view_count="stats.playCount statsV2.playCount",
        hashtags="textExtra[].hashtagName",
        tags="challenges[].title",
        mentions="textExtra[].userUniqueId",
        duet_of="duetInfo.duetFromId",
        by_followers="authorStats.followerCount",
        by_following="authorStats.followingCount",
        by_posts="authorStats.videoCount",
        by_likes="authorStats.diggCount",
    ),
)
AUTHOR = (
    *texts(
        account_id="author.id",
        handle="author.uniqueId",
        display_name="author.nickname",
        by_bio="author.signature",
        by_avatar_url="author.avatarThumb",
        by_created_at="author.createTime",
    ),
    *flags(by_verified="author.verified"),
)
EMBEDDED_AUTHOR = texts(handle="author", display_name="nickname")


def shape_videos(wide: pl.DataFrame) -> pl.DataFrame:
    """A duet answers another video with a video of its own: it is a quote."""
    other = pl.when(~pl.col("duet_of").is_in(NOTHING)).then("duet_of")
    tags = [pl.col(name).list.eval(pl.element().filter(pl.element() != "")) for name in ("hashtags", "mentions")]
    wide = wide.with_columns(other.alias("ref_post_id"), *tags)
    return wide.with_columns(
        pl.when(pl.col("ref_post_id").is_not_null()).then(pl.lit("quote")).otherwise(pl.lit("post")).alias("kind"),
        pl.coalesce("hashtags", "tags").alias("hashtags"),
    )


def shape_comments(wide: pl.DataFrame) -> pl.DataFrame:
    """A comment answers a comment, or else the video."""
    parent = pl.when(~pl.col("reply_to").is_in(NOTHING)).then("reply_to")
    return wide.with_columns(
        pl.lit("reply").alias("kind"),
        pl.coalesce(parent, "thread_id").alias("ref_post_id"),
    )


EMBEDDED_VIDEOS = Layout((), "tiktok", (*VIDEO, *EMBEDDED_AUTHOR), shape_videos, goes_by_handle=True)
VIDEOS = Layout(
    ("tiktok.com",),
    "tiktok",
    (*VIDEO, *AUTHOR),
    shape_videos,
    signs=(frozenset({"id", "desc", "createTime", "author"}),),
    needed="handle",
    otherwise=EMBEDDED_VIDEOS,
    goes_by_handle=True,
)
COMMENTS = Layout(
    ("tiktok-comments",),
    "tiktok",
    (
        *texts(
            post_id="cid",
            text="text",
            created_at="create_time",
            account_id="user.uid",
            handle="user.unique_id",
            display_name="user.nickname",
            by_bio="user.signature",
            like_count="digg_count",
            reply_count="reply_comment_total",
            thread_id="aweme_id",
            reply_to="reply_id",
            lang="comment_language",
        ),
    ),
    shape_comments,
    signs=(frozenset({"cid", "aweme_id", "text"}),),
    goes_by_handle=True,
)
