"""The fields of Twitter API v1.1 that posts are made of, and the columns that they fill."""

from collections.abc import Iterator

from unisono.engine.json_plan import Wanted

USER = {
    "screen_name": "handle",
    "name": "name",
    "description": "bio",
    "location": "location",
    "url": "url",
    "profile_image_url_https": "avatar",
    "created_at": "created_at",
    "followers_count": "followers",
    "friends_count": "following",
    "statuses_count": "posts",
    "favourites_count": "likes",
    "verified": "verified",
    "lang": "lang",
}
KINDS = {"verified": "flag", "created_at": "long time"}
COUNTS = {"retweet_count": "reposts", "reply_count": "replies", "favorite_count": "likes", "quote_count": "quotes"}
ENTITIES = {
    "hashtags": ("hashtags", ("text",)),
    "urls": ("urls", ("expanded_url", "url")),
    "user_mentions": ("mentions", ("id_str", "id", "screen_name")),
}
MEDIA = ("extended_tweet.extended_entities", "extended_tweet.entities", "extended_entities", "entities")
ADDRESSES = ("media_url_https", "media_url")


def _either(path: str, column: str) -> tuple[Wanted, Wanted]:
    """Want an id: as text, and as number where there is no text."""
    return Wanted(f"{path}_str", column), Wanted(path, column, rank=1)


def _fields_of(tweet: str, prefix: str) -> Iterator[Wanted]:
    """Give the fields of one post of a line; `tweet` is the path to it, `prefix` what its columns begin with."""
    yield from _either(f"{tweet}id", f"{prefix}id")
    yield Wanted(f"{tweet}created_at", f"{prefix}created_at", "long time")
    for rank, name in enumerate(("extended_tweet.full_text", "full_text", "text")):
        yield Wanted(f"{tweet}{name}", f"{prefix}text", rank=rank)
    yield Wanted(f"{tweet}truncated", f"{prefix}truncated", "flag")
    for theirs, (ours, names) in ENTITIES.items():
        for rank, entities in enumerate(("extended_tweet.entities", "entities")):
            for item_rank, name in enumerate(names):
                path = f"{tweet}{entities}.{theirs}[].{name}"
                yield Wanted(path, f"{prefix}{ours}", rank=rank, item_rank=item_rank)
    for rank, entities in enumerate(MEDIA):
        for item_rank, name in enumerate(ADDRESSES):
            yield Wanted(f"{tweet}{entities}.media[].{name}", f"{prefix}media", rank=rank, item_rank=item_rank)
    yield from _either(f"{tweet}user.id", f"{prefix}user_id")
    for theirs, ours in USER.items():
        kind = "number" if theirs.endswith("_count") else KINDS.get(theirs, "text")
        yield Wanted(f"{tweet}user.{theirs}", f"{prefix}user_{ours}", kind)
    for theirs, ours in COUNTS.items():
        yield Wanted(f"{tweet}{theirs}", f"{prefix}{ours}", "number")


FIELDS = (
    *_fields_of("", ""),
    *_fields_of("retweeted_status.", "original_"),
    *_fields_of("quoted_status.", "quoted_"),
    Wanted("quoted_status_id_str", "quoted_status_id"),
    Wanted("source", "source"),
    Wanted("lang", "lang"),
    *_either("in_reply_to_status_id", "in_reply_to_post"),
    *_either("in_reply_to_user_id", "in_reply_to_user"),
    Wanted("in_reply_to_screen_name", "in_reply_to_handle"),
)
"""Every field of a line; the columns are those of wide rows, as far as this format fills them."""

FULL_TEXT_RANKS = 2
"""A text of one of the first two fields is whole, whatever `truncated` says."""
