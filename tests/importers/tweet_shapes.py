"""The same posts of X in the shapes of its own pages, of twscrape and of Apify, out of API v1.1; all invented."""

from datetime import UTC, datetime
from typing import Any

from tests.importers.tweet_builders import v1_post

LONG_CLOCK = "%a %b %d %H:%M:%S %z %Y"
Tweet = dict[str, Any]


def small_world() -> list[Tweet]:
    """A post, a reply, a repost, a quote, a repost of a quote and a repost typed by hand, as v1.1 has them."""
    original = v1_post(
        1,
        "صباح الخير #ورد and <b> &amp; more @person_2 https://t.co/a",
        lang="ar",
        entities={
            "hashtags": [{"text": "ورد"}],
            "urls": [{"url": "https://t.co/a", "expanded_url": "https://news.example/story?x=1"}],
            "user_mentions": [{"id_str": "1002", "screen_name": "person_2"}],
        },
    )
    reply = v1_post(
        2,
        "@person_1 いいね",
        in_reply_to_status_id_str=original["id_str"],
        in_reply_to_user_id_str="1001",
        in_reply_to_screen_name="person_1",
    )
    repost = v1_post(3, "RT @person_1: صباح الخير …", retweeted_status=original)
    quote = v1_post(4, "Look #here", quoted_status=original, quoted_status_id_str=original["id_str"])
    quote["entities"] = {
        "hashtags": [{"text": "here"}],
        "urls": [
            {"url": "https://t.co/q", "expanded_url": f"https://twitter.com/person_1/status/{original['id_str']}"}
        ],
        "user_mentions": [],
    }
    both = v1_post(5, "RT @person_4: Look #here", retweeted_status=quote, quoted_status=original)
    by_hand = v1_post(
        6, "RT @person_9: Привет #мир", entities={"hashtags": [{"text": "мир"}], "urls": [], "user_mentions": []}
    )
    gone = v1_post(7, "They took it down", quoted_status_id_str="999", is_quote_status=True)
    return [original, reply, repost, quote, both, by_hand, gone]


def as_page_object(post: Tweet, *, nested: bool = False, newer_user: bool = True) -> Tweet:
    """Write a post as X's pages receive it; `nested` wraps the posts in it once more."""
    user = post["user"]
    legacy = {name: value for name, value in post.items() if name not in ("user", "id", "text", "source", "truncated")}
    inner = {name: legacy.pop(name, None) for name in ("retweeted_status", "quoted_status")}
    legacy["full_text"] = post["text"]
    legacy |= {"user_id_str": user["id_str"], "conversation_id_str": post["id_str"], "reply_count": 1, "quote_count": 2}
    core = {name: user[name] for name in ("screen_name", "name", "created_at")}
    about = {name: value for name, value in user.items() if name not in ("id", "id_str", "lang")}
    profile = {"legacy": {name: value for name, value in about.items() if not newer_user or name not in core}}
    found: Tweet = {
        "__typename": "Tweet",
        "rest_id": post["id_str"],
        "core": {"user_results": {"result": {"rest_id": user["id_str"], **profile}}},
        "edit_control": {"edit_tweet_ids": [post["id_str"]], "edits_remaining": "5"},
        "views": {"count": "123", "state": "EnabledWithCount"},
        "source": post["source"],
        "legacy": legacy,
    }
    if newer_user:
        found["core"]["user_results"]["result"]["core"] = core

    def wrapped(original: Tweet) -> Tweet:
        result = as_page_object(original, nested=nested, newer_user=newer_user)
        return {"result": {"__typename": "TweetWithVisibilityResults", "tweet": result} if nested else result}

    if inner["retweeted_status"]:
        legacy["retweeted_status_result"] = wrapped(inner["retweeted_status"])
    elif inner["quoted_status"]:
        found["quoted_status_result"] = wrapped(inner["quoted_status"])
    elif post.get("quoted_status_id_str"):
        found["quoted_status_result"] = {"result": {"__typename": "TweetTombstone", "tombstone": {"text": {}}}}
    return found


def as_adaptive(post: Tweet) -> Tweet:
    """Write a post without others in it as older pages received it."""
    legacy = {name: value for name, value in post.items() if name not in ("user", "text")}
    about = {**legacy, "full_text": post["text"], "user_id_str": post["user"]["id_str"]}
    return {"id": 5, "type": "adaptive", "legacy": about, "user": post["user"]}


def collected(item: Tweet, platform: str = "twitter.com") -> Tweet:
    """Wrap an item as the extension does."""
    return {
        "nav_index": "1:2:3",
        "item_id": 12,
        "timestamp_collected": 1_700_000_000_123,
        "source_platform": platform,
        "source_platform_url": "https://pages.example/",
        "source_url": "https://pages.example/api",
        "user_agent": "Investigator/1.0 (Secret; rv:1)",
        "data": item,
        "id": 4,
    }


