"""Answers of Bluesky's API: pages, threads and lists become the single posts, records and profiles in them."""

from collections.abc import Iterator
from typing import Any

LISTS = (
    "feed", "posts", "records", "notifications", "thread", "follows", "followers", "profiles", "actors", "repostedBy",
)  # fmt: skip


def is_page(found: Any) -> bool:  # JSON is of any shape
    """Say whether a value holds several records, or a post with the posts above and below it.

    >>> is_page({"feed": []}), is_page({"post": {}, "replies": []}), is_page({"uri": "at://a/b/c"})
    (True, True, False)
    """
    return isinstance(found, dict) and (_page_of(found) is not None or _is_branch(found))


def records_in(found: Any) -> Iterator[Any]:  # as above
    """Yield the records in a value in the order in which they stand; of a thread the post above comes first.

    A page without records, and any other value, is yielded as it is.
    """
    waiting = [found]
    while waiting:
        value = waiting.pop()
        inside = _inside(value)
        if inside is None:
            yield value
        else:
            waiting.extend(reversed(inside))


def _inside(value: Any) -> list[Any] | None:  # as above
    """Return what a page or a branch of a thread holds; None for anything else, and for what holds nothing."""
    if not isinstance(value, dict):
        return None
    page = _page_of(value)
    if page is not None:
        return page or None
    if not _is_branch(value):
        return _inside_item(value)
    above, below = value.get("parent"), value.get("replies")
    post = {name: member for name, member in value.items() if name not in ("parent", "replies")}
    return [*([above] if isinstance(above, dict) else []), post, *(below if isinstance(below, list) else [])]


def _page_of(value: dict[str, Any]) -> list[Any] | None:  # as above
    """Return the list of a page; the thread of an older answer is one object."""
    if "record" in value or "value" in value or "post" in value:
        return None
    for name in LISTS:
        found = value.get(name)
        if isinstance(found, list):
            # Whose followers these are is a profile like the others.
            whose = value.get("subject")
            return [whose, *found] if name in ("follows", "followers") and isinstance(whose, dict) else found
        if name == "thread" and isinstance(found, dict):
            return [found]
    return None


def _is_branch(value: dict[str, Any]) -> bool:  # as above
    return isinstance(value.get("post"), dict) and (
        isinstance(value.get("parent"), dict) or isinstance(value.get("replies"), list)
    )


def _inside_item(value: dict[str, Any]) -> list[Any] | None:  # as above
    """Return the post of an item of a newer thread: it lies one level deeper, beside its depth."""
    inside = value.get("value")
    return [inside] if "depth" in value and isinstance(inside, dict) and "post" in inside else None
