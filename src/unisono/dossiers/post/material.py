"""What the cards of posts are made of, read once for all of them."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.followers import keep_reposts
from unisono.dossiers.network.purpose import WordedPosts, read_worded
from unisono.dossiers.post.audience import keep_replies
from unisono.dossiers.post.traits import read_names


@dataclass(frozen=True)
class PostMaterial:
    """The reposts, replies, profiles, names and words of a case, each read when first asked for; and the latest run."""

    case: Case
    run: Run | None

    @cached_property
    def reposts(self) -> pl.LazyFrame:
        """Return REPOSTS of the case, those of one post in order of time."""
        return keep_reposts(self.case)

    @cached_property
    def replies(self) -> pl.LazyFrame:
        """Return the first reply of each account to each post, in the columns of REPOSTS."""
        return keep_replies(self.case)

    @cached_property
    def profiles(self) -> pl.DataFrame:
        """Return platform, account_id and created_at of the accounts of the case, as last seen."""
        return self.case.accounts().select("platform", "account_id", "created_at").collect()

    @cached_property
    def names(self) -> pl.DataFrame:
        """Return the names of the accounts, and whether others have the same: `read_names`."""
        return read_names(self.case)

    @cached_property
    def worded(self) -> WordedPosts:
        """Return the posts that have words, by which purposes are told."""
        return read_worded(self.case, self.case.posts())
