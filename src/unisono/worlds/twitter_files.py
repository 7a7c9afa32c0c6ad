"""Writes a world as the JSON lines that Twitter's v1.1 interface delivered, for importers to read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from unisono.worlds.assembly import World

TWITTER_TIME = "%a %b %d %H:%M:%S +0000 %Y"
Json = dict[str, Any]  # Any: JSON values
NO_ENTITIES: Json = {"hashtags": [], "symbols": [], "urls": [], "user_mentions": []}


def write_v1_jsonl(world: World, path: Path) -> int:
    """Write every post of the world as one status object a line, and return the number of lines."""
    users = {row["account_id"]: describe_user(row) for row in world.accounts.iter_rows(named=True)}
    originals = {row["post_id"]: row for row in world.references.iter_rows(named=True)}
    posts = world.posts.select(
        "post_id", "account_id", "text", "kind", "ref_post_id", "ref_account_id", "ref_handle", "hashtags", "urls",
        "mentions", "lang", "client", pl.col("created_at").dt.strftime(TWITTER_TIME).alias("created_at"),
    )  # fmt: skip
    with path.open("wb") as file:
        for row in posts.iter_rows(named=True):
            file.write(orjson.dumps(write_status(row, users, originals), option=orjson.OPT_APPEND_NEWLINE))
    return posts.height


def write_status(row: Mapping[str, Any], users: Mapping[str, Json], originals: Mapping[str, Json]) -> Json:
    """Return the status object of one post, with its original nested where it has one."""
    status = bare_status(row["post_id"], row["created_at"], row["text"], users[row["account_id"]])
    status["entities"] = {
        "hashtags": [{"text": tag, "indices": [0, 0]} for tag in row["hashtags"]],
        "symbols": [],
        "urls": [{"url": link, "expanded_url": link, "display_url": link, "indices": [0, 0]} for link in row["urls"]],
        "user_mentions": [mention(users[row["ref_account_id"]])] if row["mentions"] else [],
    }
    status["lang"] = row["lang"]
    status["source"] = f'<a href="https://clients.example" rel="nofollow">{row["client"]}</a>'
    kind = row["kind"]
    if kind == "reply":
        status["in_reply_to_status_id"] = int(row["ref_post_id"])
        status["in_reply_to_status_id_str"] = row["ref_post_id"]
        status["in_reply_to_user_id_str"] = row["ref_account_id"]
        status["in_reply_to_screen_name"] = row["ref_handle"]
    elif kind == "repost":
        status["retweeted_status"] = nest_original(originals[row["ref_post_id"]], users, status["entities"])
        status["full_text"] = f"RT @{row['ref_handle']}: {row['text']}"
        status["entities"] = {**status["entities"], "user_mentions": [mention(users[row["ref_account_id"]])]}
    elif kind == "quote":
        status["quoted_status"] = nest_original(originals[row["ref_post_id"]], users, NO_ENTITIES)
        status["quoted_status_id"] = int(row["ref_post_id"])
        status["quoted_status_id_str"] = row["ref_post_id"]
        status["is_quote_status"] = True
    return status


def bare_status(post_id: str, created_at: str, text: str, user: Json) -> Json:
    """Return the fields that every status has, empty where most are."""
    return {
        "created_at": created_at,
        "id": int(post_id),
        "id_str": post_id,
        "full_text": text,
        "truncated": False,
        "display_text_range": [0, len(text)],
        "in_reply_to_status_id": None,
        "in_reply_to_status_id_str": None,
        "in_reply_to_user_id_str": None,
        "in_reply_to_screen_name": None,
        "user": user,
        "geo": None,
        "coordinates": None,
        "place": None,
        "is_quote_status": False,
        "favorited": False,
        "retweeted": False,
    }


def nest_original(original: Mapping[str, Any], users: Mapping[str, Json], entities: Json) -> Json:
    """Return the status object of an original, as it stands inside a repost or quote."""
    created_at = original["created_at"].strftime(TWITTER_TIME)
    nested = bare_status(original["post_id"], created_at, original["text"], users[original["account_id"]])
    nested["entities"] = entities
    nested["retweet_count"] = original["repost_count"]
    nested["favorite_count"] = 2 * original["repost_count"]
    return nested


def describe_user(row: Mapping[str, Any]) -> Json:
    """Return the user object of one account."""
    return {
        "id": int(row["account_id"]),
        "id_str": row["account_id"],
        "name": row["display_name"],
        "screen_name": row["handle"],
        "location": row["location_text"] or "",
        "description": row["bio"] or "",
        "url": None,
        "protected": False,
        "followers_count": row["followers"],
        "friends_count": row["following"],
        "listed_count": 0,
        "created_at": row["created_at"].strftime(TWITTER_TIME),
        "favourites_count": 0,
        "verified": False,
        "statuses_count": row["posts"],
        "lang": row["lang"],
        "default_profile": False,
        "default_profile_image": False,
    }


def mention(user: Json) -> Json:
    """Return the mention of a user as entities list it."""
    names = {"screen_name": user["screen_name"], "name": user["name"]}
    return {**names, "id": user["id"], "id_str": user["id_str"], "indices": [0, 0]}
