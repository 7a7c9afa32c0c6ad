"""The archive of one's own account that X hands out: tweets.js and deleted-tweets.js, with account.js beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.declared import JsonFields, Made, read_declared
from unisono.importers.json_files.wide_posts import make_posts
from unisono.importers.problems import Problem
from unisono.importers.tables.text_marks import find_reposted_handle
from unisono.importers.tweets.wide_rows import unescape
from unisono.model.batches import Batch

PARTS = ("tweets", "tweet", "deleted_tweets", "community_tweet")
FIELDS = JsonFields(
    (
        Wanted("tweet.id_str", "post_id"),
        Wanted("tweet.id", "post_id", rank=1),
        Wanted("tweet.created_at", "created_at"),
        Wanted("tweet.deleted_at", "collected_at"),
        Wanted("tweet.full_text", "text"),
        Wanted("tweet.text", "text", rank=1),
        Wanted("tweet.lang", "lang"),
        Wanted("tweet.source", "source"),
        Wanted("tweet.favorite_count", "likes"),
        Wanted("tweet.retweet_count", "reposts"),
        Wanted("tweet.in_reply_to_status_id_str", "reply_to"),
        Wanted("tweet.in_reply_to_status_id", "reply_to", rank=1),
        Wanted("tweet.in_reply_to_user_id_str", "reply_to_account"),
        Wanted("tweet.in_reply_to_user_id", "reply_to_account", rank=1),
        Wanted("tweet.in_reply_to_screen_name", "reply_to_handle"),
        Wanted("tweet.entities.hashtags[].text", "hashtags"),
        Wanted("tweet.entities.user_mentions[].id_str", "mentions", item_rank=0),
        Wanted("tweet.entities.user_mentions[].screen_name", "mentions", item_rank=1),
        Wanted("tweet.entities.urls[].expanded_url", "links", item_rank=0),
        Wanted("tweet.entities.urls[].url", "links", item_rank=1),
        Wanted("tweet.extended_entities.media[].media_url_https", "media"),
        Wanted("tweet.entities.media[].media_url_https", "media", rank=1),
    )
)
A_POST = r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)/status/(\d+)"


@dataclass(frozen=True)
class Owner:
    """Whose archive it is, as far as the files beside the posts say."""

    account_id: str | None = None
    handle: str | None = None
    display_name: str | None = None
    created_at: str | None = None
    bio: str | None = None
    location: str | None = None


def recognise(source: Source) -> float:
    """Say how surely this is a part of an archive that holds posts."""
    return 0.98 if _part(source) in PARTS else 0.0


def _part(source: Source) -> str:
    """Return which part of an archive a file is; empty for any other file."""
    steps = source.assigned.split(".")
    return steps[2] if len(steps) >= 3 and steps[:2] == ["window", "YTD"] else ""


def owner_of(source: Source) -> Owner:
    """Return the owner from account.js and profile.js beside the posts."""
    account, profile = _first(source, "account.js", "account"), _first(source, "profile.js", "profile")
    about = profile.get("description")
    described = about if isinstance(about, dict) else {}
    return Owner(
        account_id=_text(account.get("accountId")),
        handle=_text(account.get("username")),
        display_name=_text(account.get("accountDisplayName")),
        created_at=_text(account.get("createdAt")),
        bio=_text(described.get("bio")),
        location=_text(described.get("location")),
    )


def _first(source: Source, file: str, name: str) -> dict[str, Any]:  # JSON is of any shape
    """Return the object of a neighbouring file; empty where there is none, or none that can be read."""
    content = source.beside(file) or b""
    try:
        found = orjson.loads(content[content.find(b"[") :] if b"[" in content else b"[]")
    except orjson.JSONDecodeError:
        found = []
    first = found[0] if isinstance(found, list) and found else {}
    inner = first.get(name) if isinstance(first, dict) else None
    return inner if isinstance(inner, dict) else {}


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the owner's posts in file order; those of deleted-tweets.js are marked as deleted."""
    owner = owner_of(source)
    is_deleted = _part(source) == "deleted_tweets"

    def make(wide: pl.DataFrame) -> Made:
        named = name_columns(wide, owner).with_columns(pl.lit(is_deleted or None, pl.Boolean).alias("is_deleted"))
        return make_posts(named, platform="twitter", sha256=source.sha256)

    return read_declared(source, settings, FIELDS, make)


