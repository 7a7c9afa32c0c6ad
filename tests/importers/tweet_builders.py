"""Builds posts in the shapes of Twitter API v1.1 and v2, for tests; every word in them is invented."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.json_files.batches import join_batches
from unisono.model.batches import Batch

START = datetime(2018, 6, 1, 12, tzinfo=UTC)
EPOCH_MS = 1288834974657


def post_id(at: datetime, number: int = 0) -> str:
    """Return an id whose clock says `at`."""
    return str((int(at.timestamp() * 1000) - EPOCH_MS << 22) + number)


def v1_user(number: int, **changes: Any) -> dict[str, Any]:
    user = {
        "id": 1000 + number,
        "id_str": str(1000 + number),
        "screen_name": f"person_{number}",
        "name": f"Person {number}",
        "description": "I keep bees.",
        "location": "Here",
        "url": None,
        "profile_image_url_https": f"https://pictures.example/{number}.jpg",
        "created_at": "Wed Jan 20 10:11:12 +0000 2016",
        "followers_count": 10 * number,
        "friends_count": 5,
        "statuses_count": 7,
        "favourites_count": 3,
        "verified": False,
        "lang": "en",
    }
    return {**user, **changes}


def v1_post(number: int, text: str = "Good morning", **changes: Any) -> dict[str, Any]:
    at = START + timedelta(seconds=number)
    post = {
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id": int(post_id(at, number)),
        "id_str": post_id(at, number),
        "text": text,
        "truncated": False,
        "source": '<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>',
        "in_reply_to_status_id_str": None,
        "in_reply_to_user_id_str": None,
        "in_reply_to_screen_name": None,
        "user": v1_user(number),
        "is_quote_status": False,
        "retweet_count": 4,
        "favorite_count": 9,
        "entities": {"hashtags": [], "urls": [], "user_mentions": []},
        "lang": "en",
    }
    return {**post, **changes}


def v1_repost(number: int, original: dict[str, Any], **changes: Any) -> dict[str, Any]:
    text = f"RT @{original['user']['screen_name']}: {original.get('text', '')}"[:139] + "…"
    return v1_post(number, text, retweeted_status=original, retweet_count=original["retweet_count"], **changes)


def v2_user(number: int, **changes: Any) -> dict[str, Any]:
    user = {
        "id": str(1000 + number),
        "username": f"person_{number}",
        "name": f"Person {number}",
        "description": "I keep bees.",
        "created_at": "2016-01-20T10:11:12.000Z",
        "verified": False,
        "public_metrics": {"followers_count": 10 * number, "following_count": 5, "tweet_count": 7, "listed_count": 0},
    }
    return {**user, **changes}


def v2_post(number: int, text: str = "Good morning", **changes: Any) -> dict[str, Any]:
    at = START + timedelta(seconds=number)
    post = {
        "id": post_id(at, number),
        "text": text,
        "author_id": str(1000 + number),
        "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "lang": "en",
        "source": "Twitter Web App",
        "conversation_id": post_id(at, number),
        "public_metrics": {"retweet_count": 4, "reply_count": 2, "like_count": 9, "quote_count": 1},
        "entities": {"hashtags": [{"start": 0, "end": 4, "tag": "bees"}]},
    }
    return {**post, **changes}


def v2_page(posts: list[dict[str, Any]], **includes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": posts,
        "includes": includes,
        "meta": {"result_count": len(posts)},
        "__twarc": {"version": "2.9.0", "retrieved_at": "2021-05-01T08:00:00+00:00"},
    }


def lines_of(*objects: Any) -> str:
    """Write each object on a line; a text is a line as it stands."""
    return "".join((one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)) + "\n" for one in objects)


def read_whole(importer: Importer, source: Source, settings: ReadSettings | None = None) -> Batch:
    """Read a whole source into one batch, references and all."""
    return join_batches(list(importer.read(source, settings or ReadSettings())))
