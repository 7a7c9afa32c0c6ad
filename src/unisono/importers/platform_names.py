"""The name of a platform as somebody types it, written as we write platforms: ids begin with it."""

import re

from unisono.importers.post_addresses import NAMES, WORDS
from unisono.model.errors import UsageError

OTHERS = frozenset(NAMES["web"])
"""Words that tools use for what has no accounts of its own; typed by a person they are a name."""


def known_platform(typed: str | None) -> str | None:
    """Return how we write a platform: `X` and `Twitter.com` are twitter; others stay as typed, in small letters.

    Raises UsageError for what cannot stand before the colon of an id.

    >>> known_platform("Twitter"), known_platform("my-forum"), known_platform("")
    ('twitter', 'my-forum', None)
    """
    name = (typed or "").strip().lower()
    if not name:
        return None
    if name not in OTHERS:
        name = WORDS.get(name.removeprefix("www."), name)
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise UsageError(
            f"{typed!r} cannot name a platform: ids begin with it, as twitter:123. Use letters, digits, dots, hyphens "
            "and _, such as: --platform twitter"
        )
    return name
