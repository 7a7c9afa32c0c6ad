"""What detectors look at: the tables of one scan."""

from dataclasses import dataclass, field
from functools import cached_property, partial

import polars as pl

from unisono.accounts.around_events import AroundEvent, count_around_events
from unisono.accounts.known import KnownAccounts
from unisono.content.kept_answers import KeptAnswers
from unisono.content.kept_wordings import known_claims
from unisono.content.testimony.same_words import claims_of_posts
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import POSTS, empty


@dataclass(frozen=True)
class Scene:
    """One scan before its findings: PAIRS, NETWORKS, MEMBERS and ACTS tables, and the pairs that were possible.

    texts: TRACES of the layer text, empty where it was not looked at. posts: the posts scanned, in columns of POSTS.
    known: the accounts of these posts, with their profiles and pictures as they were, and the case's events. kept: what
    is known of single texts.
    """

    pairs: pl.DataFrame
    networks: pl.DataFrame
    members: pl.DataFrame
    acts: pl.DataFrame
    pairs_tested: int
    texts: pl.DataFrame
    posts: pl.DataFrame
    known: KnownAccounts = field(default_factory=lambda: KnownAccounts(empty(POSTS)))
    kept: KeptAnswers = field(default_factory=KeptAnswers, repr=False)

    @cached_property
    def around_events(self) -> list[AroundEvent]:
        """Return what was counted around each event, in the case and in each network, by its row; counted once."""
        return count_around_events(self.known.returns, self.known.events, self.networks["accounts"].to_list())

    @cached_property
    def claims(self) -> pl.DataFrame:
        """Return what accounts claim of themselves in their own words, at, by post and account; read once.

        Columns post, account, at, text, lang, and those of CLAIMS (content/testimony/claims.py).
        """
        own = self.posts.filter((pl.col("kind").fill_null("post") != "repost") & pl.col("text").is_not_null())
        posts = own.select(POST_NAME, ACCOUNT_NAME, pl.col("created_at").alias("at"), "text", "lang")
        return claims_of_posts(posts, partial(known_claims, kept=self.kept))
