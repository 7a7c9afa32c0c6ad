"""Posts of X as Apify's tweet scrapers deliver them: a JSON array or JSON lines of objects."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.declared import ROW, JsonFields, Made, read_declared
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.tweets.made_tweets import blank_names, make_tweets
from unisono.model.batches import Batch

AUTHOR = {
    "user_id": ("id",),
    "user_handle": ("userName",),
    "user_name": ("name",),
    "user_bio": ("description",),
    "user_location": ("location",),
    "user_avatar": ("profilePicture",),
    "user_created_at": ("createdAt",),
    "user_followers": ("followers",),
    "user_following": ("following",),
    "user_posts": ("statusesCount",),
    "user_likes": ("favouritesCount",),
    "user_verified": ("isVerified",),
}
POST = {
    "id": ("id",),
    "created_at": ("createdAt",),
    "text": ("fullText", "text"),
    "reposts": ("retweetCount",),
    "replies": ("replyCount",),
    "likes": ("likeCount",),
    "quotes": ("quoteCount",),
    "first_id": ("editControl.initialTweetId",),
    "history": ("editControl.editTweetIds[]",),
}
ITEMS = {
    "hashtags": (("entities.hashtags[].text",),),
    "urls": (("entities.urls[].expanded_url", "entities.urls[].url"),),
    "mentions": (("entities.user_mentions[].id_str", "entities.user_mentions[].screen_name"),),
    "media": (("extendedEntities.media[].media_url_https",), ("entities.media[].media_url_https",)),
}
OWN = {
    "views": ("viewCount",),
    "source": ("source",),
    "lang": ("lang",),
    "thread_id": ("conversationId",),
    "in_reply_to_post": ("inReplyToId",),
    "in_reply_to_user": ("inReplyToUserId",),
    "in_reply_to_handle": ("inReplyToUsername",),
    "quoted_status_id": ("quoteId",),
}
NUMBERS = ("reposts", "replies", "likes", "quotes", "user_followers", "user_following", "user_posts", "user_likes")
PLACES = {
    "": ("",),
    "original_": ("retweet.", "retweeted_tweet."),
    "quoted_": ("quote.", "quoted_tweet.", "retweet.quote."),
}
"""Where an object holds the post itself, what it reposts and what it quotes."""

FURTHER = 20
FILLERS = ("mock_tweet",)
NO_RESULTS = "the scraper's mark for a search without results"
FILLER = "a note of the scraper, not a post"
NO_ID = "no post: it has no id"


def _wanted(path: str, prefix: str, fields: Mapping[str, tuple[str, ...]], rank: int) -> Iterator[Wanted]:
    for column, names in fields.items():
        kind = "number" if column in NUMBERS else "flag" if column == "user_verified" else "text"
        for place, name in enumerate(names):
            yield Wanted(f"{path}{name}", f"{prefix}{column}", kind, rank + place)


def _fields() -> Iterator[Wanted]:
    yield Wanted("type", "type")
    yield Wanted("noResults", "no_results", "flag")
    yield from _wanted("", "", OWN, 0)
    for prefix, places in PLACES.items():
        for place, path in enumerate(places):
            rank = place * FURTHER
            yield from _wanted(path, prefix, POST, rank)
            yield from _wanted(f"{path}author.", prefix, AUTHOR, rank)
            for column, ways in ITEMS.items():
                for way, items in enumerate(ways):
                    for better, item in enumerate(items):
                        yield Wanted(f"{path}{item}", f"{prefix}{column}", rank=rank + way, item_rank=better)


FIELDS = JsonFields(tuple(_fields()))


def recognise(source: Source) -> float:
    """Say how surely these are such objects: an author with a userName, a time and a text."""
    objects = first_objects(source)
    found = [one for one in objects if _is_known(one)]
    return 0.95 if found and 2 * len(found) >= len(objects) else 0.0


def _is_known(one: Mapping[str, Any]) -> bool:  # JSON is of any shape
    if one.get("noResults") is True:
        return True
    author = one.get("author")
    return isinstance(author, dict) and "userName" in author and "createdAt" in one and "id" in one


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's posts in batches, in file order."""

    def make(wide: pl.DataFrame) -> Made:
        wide = blank_names(wide)
        reason = _why_no_post(wide)
        left = wide.select(ROW, reason).filter(reason.is_not_null())
        posts = wide.filter(reason.is_null())
        posts = posts.with_columns(pl.col("views").cast(pl.Int64, strict=False))
        return make_tweets(posts, source.sha256, left)

    return read_declared(source, settings, FIELDS, make)


def _why_no_post(wide: pl.DataFrame) -> pl.Series:
    """Say why objects are no posts; null where they are."""
    return wide.select(
        pl.when(pl.col("no_results").fill_null(value=False))
        .then(pl.lit(NO_RESULTS))
        .when(pl.col("type").is_in(FILLERS))
        .then(pl.lit(FILLER))
        .when(pl.col("id").is_null())
        .then(pl.lit(NO_ID))
        .alias("reason")
    ).to_series()


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where each of our fields comes from."""
    return {
        "post_id": "id",
        "account_id": "author.id",
        "handle": "author.userName",
        "display_name": "author.name",
        "created_at": "createdAt",
        "text": "retweet.fullText, fullText or text",
        "kind": "retweet, inReplyToId, quote or quoteId, RT @…",
        "ref_post_id": "retweet.id, inReplyToId, or quote.id or quoteId",
        "thread_id": "conversationId",
        "hashtags": "entities.hashtags[].text",
        "urls": "entities.urls[].expanded_url",
        "mentions": "entities.user_mentions[].id_str",
        "media": "extendedEntities.media[].media_url_https",
        "lang": "lang",
        "client": "source",
        "view_count": "viewCount",
    }


IMPORTER = Importer(
    name="apify_twitter",
    title="Posts of X from Apify's tweet scrapers (JSON)",
    platform="twitter",
    columns=("id", "createdAt", "text or fullText", "author.userName"),
    traps=(
        "Objects with noResults and other notes of the scraper are no posts: they are counted as rejected.",
        "The objects do not say when they were collected, so profiles are as old as the post they came with.",
        "A repost's text, tags and links are the original's; its counts belong to the original.",
        "A quoted post that is gone keeps its id (quoteId).",
        "A search shows what X found for it on one day: no sample of the platform.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
