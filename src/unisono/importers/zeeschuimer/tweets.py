"""Posts of X as its own pages receive them: where each field of a wide row of Twitter lies in such an object."""

from collections.abc import Iterator

import polars as pl

from unisono.engine.json_plan import Wanted
from unisono.importers.json_files.declared import ROW, Made
from unisono.importers.tweets.made_tweets import blank_names, make_tweets
from unisono.importers.zeeschuimer.layouts import NO_ID, Layout

RESULT = "core.user_results.result."
NOTE = "note_tweet.note_tweet_results.result"
AUTHOR = {
    "user_handle": ("core.screen_name", "legacy.screen_name"),
    "user_name": ("core.name", "legacy.name"),
    "user_created_at": ("core.created_at", "legacy.created_at"),
    "user_bio": ("legacy.description", "profile_bio.description"),
    "user_location": ("legacy.location", "location.location"),
    "user_url": ("legacy.url",),
    "user_avatar": ("avatar.image_url", "legacy.profile_image_url_https"),
    "user_followers": ("legacy.followers_count",),
    "user_following": ("legacy.friends_count",),
    "user_posts": ("legacy.statuses_count",),
    "user_likes": ("legacy.favourites_count",),
    "user_verified": ("verification.verified", "legacy.verified"),
}
OLDER_AUTHOR = {
    "user_handle": "screen_name",
    "user_name": "name",
    "user_created_at": "created_at",
    "user_bio": "description",
    "user_location": "location",
    "user_url": "url",
    "user_avatar": "profile_image_url_https",
    "user_followers": "followers_count",
    "user_following": "friends_count",
    "user_posts": "statuses_count",
    "user_likes": "favourites_count",
    "user_verified": "verified",
}
COUNTS = {"reposts": "retweet_count", "replies": "reply_count", "likes": "favorite_count", "quotes": "quote_count"}
LISTS = {
    "hashtags": ("hashtags", ("text",)),
    "urls": ("urls", ("expanded_url", "url")),
    "mentions": ("user_mentions", ("id_str", "screen_name")),
}
ENTITIES = (f"{NOTE}.entity_set", "legacy.entities")
"""A long post has its whole text, and what is marked in it, in a note."""

FURTHER = 20
"""Every further place of a post has ranks of its own, so that what stands at the first one counts."""

NUMBERS = ("reposts", "replies", "likes", "quotes", "user_followers", "user_following", "user_posts", "user_likes")
OWN = {
    "views": ("views.count", "ext_views.count"),
    "source": ("source", "legacy.source"),
    "lang": ("legacy.lang",),
    "thread_id": ("legacy.conversation_id_str",),
    "in_reply_to_post": ("legacy.in_reply_to_status_id_str",),
    "in_reply_to_user": ("legacy.in_reply_to_user_id_str",),
    "in_reply_to_handle": ("legacy.in_reply_to_screen_name",),
    "quoted_status_id": ("legacy.quoted_status_id_str",),
    "retweeted_status_id": ("legacy.retweeted_status_id_str",),
}
QUOTED, REPOSTED = "quoted_status_result.result.", "legacy.retweeted_status_result.result."
PLACES = {
    "": ("",),
    "original_": (REPOSTED, f"{REPOSTED}tweet."),
    "quoted_": (QUOTED, f"{QUOTED}tweet.", f"{REPOSTED}{QUOTED}", f"{REPOSTED}tweet.{QUOTED}"),
}
"""Where an item holds the post itself, what it reposts and what it quotes."""


def _kind(column: str) -> str:
    return "number" if column in NUMBERS else "flag" if column == "user_verified" else "text"


def _author(tweet: str, prefix: str, rank: int) -> Iterator[Wanted]:
    """Give the fields of whoever wrote a post."""
    yield Wanted(f"{tweet}{RESULT}rest_id", f"{prefix}user_id", rank=rank)
    yield Wanted(f"{tweet}legacy.user_id_str", f"{prefix}user_id", rank=rank + 1)
    for column, paths in AUTHOR.items():
        for better, path in enumerate(paths):
            yield Wanted(f"{tweet}{RESULT}{path}", f"{prefix}{column}", _kind(column), rank + better)


