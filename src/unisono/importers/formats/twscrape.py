"""Posts and profiles of X as the scraper twscrape writes them, and snscrape before it: JSON lines."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.declared import ROW, JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.times import read_times
from unisono.importers.tweets.made_tweets import blank_names, make_tweets
from unisono.importers.tweets.scraped_fields import fields
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, conform

TYPES = "snscrape.modules.twitter."
TWSCRAPE, SNSCRAPE = JsonFields(fields(media_is_list=False)), JsonFields(fields(media_is_list=True))
ABOUT = frozenset({"screen_name", "account_based_in"})
OURS = {
    "handle": "profile_handle",
    "display_name": "profile_name",
    "bio": "profile_bio",
    "location_text": "profile_location",
    "url": "profile_url",
    "avatar_url": "profile_avatar",
    "created_at": "profile_created_at",
    "followers": "profile_followers",
    "following": "profile_following",
    "posts": "profile_posts",
    "likes": "profile_likes",
    "verified": "profile_verified",
}
NAMES = ("profile_handle", "profile_id")
NEITHER = "neither a post nor a profile"
ONLY_ID = "names a post without its author, text and time"


def recognise(source: Source) -> float:
    """Say how surely these are such lines: their types, or the fields that only these tools write."""
    objects = first_objects(source)
    found = [one for one in objects if _is_known(one)]
    return 0.96 if found and 2 * len(found) >= len(objects) else 0.0


def _is_known(one: Mapping[str, Any]) -> bool:  # JSON is of any shape
    if str(one.get("_type", "")).startswith(TYPES) or one.keys() >= ABOUT:
        return True
    return isinstance(one.get("user"), dict) and ("rawContent" in one or {"content", "conversationId"} <= one.keys())


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's posts and profiles in batches, in file order."""
    has_list = any(isinstance(one.get("media"), list) for one in first_objects(source))

    def make(wide: pl.DataFrame) -> Made:
        return make_lines(wide, source.sha256)

    return read_declared(source, settings, SNSCRAPE if has_list else TWSCRAPE, make)


def make_lines(wide: pl.DataFrame, sha256: str) -> Made:
    """Part posts from profiles, and say what the other lines are."""
    wide = blank_names(wide).with_columns(pl.col(NAMES).str.strip_chars().replace("", None))
    wide = wide.with_columns(_what().alias("what"))
    profiles = wide.filter(pl.col("what") == "profile")
    left = wide.filter(~pl.col("what").is_in(["post", "profile"]))
    made = make_tweets(wide.filter(pl.col("what") == "post"), sha256, left.select(ROW, pl.col("what").alias("reason")))
    accounts = [made.accounts, profiles_of(profiles, sha256)]
    return Made(
        posts=made.posts,
        accounts=pl.concat(accounts).sort(ROW, maintain_order=True),
        references=made.references,
        versions=made.versions,
        left=made.left,
    )


def _what() -> pl.Expr:
    """Say what a line is: a post, a profile, or why it is neither."""
    is_post = pl.col("text").is_not_null() | pl.col("created_at").is_not_null() | pl.col("user_id").is_not_null()
    has_id = pl.col("id").is_not_null()
    return (
        pl.when(has_id & is_post)
        .then(pl.lit("post"))
        .when(pl.col("profile_handle").is_not_null())
        .then(pl.lit("profile"))
        .when(has_id)
        .then(pl.lit(ONLY_ID))
        .otherwise(pl.lit(NEITHER))
    )


def profiles_of(wide: pl.DataFrame, sha256: str) -> pl.DataFrame:
    """Return profiles as undated snapshots: these lines do not say when they were collected."""
    account = pl.coalesce("id", "profile_id", "profile_handle")
    return conform(
        wide.with_columns(read_times(wide["profile_created_at"]).at.alias("profile_created_at")).select(
            *(pl.col(theirs).alias(ours) for ours, theirs in OURS.items()),
            account.alias("account_id"),
            pl.lit("twitter").alias("platform"),
            pl.lit(sha256).alias("source_sha256"),
            ROW,
        ),
        ACCOUNTS,
    )


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "id_str or id",
        "account_id": "user.id_str or user.id",
        "handle": "user.username",
        "display_name": "user.displayname",
        "created_at": "date",
        "text": "retweetedTweet.rawContent, rawContent or content",
        "kind": "retweetedTweet, inReplyToTweetId, quotedTweet, RT @…",
        "ref_post_id": "retweetedTweet.id_str, inReplyToTweetIdStr or quotedTweet.id_str",
        "thread_id": "conversationIdStr",
        "hashtags": "hashtags",
        "urls": "links[].url or outlinks",
        "mentions": "mentionedUsers[].id_str",
        "media": "media.photos, media.videos, or media[].fullUrl",
        "lang": "lang",
        "client": "sourceLabel or source",
        "view_count": "viewCount",
    }


IMPORTER = Importer(
    name="twscrape",
    title="Posts and profiles of X scraped by twscrape or snscrape (JSON lines)",
    platform="twitter",
    columns=("id_str or id", "date", "rawContent or content", "user; or username; or account_based_in"),
    traps=(
        "Lines that are a profile become snapshots without a date: they do not say when they were collected.",
        "The place of an `About this account` line is the country or region that X says the account is based in, "
        "not one that its owner wrote; it may be wrong where X marks it as inaccurate or the owner uses a VPN.",
        "`username_changes`, `username_last_changed_at`, `location_accurate` and the source of the app are not kept: "
        "a profile has no place for them.",
        "snscrape writes ids as numbers only; they are read as text, digit by digit.",
        "A repost's text, tags and links are the original's; its counts belong to the original.",
        "The versions of an edited post are one post under its first id.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
