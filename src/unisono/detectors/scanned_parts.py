"""The posts of a scan read from the case part by part, for scans whose posts memory does not hold."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.post_parts import PostParts
from unisono.content.pictures.words import fill_in_words
from unisono.detectors.evidence import posts_between
from unisono.detectors.held_columns import HeldColumns
from unisono.detectors.posts_by_name import ids_in_names
from unisono.detectors.scan_record import CountedPosts
from unisono.engine.growing_names import GrowingKeys
from unisono.engine.numbering import number_keys
from unisono.model.few_rows import compact
from unisono.model.names import ACCOUNT_NAME
from unisono.model.settings import ScanSettings
from unisono.model.tables import POSTS
from unisono.traces.by_part import POST_NAME


class ScannedParts:
    """The posts of a case between since and until; words of pictures stand for texts that say nothing."""

    def __init__(self, parts: PostParts, settings: ScanSettings, words: pl.DataFrame, held: int = 0) -> None:
        """Read nothing yet; words: PICTURE_WORDS. held: how many bytes of what was read may be held."""
        self._parts, self._settings, self._words = parts, settings, words
        self._held = HeldColumns(parts, held)
        self._heights: list[int] = []

    @property
    def file_bytes(self) -> int:
        """Return how many bytes the files take that are read."""
        return sum(file.bytes for file in self._parts.files)

    def described(self) -> list[str]:
        """Return the files that are read, in their order, each by its name and what is in it."""
        return [f"{file.path.name} {file.sha256}" for file in self._parts.files]

    def read(
        self, columns: Sequence[str], /, only: NDArray[np.bool_] | None = None, where: pl.Expr | None = None
    ) -> Iterator[pl.DataFrame]:
        """Yield the posts of each part in these columns; only: bool (parts), those to be read.

        where: of these columns, for which posts it has to hold; never of texts, for which words may yet stand.
        """
        between = self._settings.since is not None or self._settings.until is not None
        needed = [*(("created_at",) if between else ()), *(("text", "media") if self._fills_in(columns) else ())]
        given = list(dict.fromkeys([*columns, *needed]))
        for number in range(len(self._parts.files)) if only is None else np.flatnonzero(only).tolist():
            part = self._held.read(number, given, where)
            posts = (
                posts_between(part.lazy(), self._settings.since, self._settings.until).collect() if between else part
            )
            filled = fill_in_words(posts, self._words) if self._fills_in(columns) else posts
            yield filled.select(columns)

    def _fills_in(self, columns: Sequence[str]) -> bool:
        return "text" in columns and not self._words.is_empty()

    def read_told(self, columns: Sequence[str], hear: Callable[[int, int], None]) -> Iterator[pl.DataFrame]:
        """Yield the posts as read does, and tell after each part how many posts there are and were read."""
        done = 0
        for part in self.read(columns):
            yield part
            done += part.height
            hear(sum(self._heights), done)

    def count(self, hear: Callable[[int], None] | None = None) -> CountedPosts:
        """Count what a record says of the posts; read once. `hear` is told how many have been counted."""
        accounts, heights, times = GrowingKeys(), [], []
        for part in self.read(["platform", "account_id", "created_at"]):
            accounts.number(_keys_of_accounts(part))
            heights.append(part.height)
            if hear is not None:
                hear(sum(heights))
            times += [part["created_at"].min(), part["created_at"].max()]
        known = [moment for moment in times if isinstance(moment, datetime)]
        self._heights = heights
        return CountedPosts(sum(heights), len(accounts), min(known, default=None), max(known, default=None))

    def at(self, places: NDArray[np.int64], columns: Sequence[str], /) -> pl.DataFrame:
        """Return the posts at these places, in their order, in these columns; count() comes first."""
        wanted, back = np.unique(places, return_inverse=True)
        begins = np.concatenate([[0], np.cumsum(self._heights, dtype=np.int64)])
        low, high = np.searchsorted(wanted, begins[:-1]), np.searchsorted(wanted, begins[1:])
        chosen = np.flatnonzero(high > low)
        only = np.zeros(len(self._heights), np.bool_)
        only[chosen] = True
        found = [pl.DataFrame(schema={name: POSTS[name] for name in columns})]
        for number, part in zip(chosen, self.read(columns, only), strict=True):
            # As rows of their own: the texts of the part would stay in memory with them.
            found.append(compact(part[wanted[low[number] : high[number]] - begins[number]]))
        return pl.concat(found)[back]

    def gather(self, indices: NDArray[np.int64], /) -> pl.Series:
        """Return the names of the posts with these numbers, in their order; count() comes first."""
        return self.at(indices, ["platform", "post_id"]).select(POST_NAME).to_series()

    def of_accounts(self, accounts: pl.Series, columns: Sequence[str]) -> pl.DataFrame:
        """Return all posts of these accounts (platform:id)."""
        given = list(dict.fromkeys([*columns, "platform", "account_id"]))
        likely, named = pl.col("account_id").is_in(ids_in_names(accounts).implode()), accounts.implode()
        found = self.read(given, where=likely)
        return pl.concat([part.filter(ACCOUNT_NAME.is_in(named)).select(columns) for part in found])


def _keys_of_accounts(posts: pl.DataFrame) -> NDArray[np.uint64]:
    """Return a key for each account that published some of these posts; one may come more than once."""
    key = pl.concat_str(pl.col("platform").fill_null("\1"), pl.lit("\0"), pl.col("account_id").fill_null("\1"))
    if posts.height and posts["platform"].eq_missing(posts["platform"].first()).all():
        # Of one platform, ids tell accounts apart: one post of each is named.
        posts = posts[number_keys(posts["account_id"].hash().to_numpy())[1]]
    return posts.select(key.hash()).to_series().to_numpy()
