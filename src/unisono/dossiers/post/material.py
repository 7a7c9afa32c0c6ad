"""What the cards of posts are made of, read once for all of them."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.network.purpose import WordedPosts, read_worded
from unisono.dossiers.post.audience import read_replies


@dataclass(frozen=True)
class PostMaterial:
    """The reposts, replies, profiles and words of a case, each read when it is first asked for; and the latest run."""

    case: Case
    run: Run | None

    @cached_property
    def reposts(self) -> pl.DataFrame:
        """Return REPOSTS of the case, in order of time."""
        return read_all_reposts(self.case)

    @cached_property
    def replies(self) -> pl.DataFrame:
        """Return the first reply of each account to each post, in the columns of REPOSTS."""
        return read_replies(self.case)

    @cached_property
    def profiles(self) -> pl.DataFrame:
        """Return ACCOUNTS of the case, as last seen."""
        return self.case.accounts().collect()

    @cached_property
    def worded(self) -> WordedPosts:
        """Return the posts that have words, by which purposes are told."""
        return read_worded(self.case, self.case.posts())
