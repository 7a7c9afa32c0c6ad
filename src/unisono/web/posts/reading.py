"""The chosen posts as rows: named, with the file in which each was found, a page or all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import polars as pl

from unisono.cases import Case
from unisono.web.asked import Asked
from unisono.web.posts.asked_for import PostsAsked
from unisono.web.posts.choosing import choose_positions
from unisono.web.posts.found_posts import find_and_keep, kept_positions
from unisono.web.posts.keeping import keep_posts
from unisono.web.posts.kept_posts import KeptPosts

AT_ONCE = 4_096
"""Posts that are read together where all are written out, so that memory stays small."""

Row = dict[str, Any]  # Any: cells of POSTS

_COLUMNS = (
    *("post_id", "platform", "account_id", "handle", "display_name", "created_at", "created_at_precision", "kind"),
    *("text", "lang", "ref_post_id", "ref_account_id", "ref_handle", "ref_created_at", "hashtags", "urls", "mentions"),
    *("media", "client", "repost_count", "reply_count", "like_count", "quote_count", "view_count", "is_deleted"),
    *("collected_at", "source_file", "source_row", "source_sha256"),
)
_NAMED = ("post_id", "account_id", "ref_post_id", "ref_account_id")


@dataclass(frozen=True)
class ChosenPosts:
    """Posts of a case in order of time, or newest first."""

    case: Case
    kept: KeptPosts
    positions: pl.Series
    newest_first: bool = False

    def __len__(self) -> int:
        """Return how many there are."""
        return self.positions.len()

    def page(self, number: int, rows: int) -> list[Row]:
        """Return the posts of one page, from 1."""
        return self._rows(self._slice((number - 1) * rows, rows))

    def every(self) -> Iterator[list[Row]]:
        """Yield all posts in parts, so that few are in memory at once."""
        for start in range(0, len(self), AT_ONCE):
            yield self._rows(self._slice(start, AT_ONCE))

    def _slice(self, start: int, rows: int) -> list[int]:
        if not self.newest_first:
            return self.positions.slice(start, rows).to_list()
        end = max(0, len(self) - start)
        begin = max(0, end - rows)
        return self.positions.slice(begin, end - begin).reverse().to_list()

    def _rows(self, positions: list[int]) -> list[Row]:
        posts = self.kept.read(positions)
        named = [pl.concat_str("platform", pl.lit(":"), name).alias(name) for name in _NAMED]
        return self._with_files(posts.with_columns(named)).select(_COLUMNS).to_dicts()

    def _with_files(self, posts: pl.DataFrame) -> pl.DataFrame:
        return posts.join(self._files, on="source_sha256", how="left", maintain_order="left")

    @cached_property
    def _files(self) -> pl.DataFrame:
        sources = self.case.sources().select(
            pl.col("sha256").alias("source_sha256"), pl.col("file").alias("source_file")
        )
        return sources.unique("source_sha256", keep="first", maintain_order=True)


def kept_posts(asked: Asked) -> KeptPosts:
    """Return the posts of the case as kept; raises StillComputing while they are put in order."""
    card = asked.workbench.cards.card(asked.case, None, "kept_posts", "", {})
    kept = KeptPosts(asked.case.path / str(card["folder"]))
    return kept if kept.is_whole else keep_posts(asked.case, str(card["state"]))


def chosen_posts(asked: Asked, wanted: PostsAsked) -> ChosenPosts:
    """Return the posts that an address asks for; raises UsageError, and StillComputing while they are found."""
    kept = kept_posts(asked)
    positions = choose_positions(kept, asked.run, wanted, partial(found_posts, asked, kept))
    return ChosenPosts(asked.case, kept, positions, newest_first=asked.query.get("order") == "newest")


def found_posts(asked: Asked, kept: KeptPosts, what: str, value: str) -> pl.Series:
    """Return the positions of posts that have to be read to be found; raises StillComputing while they are."""
    asked.card("found_posts", value, what=what, folder=str(kept.folder))
    file = kept_positions(kept, asked.run, what, value)
    if not file.is_file():
        # Somebody has emptied the folder of derived files since.
        find_and_keep(asked.case, asked.run, kept, what, value)
    return kept.mapped(file.stem)["position"]
