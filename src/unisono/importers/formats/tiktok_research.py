"""TikTok's Research API: videos, comments and profiles as the interface answers, one object a line or whole answers."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Records, Source
from unisono.importers.json_files.declared import JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.tables.snapshots import thin_snapshots
from unisono.importers.tables.text_marks import find_urls
from unisono.model.batches import Batch

FIELDS = JsonFields(
    (
        Wanted("id", "post_id"),
        Wanted("video_description", "description"),
        Wanted("text", "comment"),
        Wanted("create_time", "created_at"),
        Wanted("username", "account_id"),
        Wanted("video_id", "thread_id"),
        Wanted("parent_comment_id", "parent"),
        Wanted("hashtag_names[]", "hashtags"),
        Wanted("hashtag_info_list[].hashtag_name", "hashtags", rank=1),
        Wanted("video_mention_list[]", "mentions"),
        Wanted("like_count", "like_count", "number"),
        Wanted("comment_count", "comment_count", "number"),
        Wanted("reply_count", "reply_count", "number"),
        Wanted("share_count", "repost_count", "number"),
        Wanted("view_count", "view_count", "number"),
        Wanted("display_name", "display_name"),
        Wanted("bio_description", "bio"),
        Wanted("avatar_url", "avatar_url"),
        Wanted("is_verified", "verified", "flag"),
        Wanted("follower_count", "followers", "number"),
        Wanted("following_count", "following", "number"),
        Wanted("likes_count", "likes", "number"),
        Wanted("video_count", "posts", "number"),
    )
)
VIDEO = {"video_description", "hashtag_names", "voice_to_text", "region_code", "music_id"}
PROFILE = {"bio_description", "follower_count", "video_count", "likes_count"}
NO_OWNER = "a profile without the user name that was asked for"


def recognise(source: Source) -> float:
    """Say how surely these are answers of the Research API."""
    objects = first_objects(source)
    fitting = [found for found in objects if _is_video(found) or _is_comment(found) or _is_profile(found)]
    return 0.95 if fitting and len(fitting) * 2 > len(objects) else 0.0


def _is_video(found: Mapping[str, Any]) -> bool:  # JSON is of any shape
    return {"id", "create_time"} <= found.keys() and len(VIDEO & found.keys()) >= (1 if "username" in found else 2)


def _is_comment(found: Mapping[str, Any]) -> bool:  # as above
    return {"id", "video_id", "text", "create_time"} <= found.keys()


def _is_profile(found: Mapping[str, Any]) -> bool:  # as above
    return "display_name" in found and len(PROFILE & found.keys()) >= 3


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield videos and comments as posts, and profiles, in file order."""

    def make(wide: pl.DataFrame) -> Made:
        is_post = pl.col("post_id").is_not_null() & pl.col("created_at").is_not_null()
        is_profile = ~is_post & pl.col("display_name").is_not_null()
        profiles = wide.filter(is_profile & pl.col("account_id").is_not_null())
        nobody = wide.filter(is_profile & pl.col("account_id").is_null())
        made = make_posts(name_columns(wide.filter(is_post)), platform="tiktok", sha256=source.sha256)
        return Made(
            posts=made.posts,
            accounts=thin_snapshots(_profiles(profiles, source.sha256)),
            left=pl.concat([made.left, nobody.select("source_row", pl.lit(NO_OWNER).alias("reason"))]),
        )

    return read_declared(source, settings, FIELDS, make)


def name_columns(wide: pl.DataFrame) -> pl.DataFrame:
    """Return wide rows with the columns that posts are made of; a comment answers a comment, or else its video."""
    is_comment = pl.col("thread_id").is_not_null()
    text = wide.select(pl.coalesce("description", "comment").alias("text"))["text"]
    kind = pl.when(is_comment).then(pl.lit("reply")).otherwise(pl.lit("post"))
    return wide.select(
        "post_id", "account_id", "created_at", "thread_id", "hashtags", "mentions", "like_count", "repost_count",
        "view_count", "source_row",
        pl.lit(text).alias("text"),
        pl.lit(find_urls(text)).alias("urls"),
        kind.alias("kind"),
        pl.col("account_id").alias("handle"),
        pl.when(is_comment).then("reply_count").otherwise("comment_count").alias("reply_count"),
        pl.when(is_comment).then(pl.coalesce("parent", "thread_id")).alias("ref_post_id"),
    )  # fmt: skip


def _profiles(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    return wide.select(
        pl.lit("tiktok").alias("platform"), "account_id", pl.col("account_id").alias("handle"), "display_name", "bio",
        "avatar_url", "verified", "followers", "following", "likes", "posts", "source_row",
        pl.lit(sha256).alias("source_sha256"),
    )  # fmt: skip


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "id",
        "account_id": "username",
        "created_at": "create_time",
        "text": "video_description, or text of a comment",
        "kind": "a comment is a reply",
        "ref_post_id": "parent_comment_id or video_id",
        "thread_id": "video_id",
        "hashtags": "hashtag_names[]",
        "mentions": "video_mention_list[]",
        "repost_count": "share_count",
        "reply_count": "comment_count, or reply_count of a comment",
        "like_count": "like_count",
        "view_count": "view_count",
    }


IMPORTER = Importer(
    name="tiktok_research",
    title="TikTok Research API videos, comments and profiles (JSON)",
    platform="tiktok",
    columns=("id", "create_time", "username", "video_description"),
    traps=(
        "The interface gives no account id: the user name stands for the account, and a renamed account is two.",
        "Comments come without their author: they have no account, and count as replies to their video or comment.",
        "Profiles come without the name that was asked for; those to which a tool has added `username` are read.",
        "Ids are larger than JavaScript can count: tools written in it round them, which is reported.",
        "Speech as text (voice_to_text) is the platform's guess at what is said, and is not the post's text.",
        "The interface leaves out Canada and videos that are deleted or private by the time of the query.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    documents=(Records("data.videos"), Records("data.comments"), Records("videos"), Records("comments")),
)
"""Whole answers of the interface are taken apart; `data` of a profile is one object and stays as it is."""
