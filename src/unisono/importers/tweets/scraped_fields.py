"""The fields of posts as the scrapers twscrape and snscrape write them, and the columns that they fill."""

from collections.abc import Iterator

from unisono.engine.json_plan import Wanted

AUTHOR = {
    "user_id": ("id_str", "id"),
    "user_handle": ("username",),
    "user_name": ("displayname",),
    "user_bio": ("rawDescription", "description"),
    "user_location": ("location",),
    "user_url": ("link.url", "linkUrl"),
    "user_avatar": ("profileImageUrl",),
    "user_created_at": ("created",),
    "user_followers": ("followersCount",),
    "user_following": ("friendsCount",),
    "user_posts": ("statusesCount",),
    "user_likes": ("favouritesCount",),
    "user_verified": ("verified",),
}
POST = {
    "id": ("id_str", "id"),
    "created_at": ("date",),
    "text": ("rawContent", "content"),
    "hashtags": ("hashtags[]",),
    "reposts": ("retweetCount",),
    "replies": ("replyCount",),
    "likes": ("likeCount",),
    "quotes": ("quoteCount",),
    "first_id": ("editControl.initial_tweet_id",),
    "history": ("editControl.edit_tweet_ids[]",),
}
OWN = {
    "views": ("viewCount",),
    "source": ("sourceLabel", "source"),
    "lang": ("lang",),
    "thread_id": ("conversationIdStr", "conversationId"),
    "in_reply_to_post": ("inReplyToTweetIdStr", "inReplyToTweetId"),
    "in_reply_to_user": ("inReplyToUser.id_str", "inReplyToUser.id"),
    "in_reply_to_handle": ("inReplyToUser.username", "inReplyToScreenName"),
}
NUMBERS = (
    *("reposts", "replies", "likes", "quotes", "views"),
    *("user_followers", "user_following", "user_posts", "user_likes"),
)
ITEMS = {
    "urls": (("links[].url",), ("outlinks[]",)),
    "mentions": (("mentionedUsers[].id_str", "mentionedUsers[].id", "mentionedUsers[].username"),),
}
MEDIA_OBJECT = (("media.photos[].url",), ("media.videos[].thumbnailUrl",), ("media.animated[].thumbnailUrl",))
MEDIA_LIST = (("media[].fullUrl", "media[].thumbnailUrl", "media[].previewUrl"),)
PLACES = {
    "": ("",),
    "original_": ("retweetedTweet.",),
    "quoted_": ("quotedTweet.", "retweetedTweet.quotedTweet."),
}
"""Where a line holds the post itself, what it reposts and what it quotes."""

FURTHER = 20
"""Every further place of a post has ranks of its own, so that what stands at the first one counts."""

PROFILE = {
    "profile_handle": ("username", "screen_name"),
    "profile_name": ("displayname", "name"),
    "profile_id": ("rest_id",),
    "profile_bio": ("rawDescription", "description"),
    "profile_location": ("location", "account_based_in"),
    "profile_url": ("link.url", "linkUrl"),
    "profile_avatar": ("profileImageUrl",),
    "profile_created_at": ("created",),
    "profile_followers": ("followersCount",),
    "profile_following": ("friendsCount",),
    "profile_posts": ("statusesCount",),
    "profile_likes": ("favouritesCount",),
    "profile_verified": ("verified",),
}
"""Lines that are a profile: a User, or what X says `About this account`."""


def kind_of(column: str) -> str:
    """Return the kind of a column."""
    if column.endswith("verified"):
        return "flag"
    return "number" if column.replace("profile_", "user_") in NUMBERS else "text"


def _wanted(path: str, prefix: str, fields: dict[str, tuple[str, ...]], rank: int) -> Iterator[Wanted]:
    for column, names in fields.items():
        for place, name in enumerate(names):
            yield Wanted(f"{path}{name}", f"{prefix}{column}", kind_of(column), rank + place)


def fields(*, media_is_list: bool) -> tuple[Wanted, ...]:
    """Return the fields of a line; snscrape lists the files of a post, twscrape sorts them by what they are."""
    media = MEDIA_LIST if media_is_list else MEDIA_OBJECT
    wanted: list[Wanted] = [Wanted("_type", "type"), *_wanted("", "", OWN, 0), *_wanted("", "", PROFILE, 0)]
    for prefix, places in PLACES.items():
        for place, path in enumerate(places):
            rank = place * FURTHER
            wanted += _wanted(path, prefix, POST, rank)
            wanted += _wanted(f"{path}user.", prefix, AUTHOR, rank)
            for column, ways in {**ITEMS, "media": media}.items():
                wanted += [
                    Wanted(f"{path}{item}", f"{prefix}{column}", rank=rank + way, item_rank=better)
                    for way, items in enumerate(ways)
                    for better, item in enumerate(items)
                ]
    return tuple(wanted)
