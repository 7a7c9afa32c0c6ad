"""Writes flattened posts of Twitter API v2, and posts of v1.1, as the tables that twarc makes of them, for tests."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

V2_HEADER = [
    "id",
    "conversation_id",
    "referenced_tweets.replied_to.id",
    "referenced_tweets.retweeted.id",
    "referenced_tweets.quoted.id",
    "author_id",
    "in_reply_to_user_id",
    "in_reply_to_username",
    "retweeted_user_id",
    "retweeted_username",
    "quoted_user_id",
    "quoted_username",
    "created_at",
    "text",
    "lang",
    "source",
    "public_metrics.impression_count",
    "public_metrics.reply_count",
    "public_metrics.retweet_count",
    "public_metrics.quote_count",
    "public_metrics.like_count",
    "public_metrics.bookmark_count",
    "reply_settings",
    "edit_history_tweet_ids",
    "edit_controls.edits_remaining",
    "edit_controls.editable_until",
    "edit_controls.is_edit_eligible",
    "possibly_sensitive",
    "withheld.scope",
    "withheld.copyright",
    "withheld.country_codes",
    "entities.annotations",
    "entities.cashtags",
    "entities.hashtags",
    "entities.mentions",
    "entities.urls",
    "context_annotations",
    "attachments.media",
    "attachments.media_keys",
    "attachments.poll.duration_minutes",
    "attachments.poll.end_datetime",
    "attachments.poll.id",
    "attachments.poll.options",
    "attachments.poll.voting_status",
    "attachments.poll_ids",
    "author.id",
    "author.created_at",
    "author.username",
    "author.name",
    "author.description",
    "author.entities.description.cashtags",
    "author.entities.description.hashtags",
    "author.entities.description.mentions",
    "author.entities.description.urls",
    "author.entities.url.urls",
    "author.url",
    "author.location",
    "author.pinned_tweet_id",
    "author.profile_image_url",
    "author.protected",
    "author.public_metrics.followers_count",
    "author.public_metrics.following_count",
    "author.public_metrics.listed_count",
    "author.public_metrics.tweet_count",
    "author.verified",
    "author.verified_type",
    "author.withheld.scope",
    "author.withheld.copyright",
    "author.withheld.country_codes",
    "geo.coordinates.coordinates",
    "geo.coordinates.type",
    "geo.country",
    "geo.country_code",
    "geo.full_name",
    "geo.geo.bbox",
    "geo.geo.type",
    "geo.id",
    "geo.name",
    "geo.place_id",
    "geo.place_type",
    "matching_rules",
    "__twarc.retrieved_at",
    "__twarc.url",
    "__twarc.version",
]
V1_HEADER = [
    "id",
    "tweet_url",
    "created_at",
    "parsed_created_at",
    "user_screen_name",
    "text",
    "tweet_type",
    "coordinates",
    "hashtags",
    "media",
    "urls",
    "favorite_count",
    "in_reply_to_screen_name",
    "in_reply_to_status_id",
    "in_reply_to_user_id",
    "lang",
    "place",
    "possibly_sensitive",
    "retweet_count",
    "retweet_or_quote_id",
    "retweet_or_quote_screen_name",
    "retweet_or_quote_user_id",
    "source",
    "user_id",
    "user_created_at",
    "user_default_profile_image",
    "user_description",
    "user_favourites_count",
    "user_followers_count",
    "user_friends_count",
    "user_listed_count",
    "user_location",
    "user_name",
    "user_statuses_count",
    "user_time_zone",
    "user_urls",
    "user_verified",
]
TYPES = {"retweeted": "retweeted", "quoted": "quoted", "replied_to": "in_reply_to"}
MERGED = ("text", "entities", "attachments", "public_metrics")


def v2_rows(post: dict[str, Any], *, merge: bool = True, inline: bool = False) -> list[dict[str, Any]]:
    """Return the rows of one flattened post; with `inline` those of the posts it refers to stand above it."""
    named = {one["type"]: one for one in post.get("referenced_tweets") or []}
    above = [] if not inline else [row for one in named.values() if "text" in one for row in v2_rows(one, merge=merge)]
    shown = dict(post)
    if merge and "text" in named.get("retweeted", {}):
        shown |= {name: named["retweeted"].get(name, post.get(name)) for name in MERGED}
    row: dict[str, Any] = {}
    for kind, one in named.items():
        row[f"referenced_tweets.{kind}.id"] = one["id"]
        row[f"{TYPES[kind]}_username"] = (one.get("author") or {}).get("username")
        if kind != "replied_to":
            row[f"{kind}_user_id"] = one.get("author_id")
    nested = ("referenced_tweets", "in_reply_to_user", "entities", "type")
    row |= _flat({name: value for name, value in shown.items() if name not in nested})
    row |= {f"entities.{name}": _shorten(name, items) for name, items in (shown.get("entities") or {}).items()}
    row["author.id"] = (post.get("author") or {}).get("id")
    return [*above, {name: _cell(row.get(name)) for name in V2_HEADER}]


def _shorten(name: str, items: list[dict[str, Any]]) -> list[Any]:
    """Write tags, mentions and links as the tool does: short texts for objects."""
    if name == "urls":
        return [one.get("display_url", "") if "media_key" in one else one.get("expanded_url") for one in items]
    short = {"hashtags": ("#", "tag"), "cashtags": ("$", "tag"), "mentions": ("@", "username")}.get(name)
    return items if short is None else [short[0] + one[short[1]] for one in items]


def _flat(found: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in found.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return flat


def _cell(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\r", "").replace("\n", "\\n")
    return json.dumps(value) if isinstance(value, list) else value


def v1_row(post: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a post of v1.1, its text as the post has it."""
    user, entities = post["user"], post["entities"]
    other = post.get("retweeted_status") or post.get("quoted_status") or {}
    kind = "retweet" if "retweeted_status" in post else "quote" if "quoted_status" in post else "original"
    row = {name: post.get(name) for name in V1_HEADER} | {f"user_{name}": value for name, value in user.items()}
    row |= {
        "id": post["id_str"],
        "tweet_url": f"https://twitter.com/{user['screen_name']}/status/{post['id_str']}",
        "tweet_type": "reply" if post.get("in_reply_to_status_id_str") else kind,
        "in_reply_to_status_id": post.get("in_reply_to_status_id_str"),
        "in_reply_to_user_id": post.get("in_reply_to_user_id_str"),
        "hashtags": " ".join(tag["text"] for tag in entities["hashtags"]),
        "urls": " ".join(link["expanded_url"] for link in entities["urls"]),
        "retweet_or_quote_id": other.get("id_str"),
        "retweet_or_quote_screen_name": (other.get("user") or {}).get("screen_name"),
        "retweet_or_quote_user_id": (other.get("user") or {}).get("id_str"),
        "user_id": user["id_str"],
        "user_urls": user["url"],
    }
    return {name: row.get(name) for name in V1_HEADER}


def table_of(header: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Write rows as a table."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
