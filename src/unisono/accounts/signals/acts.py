"""The posts of all accounts in the order of their timelines, with the columns that signals ask for as arrays."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.known import KnownAccounts
from unisono.accounts.signals.declaration import Bool, Int32, Int64
from unisono.accounts.timelines import KINDS, Timelines
from unisono.model.tables import POSTS

SITTING_US = 60_000_000
"""Posts that follow another of the account within a minute belong to it: a thread is one act, not ten."""


@dataclass(frozen=True)
class Acts:
    """What the accounts of a case did; arrays have one value for each post, in the order of the timelines."""

    known: KnownAccounts

    @property
    def timelines(self) -> Timelines:
        """Return the timelines of the accounts."""
        return self.known.timelines

    @property
    def accounts(self) -> int:
        """Count the accounts."""
        return len(self.timelines.accounts)

    @cached_property
    def owners(self) -> Int32:
        """Return the account of each post: int32 (posts)."""
        return self.timelines.owners

    @cached_property
    def gaps(self) -> Int64:
        """Return the microseconds since the account's post before, -1 for its first: int64 (posts)."""
        return self.timelines.gaps

    @cached_property
    def day_only(self) -> Bool:
        """Return whether nothing but the day of each post is known: bool (posts)."""
        return self.flags(pl.col("created_at_precision") == "day")

    @cached_property
    def timed_gaps(self) -> Bool:
        """Return whether the time since the post before is known to the minute or better: bool (posts)."""
        before = np.zeros(len(self.day_only), np.bool_)
        before[1:] = self.day_only[:-1]
        return (self.gaps >= 0) & ~self.day_only & ~before

    @cached_property
    def apart(self) -> Bool:
        """Return whether a post is the account's first, or a minute or more after the one before: bool (posts)."""
        return (self.gaps < 0) | (self.gaps >= SITTING_US)

    def is_kind(self, kind: str) -> Bool:
        """Return whether each post is of this kind, one of KINDS: bool (posts)."""
        return np.asarray(self.timelines.kinds == KINDS.index(kind), np.bool_)

    def column(self, expression: pl.Expr) -> pl.Series:
        """Return an expression over columns of POSTS for each post; a column that was not read is null."""
        return self.timelines.of_posts(self.rows(expression))

    def rows(self, expression: pl.Expr) -> pl.Series:
        """Return an expression over columns of POSTS for each row of the posts table, in its order."""
        return self._posts.select(expression).to_series()

    def flags(self, expression: pl.Expr) -> Bool:
        """Return a claim over columns of POSTS for each post; null is false."""
        return self._taken(self.rows(expression.fill_null(value=False)).to_numpy())

    def numbers(self, expression: pl.Expr) -> NDArray[np.float64]:
        """Return a number over columns of POSTS for each post; null is NaN."""
        values = self.rows(expression.cast(pl.Float64)).fill_null(float("nan")).to_numpy()
        return self._taken(values)

    def has(self, name: str) -> bool:
        """Return whether any row has a value in this column of POSTS."""
        return name in self.known.posts.columns and self.known.posts[name].null_count() < self.known.posts.height

    def _taken(self, values: NDArray[Any]) -> NDArray[Any]:  # Any: flags or numbers
        return values[self.timelines.rows]

    @cached_property
    def _posts(self) -> pl.DataFrame:
        missing = [pl.lit(None, kind).alias(name) for name, kind in POSTS.items() if name not in self.known.posts]
        return self.known.posts.with_columns(missing) if missing else self.known.posts
