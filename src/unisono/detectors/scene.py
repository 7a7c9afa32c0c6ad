"""What detectors look at: the tables of one scan."""

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.accounts.read_posts import HeldPosts, PostsRead, numbered_parts
from unisono.content.kept_answers import KeptAnswers
from unisono.detectors.text_traces import HeldTexts, NumberedTexts, TextTraces
from unisono.model.few_rows import compact
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import POSTS, empty

if TYPE_CHECKING:
    from unisono.accounts.around_events import AroundEvent

# What few detectors look at is loaded when they do: it takes as long as all else that a scan of one detector loads.

CLAIMED_FROM = ("platform", "post_id", "account_id", "created_at", "kind", "text", "lang")


@dataclass(frozen=True)
class Scene:
    """One scan before its findings: PAIRS, NETWORKS, MEMBERS and ACTS tables, and the pairs that were possible.

    texts: TRACES of the layer text, empty where it was not looked at. posts: the posts scanned, in columns of POSTS.
    known: the accounts of these posts, with their profiles and pictures as they were, and the case's events. kept: what
    is known of single texts. numbered_texts: what stands for texts where the posts are read by part, and not held.
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
    numbered_texts: NumberedTexts | None = field(default=None, repr=False)

    @property
    def source(self) -> PostsRead:
        """Return what reads the posts."""
        return HeldPosts(self.posts) if self.known.by_part is None else self.known.by_part

    @cached_property
    def carried(self) -> TextTraces:
        """Return which posts carry which texts."""
        return HeldTexts(self.texts, self.source) if self.numbered_texts is None else self.numbered_texts

    @cached_property
    def around_events(self) -> "list[AroundEvent]":
        """Return what was counted around each event, in the case and in each network, by its row; counted once."""
        from unisono.accounts.around_events import count_around_events

        return count_around_events(self.known.returns, self.known.events, self.networks["accounts"].to_list())

    @cached_property
    def woken(self) -> pl.Series:
        """Return the name of the first post after each return of `known`; read once."""
        returns = self.known.returns
        rows = returns.silences.timelines.rows[returns.place]
        return self.source.at(rows, ["platform", "post_id"]).select(POST_NAME).to_series()

    @cached_property
    def claims(self) -> pl.DataFrame:
        """Return what accounts claim of themselves in their own words, at, by post and account; read once.

        Columns place (of the post in `source`), post, account, at, text, lang, and those of CLAIMS
        (content/testimony/claims.py).
        """
        from unisono.content.kept_wordings import known_claims
        from unisono.content.testimony.same_words import claims_of_posts

        read = partial(known_claims, kept=self.kept)
        parts = []
        for part in numbered_parts(self.source, CLAIMED_FROM):
            own = part.filter((pl.col("kind").fill_null("post") != "repost") & pl.col("text").is_not_null())
            at = pl.col("created_at").alias("at")
            posts = own.select(pl.col("place").cast(pl.Int64), POST_NAME, ACCOUNT_NAME, at, "text", "lang")
            parts.append(compact(claims_of_posts(posts, read)))
        return pl.concat(parts)

    @cached_property
    def claimed(self) -> pl.DataFrame:
        """Return the claims in posts that carry a text, with `object`: that text; looked up once."""
        objects = self.carried.objects_of(self.claims.select("place", "post", "account"))
        return self.claims.join(objects, on="place")
