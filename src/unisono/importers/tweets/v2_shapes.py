"""The shapes in which lines of Twitter API v2 hold posts, each as a page of them."""

from typing import Any


def as_page(value: dict[str, Any]) -> dict[str, Any] | None:  # JSON is of any shape
    """Return an object of any shape of API v2 as a page, or nothing when it holds no posts."""
    data = value.get("data")
    if isinstance(data, dict):
        return {**value, "data": [data]}
    if isinstance(data, list):
        return value if data else None
    if "id" not in value or not ("text" in value or "username" in value):
        return None
    referenced = [named for named in _list(value.get("referenced_tweets")) if isinstance(named, dict)]
    attachments = value.get("attachments")
    people = [value.get("author"), value.get("in_reply_to_user"), *(named.get("author") for named in referenced)]
    return {
        "data": [value],
        "includes": {
            "users": [person for person in people if isinstance(person, dict)],
            "tweets": [named for named in referenced if "text" in named],
            "media": _list(attachments.get("media")) if isinstance(attachments, dict) else [],
        },
        "__twarc": value.get("__twarc"),
    }


def _list(value: object) -> list[Any]:  # JSON is of any shape
    return value if isinstance(value, list) else []
