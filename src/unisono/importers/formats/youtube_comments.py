"""Comments below videos from YouTube Data Tools."""

import re
from dataclasses import replace

import polars as pl

from unisono.importers.declaration import Source
from unisono.importers.tables.declared import TableFormat, cells_of, importer_of
from unisono.model.batches import Batch

VIDEO_IN_NAME = re.compile(r"(?:videoinfo|commentsinfo|video)_([A-Za-z0-9_-]{11})_")
CHANNEL = r"channel/(UC[\w-]+)"


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Name authors by their channel; a comment answers another one, or the video."""
    name = cells_of(rows, "authorName", "authorDisplayName")
    channel = cells_of(rows, "authorChannelId").fill_null(cells_of(rows, "authorChannelUrl").str.extract(CHANNEL))
    handle = pl.when(pl.lit(name).str.starts_with("@")).then(pl.lit(name).str.strip_prefix("@"))
    video = cells_of(rows, "videoId")
    answered = cells_of(rows, "isReplyToId", "isReplyTo", "parentId")
    # Older releases write 0 and 1 into isReplyTo where later ones write the comment's id.
    answered = answered.set(answered.str.contains(r"^\d$").fill_null(value=False), None)
    return posts.with_columns(
        channel.fill_null(name).alias("account_id"),
        handle.alias("handle"),
        name.alias("display_name"),
        pl.lit("reply").alias("kind"),
        answered.fill_null(video).alias("ref_post_id"),
        cells_of(rows, "isReplyToName").str.strip_prefix("@").alias("ref_handle"),
        video.alias("thread_id"),
    )


def name_video(batch: Batch, source: Source) -> Batch:
    """Take the video from the name of the file, where the rows do not tell it: such a file is about one video."""
    found = VIDEO_IN_NAME.search(source.name)
    if found is None:
        return batch
    video = pl.lit(found.group(1))
    posts = batch.posts.with_columns(pl.coalesce("ref_post_id", video), pl.coalesce("thread_id", video))
    return replace(batch, posts=posts)


IMPORTER = importer_of(
    TableFormat(
        name="youtube_comments",
        title="YouTube comments of YouTube Data Tools (CSV)",
        platform="youtube",
        columns={
            "post_id": ("id",),
            "account_id": ("authorChannelId", "authorName"),
            "created_at": ("publishedAt",),
            "text": ("text",),
            "like_count": ("likeCount",),
            "reply_count": ("replyCount",),
            "account_url": ("authorChannelUrl",),
        },
        signs=(
            (("id", "authorName", "publishedAt", "text", "isReplyTo"), 0.97),
            (("id", "authorName", "publishedAt", "text", "isReplyToId"), 0.97),
            (("id", "authorName", "publishedAt", "text", "authorChannelId"), 0.95),
        ),
        needed=(("post_id",), ("account_id",), ("created_at",)),
        traps=(
            "authorName is a handle that can pass to somebody else: the channel's id is the account where it is given.",
            "A file without authorChannelId names accounts by authorName; an account that was renamed is two.",
            "A comment is a reply to the comment that it answers, or else to the video.",
            "Which video it is stands in the table, or in the name of the file (videoinfo_ID_…); a renamed file has "
            "lost it.",
            "Answers to answers are shown under the first comment: whom they answer is known by name only.",
            "Times state no zone and are read as UTC, which is reported; --tz names another zone.",
        ),
        beside=("authorName", "authorChannelUrl", "videoId", "isReplyTo", "isReplyToId", "parentId", "isReplyToName"),
        states_zone=False,
        refine=refine,
        change=name_video,
    )
)
