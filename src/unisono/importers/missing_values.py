"""The share of rows without a value, for each field of posts and profiles."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import polars as pl

from unisono.importers.tables.profiles import PROFILE
from unisono.model.batches import Batch
from unisono.model.tables import POSTS

UNUSED = "fields whose column is not used"
"""What a source has noticed under this name: its columns are mapped and damaged, so that they give no value."""

NOT_FROM_A_FILE = ("source_sha256", "source_row", "created_at_precision", "text_complete", "kind", "platform")
REFERENCES = {"_account": "ref_account_id", "_handle": "ref_handle", "": "ref_post_id"}
FIELDS = tuple(name for name in POSTS if name not in NOT_FROM_A_FILE)


@dataclass
class Missing:
    """Rows so far, and how many of them have no value."""

    posts: int = 0
    profiles: int = 0
    of_posts: Counter[str] = field(default_factory=Counter)
    of_profiles: Counter[str] = field(default_factory=Counter)

    def add(self, batch: Batch, unused: Collection[str] = ()) -> None:
        """Count one batch; an empty list is no value, and what stands in for an `unused` column is none of it."""
        self.posts += batch.posts.height
        self.profiles += batch.accounts.height
        self.of_posts.update(count_missing(batch.posts, FIELDS) | dict.fromkeys(unused, batch.posts.height))
        self.of_profiles.update(count_missing(batch.accounts, tuple(PROFILE.values())))

    def shares(self) -> dict[str, float]:
        """Return the share of posts, and of profiles, without each of our fields; none where nothing was read."""
        found: dict[str, float] = {}
        if self.posts:
            found |= {name: self.of_posts[name] / self.posts for name in FIELDS}
            for of in ("repost_of", "quote_of", "reply_to"):
                found |= {of + what: found[name] for what, name in REFERENCES.items()}
        if self.profiles:
            found |= {name: self.of_profiles[column] / self.profiles for name, column in PROFILE.items()}
        return found


def count_missing(table: pl.DataFrame, names: tuple[str, ...]) -> dict[str, int]:
    """Return how many rows have no value in each of these columns; all of them where a column is not there."""
    counts = {}
    for name in names:
        if name not in table.columns:
            counts[name] = table.height
            continue
        cells = table[name]
        counts[name] = cells.null_count()
        if isinstance(cells.dtype, pl.List):
            counts[name] += int((cells.list.len() == 0).sum())
    return counts