def name_columns(wide: pl.DataFrame, owner: Owner) -> pl.DataFrame:
    """Return wide rows with the columns that posts are made of."""
    wide = wide.with_columns(unescape(pl.col("text")).alias("text"))
    reposted = find_reposted_handle(wide["text"])
    is_repost = pl.lit(reposted).is_not_null()
    is_reply = pl.col("reply_to").is_not_null() | pl.col("reply_to_account").is_not_null()
    quoted = pl.col("links").list.eval(pl.element().str.extract(A_POST, 2).drop_nulls()).list.last()
    is_quote = quoted.is_not_null() & ~is_repost & ~is_reply
    kind = pl.when(is_repost).then(pl.lit("repost")).when(is_reply).then(pl.lit("reply"))
    outside = pl.col("links").list.eval(pl.element().filter(~pl.element().str.contains(A_POST)))
    return wide.select(
        "post_id", "created_at", "collected_at", "text", "lang", "hashtags", "mentions", "media", "source_row",
        pl.lit(owner.account_id, pl.String).alias("account_id"),
        pl.lit(owner.handle, pl.String).alias("handle"),
        pl.lit(owner.display_name, pl.String).alias("display_name"),
        pl.lit(owner.created_at, pl.String).alias("by_created_at"),
        pl.lit(owner.bio, pl.String).alias("by_bio"),
        pl.lit(owner.location, pl.String).alias("by_location_text"),
        kind.when(is_quote).then(pl.lit("quote")).otherwise(pl.lit("post")).alias("kind"),
        pl.when(is_quote).then(quoted).when(~is_repost).then("reply_to").alias("ref_post_id"),
        pl.when(~is_repost & ~is_quote).then("reply_to_account").alias("ref_account_id"),
        pl.coalesce(pl.lit(reposted), pl.when(~is_quote).then("reply_to_handle")).alias("ref_handle"),
        pl.when(is_quote).then(outside).otherwise("links").alias("urls"),
        pl.col("source").str.replace_all(r"<[^>]*>", "").alias("client"),
        # A repost shows the original's counts.
        pl.when(~is_repost).then("likes").cast(pl.Int64, strict=False).alias("like_count"),
        pl.when(~is_repost).then("reposts").cast(pl.Int64, strict=False).alias("repost_count"),
    )  # fmt: skip


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "tweet.id_str",
        "account_id": "accountId of account.js",
        "handle": "username of account.js",
        "created_at": "tweet.created_at",
        "collected_at": "tweet.deleted_at",
        "text": "tweet.full_text",
        "kind": "RT @…, in_reply_to_…, a link to a post",
        "ref_post_id": "tweet.in_reply_to_status_id_str, or the post that is linked",
        "hashtags": "tweet.entities.hashtags[].text",
        "urls": "tweet.entities.urls[].expanded_url",
        "mentions": "tweet.entities.user_mentions[].id_str",
        "media": "tweet.extended_entities.media[].media_url_https",
        "lang": "tweet.lang",
        "client": "tweet.source",
    }


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report posts whose owner nobody tells."""
    if owner_of(source).account_id is not None:
        return ()
    advice = "Keep account.js beside this file, as in the archive (data/account.js), or import the whole archive.zip."
    return (Problem("no_account", 0, "account.js is not beside it", f"Nobody says whose posts these are. {advice}"),)


IMPORTER = Importer(
    name="x_archive",
    title="X's archive of one's own account (tweets.js, or the whole archive as zip or folder)",
    platform="twitter",
    columns=("tweet.id_str", "tweet.created_at", "tweet.full_text", "account.js beside it"),
    traps=(
        "The posts do not name their author: account.js and profile.js of the same archive are read for that.",
        "A repost is told by `RT @name:` alone, its text is cut, and its original has no id here.",
        "A link to another post makes a quote, unless the post is a repost or a reply.",
        "deleted-tweets.js holds what its author has deleted: marked as deleted, at the time that it states.",
        "Messages, likes, followers and advertisements in an archive are no posts, and are not read.",
        "An archive is private: whoever gives it to you gives you all of it.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
