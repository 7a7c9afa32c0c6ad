"""The arguments of a set of posts: what they say, grouped by the words they share, and who says it."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.arguments_claims import find_claims
from unisono.content.arguments_groups import (
    NONE,
    GroupSettings,
    WeighedTexts,
    group_centres,
    weigh_tokens,
)
from unisono.content.arguments_joining import join_claims
from unisono.content.arguments_labels import choose_examples, label_of, label_texts
from unisono.content.arguments_sizes import largest_claims
from unisono.content.arguments_wordings import Wordings, read_wordings
from unisono.content.term_counts import EVERYWHERE, Sides
from unisono.content.terms import TERM, DistinctiveTerms, Term, TermSettings, distinctive_terms
from unisono.content.words import Tokens, read_tokens
from unisono.model.tables import TIME

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

OF_ARGUMENTS = TermSettings(fewest_texts=3)
"""An argument has three accounts at least; its terms are compared once these have said it."""


@dataclass(frozen=True)
class ArgumentSettings:
    """From how many posts and accounts on there is an argument, and how wordings are grouped.

    fewest_posts: posts that say something; below it nothing is grouped. fewest_accounts: those who make one argument.
    most_wordings: wordings that are compared with each other; where there are more, those that most accounts use and a
    sample of the others are, and the rest goes to the nearest argument.
    """

    fewest_posts: int = 20
    fewest_accounts: int = 3
    most_wordings: int = 20_000
    most_arguments: int = 50
    groups: GroupSettings = field(default_factory=GroupSettings)


@dataclass(frozen=True)
class Argument:
    """One claim: `rank` from 1 (most accounts), posts, accounts, variants (different wordings).

    label: its most distinctive terms, else the text. text: a wording in the middle of it, on one line. networked_share:
    the share of its posts by accounts in networks, null where no networks are known. terms: what sets it apart from the
    other posts around it, mostly of its language, by log-odds; an account counts once a wording, in `inside` (of the
    argument) and `outside`. examples: posts, as platform:id.
    """

    rank: int
    label: str
    text: str
    posts: int
    accounts: int
    variants: int
    networked_share: float | None
    terms: list[Term]
    examples: list[str]
    first_at: datetime | None


ARGUMENTS: dict[str, pl.DataType] = {
    "rank": pl.Int64(),
    "label": pl.String(),
    "text": pl.String(),
    "posts": pl.Int64(),
    "accounts": pl.Int64(),
    "variants": pl.Int64(),
    "networked_share": pl.Float64(),
    "terms": pl.List(TERM),
    "examples": pl.List(pl.String()),
    "first_at": TIME,
}
"""The fields of an argument, as columns."""


@dataclass(frozen=True)
class Arguments:
    """What find_arguments found.

    posts = posts in arguments + `other` (says what too few say, or an argument that is not listed) + `silent` (says too
    little to compare). of_posts: post and rank (null: in no argument). wordings: text, posts, accounts, rank (null:
    none). sampled: of how many wordings only some were compared; null: all.
    """

    arguments: list[Argument]
    posts: int
    other: int
    silent: int
    of_posts: pl.DataFrame
    wordings: pl.DataFrame
    sampled: int | None = None
    cannot_say: str | None = None


def find_arguments(
    posts: pl.DataFrame,
    objects: pl.Series | None = None,
    *,
    networked: Set[str] | None = None,
    settings: ArgumentSettings | None = None,
) -> Arguments:
    """Return the arguments of posts (POSTS columns), by accounts.

    objects: what each post says, equal for near-duplicates (TextIndex.objects); without it, exact wordings. networked:
    accounts in networks, as platform:id. The result does not depend on the order of the posts.
    """
    settings = settings or ArgumentSettings()
    said = read_wordings(posts, objects)
    speaking = int(said.posts["wording"].is_not_null().sum())
    if speaking < settings.fewest_posts:
        why = f"cannot say, n = {speaking} posts that say something (at least {settings.fewest_posts} are needed)"
        no_rank = pl.lit(None, pl.Int64()).alias("rank")
        nothing = (said.posts.select("post", no_rank), said.wordings.select("text", "posts", "accounts", no_rank))
        return Arguments([], posts.height, speaking, posts.height - speaking, *nothing, cannot_say=why)
    compared = _compared(said, settings.most_wordings)
    tokens = read_tokens(said.wordings["text"], tags=False)
    weighed = weigh_tokens(tokens, compared, settings.groups)
    group, cosine = _group_wordings(weighed, said, compared, settings)
    found = (pl.Series("group", group), pl.Series("cosine", cosine))
    grouped = said.wordings.with_columns(*found)
    posts_of = said.posts.join(
        grouped.select("wording", "group", pl.col("accounts").alias("told")), on="wording", how="left"
    )
    ranked = _rank(posts_of, settings, networked)
    numbered = ranked.select("group", pl.col("rank").alias("argument"))
    wordings = grouped.join(numbered, on="group", how="left", maintain_order="left")
    of_posts = posts_of.join(numbered, on="group", how="left").sort("post")
    terms = _distinctive_terms(wordings, tokens, weighed)
    shown = _describe(ranked, wordings, of_posts.drop_nulls("argument"), terms)
    placed = int(of_posts["argument"].is_not_null().sum())
    return Arguments(
        arguments=shown,
        posts=posts.height,
        other=speaking - placed,
        silent=posts.height - speaking,
        of_posts=of_posts.select("post", pl.col("argument").alias("rank")),
        wordings=wordings.select("text", "posts", "accounts", pl.col("argument").alias("rank")),
        sampled=said.wordings.height if said.wordings.height > settings.most_wordings else None,
    )


def _group_wordings(
    texts: WeighedTexts, said: Wordings, compared: Int64, settings: ArgumentSettings
) -> tuple[Int64, Float64]:
    """Return each wording's group (-1: none) and its cosine to the group's middle; the largest groups alone."""
    accounts = said.wordings["accounts"].to_numpy().astype(np.float64)
    those = texts.of(compared)
    claims = find_claims(those, settings.groups)
    group = np.full(len(accounts), NONE, np.int64)
    group[compared] = claims.group
    told = np.bincount(claims.group, weights=accounts[compared], minlength=1)
    kept = np.flatnonzero(told >= settings.fewest_accounts)
    place = np.full(len(told) + 1, NONE, np.int64)  # the last stands for no group
    place[kept] = np.arange(len(kept))
    group = place[group]
    weighed = texts.weighed
    centres = group_centres(weighed, group, np.log1p(accounts), len(kept))
    group = join_claims(texts, group, centres, claims.terms_of(those, kept), settings.groups.similarity)
    group = largest_claims(texts, group, said.posts, settings.most_arguments)
    own = np.zeros(len(group))
    inside = np.flatnonzero(group >= 0)
    own[inside] = np.asarray(weighed[inside].multiply(centres[group[inside]]).sum(axis=1)).ravel()
    return group, own


def _compared(said: Wordings, most: int) -> Int64:
    """Return the wordings to compare: all, or those of most accounts; wordings of equally many are drawn by hash."""
    if said.wordings.height <= most:
        return np.arange(said.wordings.height, dtype=np.int64)
    ordered = said.wordings.with_columns(pl.col("text").hash(seed=0).alias("draw"))
    first = ordered.sort("accounts", "draw", "wording", descending=[True, False, False]).head(most)
    return np.sort(first["wording"].cast(pl.Int64).to_numpy())


def _rank(posts: pl.DataFrame, settings: ArgumentSettings, networked: Set[str] | None) -> pl.DataFrame:
    """Return the arguments by accounts, then posts, then the name of their first post."""
    known = pl.Series(sorted(networked or ()), dtype=pl.String())
    share = pl.col("account").is_in(known.implode()).mean() if networked is not None else pl.lit(None, pl.Float64())
    counted = (
        posts.filter(pl.col("group") >= 0)
        .group_by("group")
        .agg(
            pl.len().alias("posts"),
            pl.col("account").n_unique().alias("accounts"),
            pl.col("wording").n_unique().alias("variants"),
            share.alias("networked_share"),
            pl.col("at").min().alias("first_at"),
            pl.col("post").min().alias("first_post"),
        )
        .filter(pl.col("accounts") >= settings.fewest_accounts)
        .sort("accounts", "posts", "first_post", descending=[True, True, False])
        .head(settings.most_arguments)
    )
    return counted.with_row_index("rank", offset=1).with_columns(pl.col("rank").cast(pl.Int64))


def _distinctive_terms(wordings: pl.DataFrame, tokens: Tokens, weighed: WeighedTexts) -> list[DistinctiveTerms]:
    """Return the terms of each argument by rank, against the other wordings around, or all where those are few."""
    group = wordings["argument"].fill_null(0).to_numpy().astype(np.int64) - 1
    compared_with = np.full(int(group.max(initial=NONE)) + 1, EVERYWHERE, np.int64)
    for number in range(len(compared_with)):
        inside = np.flatnonzero(group == number)
        place = int(np.bincount(weighed.around[inside]).argmax())
        if weighed.around_size[place] > 2 * len(inside):
            compared_with[number] = place
    sides = Sides(group, weighed.around, compared_with, wordings["accounts"].to_numpy().astype(np.float64))
    return distinctive_terms(tokens, sides, OF_ARGUMENTS)


def _describe(
    ranked: pl.DataFrame, wordings: pl.DataFrame, posts: pl.DataFrame, found: list[DistinctiveTerms]
) -> list[Argument]:
    texts = label_texts(wordings.drop_nulls("argument").select("argument", "text", "accounts", "cosine"))
    examples = choose_examples(posts.select("argument", "wording", "told", "account", "at", "post", "original"))
    described = []
    for row, one in zip(ranked.iter_rows(named=True), found, strict=True):
        counts = {name: row[name] for name in ("posts", "accounts", "variants", "networked_share", "first_at")}
        described.append(
            Argument(
                rank=row["rank"],
                label=label_of(one.terms) or texts[row["rank"]],
                text=texts[row["rank"]],
                terms=list(one.terms),
                examples=examples[row["rank"]],
                **counts,
            )
        )
    return described
