"""Instagram's posts, reels and comments: lists of items as its pages load them, and the older graph objects."""

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.zeeschuimer.layouts import Layout, find_dotted_mentions, flags, texts, without_query

AD = pl.when(pl.col("product_type") == "ad").then(pl.lit("an advertisement, not a post of an account"))


def shape_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """Take the text out of graph objects; mention those tagged in the picture; hidden counts are unknown."""
    hidden = pl.col("likes_hidden").fill_null(value=False)
    wide = wide.with_columns(pl.coalesce("text", pl.col("graph_text").list.first()).alias("text"))
    both = [pl.lit(find_dotted_mentions(wide["text"])), pl.col("tagged")]
    return wide.with_columns(
        pl.concat_list(one.fill_null(pl.lit([], pl.List(pl.String))) for one in both)
        .list.unique(maintain_order=True)
        .alias("mentions"),
        pl.when(~hidden).then("like_count").alias("like_count"),
        pl.when(~hidden).then("view_count").alias("view_count"),
        without_query(pl.col("pictures").list.head(1)).alias("media"),
    )


def shape_comments(wide: pl.DataFrame) -> pl.DataFrame:
    """A comment answers a comment, or else the post, which is named as posts are."""
    post = pl.coalesce("shortcode", "media_id")
    return wide.with_columns(
        pl.lit("reply").alias("kind"),
        pl.coalesce("parent", post).alias("ref_post_id"),
        post.alias("thread_id"),
    )


POSTS = Layout(
    ("instagram.com",),
    "instagram",
    (
        *texts(
            post_id="code shortcode",
            account_id="user.pk user.id owner.pk owner.id",
            handle="user.username owner.username",
            display_name="user.full_name owner.full_name",
            by_avatar_url="user.profile_pic_url owner.profile_pic_url",
            created_at="taken_at taken_at_timestamp",
            text="caption.text",
            graph_text="edge_media_to_caption.edges[].node.text",
            like_count="like_count edge_media_preview_like.count edge_liked_by.count",
            reply_count="comment_count edge_media_preview_comment.count edge_media_to_comment.count",
            view_count="play_count view_count video_view_count",
            tagged="usertags.in[].user.username",
            pictures="image_versions2.candidates[].url",
            product_type="product_type",
        ),
        Wanted("display_resources[].src", "pictures", rank=1),
        *flags(
            by_verified="user.is_verified owner.is_verified",
            likes_hidden="like_and_view_counts_disabled",
        ),
    ),
    shape_posts,
    AD,
    signs=(frozenset({"code", "taken_at", "media_type"}), frozenset({"shortcode", "taken_at_timestamp"})),
)
COMMENTS = Layout(
    ("instagram-comments",),
    "instagram",
    (
        *texts(
            post_id="comment_id pk id",
            account_id="user.id user.pk",
            handle="user.unique_id user.username",
            display_name="user.nickname user.full_name",
            by_avatar_url="user.avatar_thumb user.profile_pic_url",
            created_at="created_at created_at_utc",
            text="text",
            like_count="comment_like_count",
            reply_count="child_comment_count",
            shortcode="post_shortcode",
            media_id="post_id",
            parent="parent_comment_id",
        ),
        *flags(by_verified="user.verified user.is_verified"),
    ),
    shape_comments,
)