def _post(tweet: str, prefix: str, rank: int) -> Iterator[Wanted]:
    """Give the fields of one post; `tweet` is the path to it, `prefix` what its columns begin with."""
    yield Wanted(f"{tweet}rest_id", f"{prefix}id", rank=rank)
    yield Wanted(f"{tweet}legacy.id_str", f"{prefix}id", rank=rank + 1)
    yield Wanted(f"{tweet}legacy.created_at", f"{prefix}created_at", rank=rank)
    for better, path in enumerate((f"{NOTE}.text", "legacy.full_text", "legacy.text")):
        yield Wanted(f"{tweet}{path}", f"{prefix}text", rank=rank + better)
    for ours, (theirs, names) in LISTS.items():
        for better, entities in enumerate(ENTITIES):
            for place, name in enumerate(names):
                path = f"{tweet}{entities}.{theirs}[].{name}"
                yield Wanted(path, f"{prefix}{ours}", rank=rank + better, item_rank=place)
    for better, entities in enumerate(("extended_entities", "entities")):
        path = f"{tweet}legacy.{entities}.media[].media_url_https"
        yield Wanted(path, f"{prefix}media", rank=rank + better)
    yield Wanted(f"{tweet}edit_control.initial_tweet_id", f"{prefix}first_id", rank=rank)
    for better, path in enumerate(("edit_tweet_ids[]", "edit_control_initial.edit_tweet_ids[]")):
        yield Wanted(f"{tweet}edit_control.{path}", f"{prefix}history", rank=rank + better)
    for ours, theirs in COUNTS.items():
        yield Wanted(f"{tweet}legacy.{theirs}", f"{prefix}{ours}", "number", rank)
    yield from _author(tweet, prefix, rank)


def _own() -> Iterator[Wanted]:
    """Give what only the post itself tells, not the posts inside it."""
    for column, paths in OWN.items():
        for better, path in enumerate(paths):
            yield Wanted(path, column, rank=better)


def _fields() -> Iterator[Wanted]:
    for prefix, places in PLACES.items():
        for place, tweet in enumerate(places):
            yield from _post(tweet, prefix, place * FURTHER)
    yield from _own()
    yield Wanted("user.id_str", "user_id", rank=FURTHER)
    for column, name in OLDER_AUTHOR.items():
        yield Wanted(f"user.{name}", column, _kind(column), FURTHER)


def make_items(wide: pl.DataFrame, sha256: str) -> Made:
    """Return the posts, profiles and originals of objects of X, as every Twitter format gives them."""
    wide = blank_names(wide)
    gone = pl.lit("X shows no post here any more, only a note in its place")
    reason = pl.when(pl.col("is_tombstone")).then(gone).otherwise(pl.lit(NO_ID)).alias("reason")
    left = wide.filter(pl.col("id").is_null()).select(ROW, reason)
    posts = wide.filter(pl.col("id").is_not_null())
    return make_tweets(posts.with_columns(pl.col("views").cast(pl.Int64, strict=False)), sha256, left)


FIELDS = tuple(_fields())
GONE = Wanted("tombstone", "is_tombstone", "object")
WRAPPED = Layout((), "twitter", (*(one._replace(path=f"tweet.{one.path}") for one in FIELDS), GONE), make=make_items)
"""What pages give of a post whose replies are limited: the post lies one deeper."""

POSTS = Layout(
    ("twitter.com", "x.com", "twitter-comments"),
    "twitter",
    (*FIELDS, GONE),
    make=make_items,
    signs=(frozenset({"rest_id", "legacy"}), frozenset({"legacy", "user", "type"})),
    needed="id",
    otherwise=WRAPPED,
)
