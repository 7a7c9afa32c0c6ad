"""Sentences of pages as one copy of the report may tell them: without names, numbers of posts, and their seconds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unisono.exports.report.disclosure import Disclosure

_NUMBERED = re.compile(r"\b[a-z]+:\d{4,}\b")
_NAMED = re.compile(r"[^\s,;:()]+:[^\s,;()]+")

NAMES_OF_POSTS = ("post_id", "post")


@dataclass(frozen=True)
class Teller:
    """Tells texts of one card; posts are the posts that it names, platform:id."""

    disclosure: Disclosure
    posts: frozenset[str] = frozenset()

    @classmethod
    def of_card(cls, disclosure: Disclosure, card: object) -> "Teller":
        """Return who tells of this card: its posts are known by the fields that name them, however deep."""
        return cls(disclosure, frozenset(_posts_in(card)) if disclosure.hides_accounts else frozenset())

    def told(self, text: str) -> str:
        """Return a text as this copy may show it.

        Where it hides accounts, names and numbers of posts are replaced; where it hides posts, times end at the minute.
        """
        if not self.disclosure.hides_accounts:
            return text
        named = _NAMED.sub(lambda found: self._without_post(found.group()), text)
        return _NUMBERED.sub(lambda found: self.disclosure.post(found.group()), self.disclosure.free_text(named))

    def _without_post(self, word: str) -> str:
        bare = word.rstrip(".")
        return self.disclosure.post(bare) + word[len(bare) :] if bare in self.posts else word


def _posts_in(card: object) -> Iterator[str]:
    if isinstance(card, Mapping):
        for name, value in card.items():
            if name in NAMES_OF_POSTS and isinstance(value, str):
                yield value
            else:
                yield from _posts_in(value)
    elif isinstance(card, list | tuple):
        for one in card:
            yield from _posts_in(one)
