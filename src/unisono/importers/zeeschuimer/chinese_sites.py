"""Posts of Douyin and of Xiaohongshu (RedNote): what their pages load, and what is embedded in them."""

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.zeeschuimer.layouts import Layout, texts

UNDEFINED = "$undefined"
STREAM = pl.when(pl.col("stream").is_not_null() | pl.col("is_stream").fill_null(value=False)).then(
    pl.lit("a live stream, not a post")
)
STUB = pl.when(pl.col("account_id").is_null() & pl.col("text").is_null() & pl.col("created_at").is_null()).then(
    pl.lit("the preview of a post, without its author, words and time")
)


def shape_videos(wide: pl.DataFrame) -> pl.DataFrame:
    """Leave out what embedded objects write where there is nothing."""
    names = [name for name, kind in wide.schema.items() if kind == pl.String]
    tags = [
        pl.coalesce(name, f"embedded_{name}").list.eval(pl.element().filter(pl.element() != "")).alias(name)
        for name in ("hashtags", "mentions")
    ]
    return wide.with_columns(pl.col(names).replace(UNDEFINED, None), *tags)


def shape_notes(wide: pl.DataFrame) -> pl.DataFrame:
    """Read title and description as one text."""
    words = [pl.col(name).str.strip_chars().replace("", None) for name in ("title", "description")]
    text = pl.concat_str(words, separator="\n\n", ignore_nulls=True).replace("", None)
    return wide.with_columns(text.alias("text"))


DOUYIN = Layout(
    ("douyin.com",),
    "douyin",
    (
        *texts(
            post_id="aweme_id awemeId",
            text="desc",
            created_at="create_time createTime",
            account_id="author_user_id authorUserId author.uid authorInfo.uid",
            handle="author.unique_id authorInfo.uniqueId",
            display_name="author.nickname authorInfo.nickname",
            by_bio="author.signature",
            by_followers="author.follower_count authorInfo.followerCount",
            like_count="statistics.digg_count stats.diggCount",
            reply_count="statistics.comment_count stats.commentCount",
            repost_count="statistics.share_count stats.shareCount",
            view_count="statistics.play_count stats.playCount",
            hashtags="text_extra[].hashtag_name",
            mentions="text_extra[].sec_uid",
            embedded_hashtags="textExtra[].hashtagName",
            embedded_mentions="textExtra[].secUid",
            stream="rawdata cell_room.rawdata",
        ),
        Wanted("cellRoom.rawdata", "is_stream", "object"),
    ),
    shape_videos,
    STREAM,
    signs=(frozenset({"aweme_id", "desc"}), frozenset({"awemeId", "desc"})),
)
XIAOHONGSHU = Layout(
    ("xiaohongshu.com",),
    "xiaohongshu",
    (
        *texts(
            post_id="note_id id note.noteId",
            title="note_card.title note_card.display_title title display_title note.title",
            description="note_card.desc desc note.desc",
            created_at="note_card.time time note.time",
            account_id="note_card.user.user_id user.user_id note.user.userId",
            display_name="note_card.user.nickname user.nickname note.user.nickname author_name",
            by_avatar_url="note_card.user.avatar user.avatar note.user.avatar author_avatar_url",
            like_count="note_card.interact_info.liked_count interact_info.liked_count note.interactInfo.likedCount",
            reply_count="note_card.interact_info.comment_count note.interactInfo.commentCount",
            repost_count="note_card.interact_info.share_count note.interactInfo.shareCount",
            hashtags="note.tagList[].name",
        ),
        Wanted("note_card.tag_list[].name", "hashtags", rank=1),
    ),
    shape_notes,
    STUB,
    signs=(frozenset({"note_card", "model_type"}),),
)
