"""A post as a page shows it: whose, when, what it says, what it repeats or answers, and where it was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from unisono.content.language_names import LANGUAGE_NAMES
from unisono.exports.report.untrusted import shorten
from unisono.traces.hashtag import fold_tag
from unisono.web.posts.kept_posts import KeptPosts

LETTERS_OPEN = 700
"""Letters of a text that stand open; the rest of a longer one is folded away."""

MOST_LINKS = 12
MOST_TAGS = 40

Row = Mapping[str, Any]  # Any: cells of POSTS


@dataclass(frozen=True)
class ShownPost:
    """One post. text: its beginning, `more` whether that is not all; tags: as written, and as a page is named."""

    row: Row
    text: str
    is_cut: bool
    tags: Sequence[tuple[str, str]]
    links: Sequence[str]
    links_left: int
    has_original: bool

    @property
    def precision(self) -> str:
        """Return how exactly its time is known."""
        return str(self.row["created_at_precision"] or "second")

    @property
    def language(self) -> str | None:
        """Return the code of its language where that is one: files may hold anything there."""
        code = str(self.row["lang"] or "").split("-")[0].lower()
        return code if code in LANGUAGE_NAMES else None


def shown_posts(rows: Sequence[Row], kept: KeptPosts) -> list[ShownPost]:
    """Return posts ready to be shown; whether the case holds what they repeat or answer is looked up at once."""
    wanted = pl.Series([row["ref_post_id"] for row in rows], dtype=pl.String).drop_nulls().unique()
    held = set(kept.columns.filter(pl.col("post").is_in(wanted.implode()))["post"]) if wanted.len() else set()
    return [_shown(row, row["ref_post_id"] in held) for row in rows]


def _shown(row: Row, has_original: bool) -> ShownPost:
    text = row["text"] or ""
    tags = [(tag, folded) for tag in dict.fromkeys(row["hashtags"] or []) if tag and (folded := fold_tag(tag))]
    links = [one for one in dict.fromkeys(row["urls"] or []) if one]
    return ShownPost(
        row=row,
        text=shorten(text, LETTERS_OPEN),
        is_cut=len(text) > LETTERS_OPEN,
        tags=tags[:MOST_TAGS],
        links=links[:MOST_LINKS],
        links_left=max(0, len(links) - MOST_LINKS),
        has_original=has_original,
    )
