"""The quick way through lines of Twitter API v2: the plan of their fields, and the tables that come of it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.json_fields import Found, FoundRecords, read_fields
from unisono.engine.json_lines import Chunk
from unisono.engine.json_plan import LINES, Plan, Records, Wanted, plan_fields

RETRIEVED = Wanted("__twarc.retrieved_at", "retrieved_at", "short time")
USER_METRICS = {"followers_count": "user_followers", "following_count": "user_following", "tweet_count": "user_posts"}
METRICS = {
    "retweet_count": "reposts",
    "reply_count": "replies",
    "like_count": "likes",
    "quote_count": "quotes",
    "impression_count": "views",
}
PROFILE = {
    "username": "user_handle",
    "name": "user_name",
    "description": "user_bio",
    "location": "user_location",
    "url": "user_url",
    "profile_image_url": "user_avatar",
}
ENTITIES = {
    "hashtags": ("hashtags", ("tag",)),
    "urls": ("urls", ("unwound_url", "expanded_url", "url")),
    "mentions": ("mentions", ("id", "username")),
}
MEDIA = (Wanted("media_key", "media_key"), Wanted("url", "address"), Wanted("preview_image_url", "address", rank=1))
NAMED = ("original_id", "quoted_id", "replied_id")
TYPES = dict(zip(("retweeted", "quoted", "replied_to"), NAMED, strict=True))


def _metrics(names: dict[str, str]) -> tuple[Wanted, ...]:
    return tuple(Wanted(f"public_metrics.{theirs}", ours, "number") for theirs, ours in names.items())


def _entities() -> tuple[Wanted, ...]:
    """Want tags, links and mentions: of the long text first. A link to the post's own picture is none."""
    found = []
    for rank, entities in enumerate(("note_tweet.entities", "entities")):
        for theirs, (ours, names) in ENTITIES.items():
            for item_rank, name in enumerate(names):
                found.append(Wanted(f"{entities}.{theirs}[].{name}", ours, rank=rank, item_rank=item_rank))
        found.append(Wanted(f"{entities}.urls[].media_key", "urls", "leave out", rank=rank))
    return tuple(found)


TWEET = (
    Wanted("id", "id"),
    Wanted("text", "plain_text"),
    Wanted("note_tweet.text", "long_text"),
    Wanted("author_id", "user_id"),
    Wanted("created_at", "created_at", "short time"),
    Wanted("entities", "has_entities", "object"),
    Wanted("attachments.media_keys[]", "media_keys"),
    Wanted("edit_history_tweet_ids[]", "history"),
    *_entities(),
    *_metrics(METRICS),
)
POST = (
    *TWEET,
    Wanted("withheld", "is_withheld", "object"),
    Wanted("lang", "lang"),
    Wanted("source", "source"),
    Wanted("conversation_id", "thread_id"),
    Wanted("in_reply_to_user_id", "in_reply_to_user"),
    *(Wanted(theirs, ours) for theirs, ours in PROFILE.items()),
    Wanted("verified", "user_verified", "flag"),
    *_metrics(USER_METRICS),
)
USER = (
    Wanted("id", "user_id"),
    Wanted("created_at", "user_created_at", "short time"),
    *(Wanted(theirs, ours) for theirs, ours in PROFILE.items()),
    Wanted("verified", "user_verified", "flag"),
    *_metrics({**USER_METRICS, "like_count": "user_likes"}),
)
REFERENCE = (Wanted("type", "type"), Wanted("id", "id"))
INCLUDED = (
    Records("users", ((LINES, "includes.users[]"),), USER),
    Records("included", ((LINES, "includes.tweets[]"),), TWEET),
    Records("media", ((LINES, "includes.media[]"),), MEDIA),
)


@cache
def plan_of(shape: str) -> Plan:
    """Return the plan of one shape: page, stream or flat."""
    if shape == "flat":
        people = ((LINES, "author"), ("named", "author"), (LINES, "in_reply_to_user"))
        named = Records("named", ((LINES, "referenced_tweets[]"),), (REFERENCE[0], *TWEET))
        media = Records("media", ((LINES, "attachments.media[]"),), MEDIA)
        return plan_fields((*POST, RETRIEVED), (named, Records("users", people, USER), media))
    posts = Records("posts", ((LINES, "data[]" if shape == "page" else "data"),), POST)
    named = Records("named", (("posts", "referenced_tweets[]"),), REFERENCE)
    errors = Records("errors", ((LINES, "errors[]"),), (Wanted("title", "title"),))
    return plan_fields((RETRIEVED,), (posts, named, *INCLUDED, errors))


@dataclass(frozen=True)
class Pieces:
    """What some lines hold. Each table has the `line` of its rows, counted from 0 without blank lines."""

    posts: pl.DataFrame
    users: pl.DataFrame
    included: pl.DataFrame
    media: pl.DataFrame
    filled: pl.Series  # for each line, whether it has posts or profiles
    is_telling: pl.Series  # for each line, whether it may tell of edited or withheld posts, or of others left out
    rows: pl.Series  # for each line, its number in the file