def kept_by_4cat(line: Tweet) -> Tweet:
    """Write what the extension collected as 4CAT keeps it."""
    return {**line["data"], "__import_meta": {name: value for name, value in line.items() if name != "data"}}


def as_scraped(post: Tweet, *, is_older: bool = False) -> Tweet:
    """Write a post as twscrape does; `is_older`: as snscrape did, with ids as numbers only."""
    entities = post["entities"]
    answered = post["in_reply_to_status_id_str"]
    found: Tweet = {
        "_type": "snscrape.modules.twitter.Tweet",
        "id": int(post["id_str"]),
        "id_str": post["id_str"],
        "date": _iso(post["created_at"]),
        "user": as_scraped_user(post["user"]),
        "rawContent": post["text"],
        "hashtags": [tag["text"] for tag in entities["hashtags"]],
        "links": [{"url": link["expanded_url"], "tcourl": link["url"]} for link in entities["urls"]],
        "mentionedUsers": [
            {"id": int(one["id_str"]), "id_str": one["id_str"], "username": one["screen_name"]}
            for one in entities["user_mentions"]
        ],
        "retweetCount": post["retweet_count"],
        "likeCount": post["favorite_count"],
        "lang": post["lang"],
        "sourceLabel": "Twitter for iPhone",
        "inReplyToTweetId": None if answered is None else int(answered),
        "inReplyToTweetIdStr": answered,
        "inReplyToUser": None
        if answered is None
        else {"id_str": post["in_reply_to_user_id_str"], "username": post["in_reply_to_screen_name"]},
        "media": {"photos": [], "videos": [], "animated": []},
    }
    for theirs, ours in (("retweeted_status", "retweetedTweet"), ("quoted_status", "quotedTweet")):
        inside = post.get(theirs)
        found[ours] = as_scraped(inside, is_older=is_older) if inside else None
    if is_older:
        found["content"] = found.pop("rawContent")
        found["media"] = None
        found.pop("id_str")
        found.pop("inReplyToTweetIdStr")
        found["user"].pop("id_str")
        for one in found["mentionedUsers"]:
            one.pop("id_str")
        if answered is not None:
            found["inReplyToUser"]["id"] = int(found["inReplyToUser"].pop("id_str"))
    return found


def as_scraped_user(user: Tweet) -> Tweet:
    """Write a profile as twscrape does."""
    return {
        "_type": "snscrape.modules.twitter.User",
        "id": int(user["id_str"]),
        "id_str": user["id_str"],
        "username": user["screen_name"],
        "displayname": user["name"],
        "rawDescription": user["description"],
        "created": _iso(user["created_at"]),
        "followersCount": user["followers_count"],
        "friendsCount": user["friends_count"],
        "statusesCount": user["statuses_count"],
        "favouritesCount": user["favourites_count"],
        "location": user["location"],
        "profileImageUrl": user["profile_image_url_https"],
        "verified": user["verified"],
    }


def as_apify(post: Tweet) -> Tweet:
    """Write a post as Apify's scraper does."""
    user = post["user"]
    found: Tweet = {
        "type": "tweet",
        "id": post["id_str"],
        "url": f"https://x.com/{user['screen_name']}/status/{post['id_str']}",
        "text": post["text"][:20],
        "fullText": post["text"],
        "createdAt": post["created_at"],
        "source": "Twitter for iPhone",
        "retweetCount": post["retweet_count"],
        "likeCount": post["favorite_count"],
        "lang": post["lang"],
        "isReply": post["in_reply_to_status_id_str"] is not None,
        "author": {
            "type": "user",
            "userName": user["screen_name"],
            "id": user["id_str"],
            "name": user["name"],
            "description": user["description"],
            "location": user["location"],
            "followers": user["followers_count"],
            "following": user["friends_count"],
            "createdAt": user["created_at"],
            "profilePicture": user["profile_image_url_https"],
            "isVerified": user["verified"],
        },
        "entities": post["entities"],
        "isRetweet": "retweeted_status" in post,
        "isQuote": "quoted_status" in post,
    }
    if post["in_reply_to_status_id_str"] is not None:
        found["inReplyToId"] = post["in_reply_to_status_id_str"]
        found["inReplyToUserId"] = post["in_reply_to_user_id_str"]
        found["inReplyToUsername"] = post["in_reply_to_screen_name"]
    if post.get("quoted_status_id_str"):
        found["quoteId"] = post["quoted_status_id_str"]
    for theirs, ours in (("retweeted_status", "retweet"), ("quoted_status", "quote")):
        if post.get(theirs):
            found[ours] = as_apify(post[theirs])
    return found


def _iso(clock: str) -> str:
    return str(datetime.strptime(clock, LONG_CLOCK).astimezone(UTC))
