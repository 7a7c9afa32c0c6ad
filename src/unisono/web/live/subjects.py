"""Where an alert leads: to the page of what it is about, and to the posts of its window."""

from datetime import timedelta

from unisono.cases.live.alerts import Alert
from unisono.model.times import time_text
from unisono.web.asked import Asked

PAGES = ("hashtag", "text", "account", "post", "target", "watchlist")
"""Kinds of subjects that have a page of the same name."""

POSTS = {"post": "of", **{kind: kind for kind in ("hashtag", "link", "domain", "text", "account", "image", "target")}}
"""Kind -> the field of an address that chooses its posts."""


def subject_address(asked: Asked, kind: str, subject: str) -> str | None:
    """Return the address of the page of a subject; null for what has none."""
    if not subject:
        return None
    if kind == "link":
        return asked.address("link", url=subject)
    if kind == "domain":
        return asked.address("posts", domain=subject)
    return asked.address(kind, subject) if kind in PAGES else None


def posts_address(asked: Asked, alert: Alert) -> str:
    """Return the address of the posts in which an alert's subject stood in its window."""
    choice = {POSTS[alert.subject_kind]: alert.subject} if alert.subject_kind in POSTS else {}
    since = time_text(alert.event_at - timedelta(seconds=alert.window_s))
    # An address asks for posts before a time, and the newest one is to be among them.
    until = time_text(alert.event_at + timedelta(microseconds=1))
    return asked.address("posts", **choice, since=since, until=until)