def find_pieces(chunk: Chunk, shape: str) -> tuple[Pieces, list[tuple[int, bytes]]]:
    """Read the plain lines of a span; also return the others, each with the number of its line among the pieces."""
    begin, end = (chunk.span or (chunk.path, 0, 0))[1:]
    found = read_fields(chunk.blocks(), end - begin, chunk.lines, plan_of(shape))
    retrieved = found.table["retrieved_at"]
    posts = found.tables[LINES if shape == "flat" else "posts"]
    named = found.tables["named"]
    table = _with_text(_with_line(posts, retrieved, shape == "flat")).drop("is_withheld")
    references = _references(named, len(table))
    # One field of the file: a post's likes, and those of a profile where profiles stand for posts.
    table = table.with_columns(*references, pl.col("likes").alias("user_likes"))
    if shape != "page":
        table = table.filter(pl.col("id").is_not_null())
    filled = np.zeros(len(retrieved), np.bool_)
    filled[table["line"].to_numpy()] = True
    pieces = Pieces(
        posts=table,
        users=_users(found.tables["users"], retrieved),
        included=_included(found, retrieved, shape),
        media=_media(found.tables["media"], retrieved),
        filled=pl.Series("filled", filled),
        is_telling=pl.Series("is_telling", _telling(found, posts) | ~filled),
        rows=pl.Series(found.lines + chunk.first_line, dtype=pl.Int64),
    )
    return pieces, found.refused


def _telling(found: Found, posts: FoundRecords) -> NDArray[np.bool_]:
    """Say of each line whether a post on it is withheld or has several versions, or errors are listed."""
    told = posts.table.select(
        pl.col("is_withheld").fill_null(value=False) | (pl.col("history").list.len().fill_null(0) > 1)
    ).to_series()
    telling = np.zeros(len(found.lines), np.bool_)
    telling[posts.lines[told.to_numpy()]] = True
    if "errors" in found.tables:
        telling[found.tables["errors"].lines] = True
    return telling


def _with_line(records: FoundRecords, retrieved: pl.Series, is_line: bool) -> pl.DataFrame:
    """Say of each row which line it is from, and when that was collected."""
    lines = pl.Series("line", records.lines, dtype=pl.Int64)
    if is_line:
        return records.table.with_columns(lines)
    return records.table.with_columns(lines, retrieved.gather(lines).alias("retrieved_at"))


def _with_text(posts: pl.DataFrame) -> pl.DataFrame:
    return posts.with_columns(
        pl.col("long_text").fill_null(pl.col("plain_text")).alias("text"),
        pl.col("has_entities").fill_null(value=False),
        pl.lit(value=False).alias("truncated"),
    ).drop("long_text", "plain_text")


def _references(named: FoundRecords, posts: int) -> list[pl.Series]:
    """Return for each post what it reposts, quotes and answers: the first of each type."""
    kinds = named.table["type"]
    columns = []
    for theirs, ours in TYPES.items():
        rows = (kinds == theirs).fill_null(value=False).to_numpy().nonzero()[0]
        parents, first = np.unique(named.parents[rows], return_index=True)
        places = np.full(posts, -1, np.int64)
        places[parents] = rows[first]
        columns.append(_taken(named.table["id"], places).alias(ours))
    return columns


def _taken(values: pl.Series, places: np.ndarray[Any, np.dtype[np.int64]]) -> pl.Series:
    """Return values by their places; null where the place is -1."""
    return values.gather(pl.Series(places).set(pl.Series(places < 0), None))


def _users(people: FoundRecords, retrieved: pl.Series) -> pl.DataFrame:
    """Return the profiles of each line: authors first, then those of other posts, then those answered."""
    users = _with_line(people, retrieved, is_line=False)
    if people.paths.any():
        order = np.lexsort((people.paths, people.lines))
        users = users[order]
    return users.filter(pl.col("user_id").is_not_null())


def _included(found: Found, retrieved: pl.Series, shape: str) -> pl.DataFrame:
    """Return the posts that others refer to, as far as the lines hold them."""
    records = found.tables["named" if shape == "flat" else "included"]
    posts = _with_line(records, retrieved, is_line=False).drop("retrieved_at")
    if shape == "flat":
        posts = posts.filter(pl.col("plain_text").is_not_null()).drop("type")
    return _with_text(posts.filter(pl.col("id").is_not_null()))


def _media(records: FoundRecords, retrieved: pl.Series) -> pl.DataFrame:
    """Return the files of each line: key and address."""
    files = _with_line(records, retrieved, is_line=False).filter(pl.col("media_key").is_not_null())
    return files.select("line", "media_key", pl.col("address").fill_null(pl.col("media_key")))
