"""Posts to compare a post with, chosen by a stated rule that does not look at networks; the first is its control."""

from dataclasses import dataclass
from datetime import timedelta
from math import log2

import polars as pl

from unisono.cases import Case
from unisono.dossiers.followers import Reposts
from unisono.dossiers.post.naming import Subject
from unisono.dossiers.subject_posts import POST
from unisono.model.few_rows import collect_few
from unisono.traces.acts import conform_posts

TIMES = 3.0
"""A comparable post has at least a third of the reposts, and at most three times as many."""

DAYS = 7
"""It was published within so many days."""

FEWEST_REPOSTS = 10
MOST_COMPARED = 20

RULE = (
    "other author, published within 7 days, a third to three times the reposts; first those collected themselves, then "
    "those in the same language, then those nearest in reposts (a factor of two counts as a week). Networks are not "
    "looked at."
)

COMPARABLE = {
    "object": pl.String(),
    "author": pl.String(),
    "published_at": pl.Datetime("us", "UTC"),
    "reposts": pl.Int64(),
    "in_case": pl.Boolean(),
    "lang": pl.String(),
    "apart": pl.Float64(),
}
"""One row per comparable post, the control first; `apart` is how unlike it is."""


@dataclass(frozen=True)
class _Wanted:
    """What a comparable post must be like."""

    post: str
    author: str | None
    lang: str | None
    reposts: int


def find_comparable(case: Case, subject: Subject, reposts: Reposts) -> pl.DataFrame:
    """Return COMPARABLE: the posts most like the subject, at most 20, of all whose reposts the case holds.

    reposts: REPOSTS of the case. Where nobody says when a post was published, its first repost stands for that; where
    nobody says who wrote it, all count as of other authors.
    """
    own = _count(reposts, pl.col("object") == subject.post)
    if own.is_empty():
        return pl.DataFrame(schema=COMPARABLE)
    author, at, count = own.select("author", "published_at", "reposts").row(0)
    wanted = _Wanted(subject.post, subject.author or author, subject.lang, count)
    near = _count(reposts, _as_often(reposts, count)).filter(
        (pl.col("object") != wanted.post)
        & (pl.lit(wanted.author is None) | pl.col("author").ne_missing(pl.lit(wanted.author)))
        & pl.col("reposts").is_between(max(FEWEST_REPOSTS, count / TIMES), count * TIMES)
        & ((pl.col("published_at") - (subject.created_at or at)).abs() <= timedelta(days=DAYS))
    )
    told = _with_language(case, near, reposts)
    days = (pl.col("published_at") - (subject.created_at or at)).abs().dt.total_seconds() / 86_400
    apart = (pl.col("reposts").log(2) - log2(count)).abs() + days / DAYS
    other_language = pl.lit(value=False) if wanted.lang is None else pl.col("lang").ne_missing(pl.lit(wanted.lang))
    measured = told.with_columns(apart.alias("apart"), other_language.alias("other_language"))
    ordered = measured.sort(~pl.col("in_case"), "other_language", "apart", "object")
    return ordered.head(MOST_COMPARED).select(*COMPARABLE)


def _as_often(reposts: Reposts, count: int) -> pl.Expr:
    """Return what holds of the reposts of posts that were reposted about as often."""
    # Most posts were reposted once: they are counted by numbers before any of them is named.
    times = reposts.lazy().group_by(pl.col("object").hash()).len()
    often = times.filter(pl.col("len").is_between(max(FEWEST_REPOSTS, count / TIMES), count * TIMES))
    return pl.col("object").hash().is_in(often.collect(engine="streaming")["object"].implode())


def _count(reposts: Reposts, which: pl.Expr) -> pl.DataFrame:
    """Return object, author, published_at and reposts of each post of these reposts."""
    counts = (
        reposts.lazy()
        .filter(which)
        .group_by("object")
        .agg(
            pl.col("author").first(ignore_nulls=True),
            pl.col("origin_at").min(),
            pl.col("at").min(),
            pl.len().cast(pl.Int64).alias("reposts"),
        )
    )
    published = pl.coalesce("origin_at", "at").alias("published_at")
    return counts.select("object", "author", published, "reposts").collect(engine="streaming")


def _with_language(case: Case, near: pl.DataFrame, reposts: Reposts) -> pl.DataFrame:
    """Return the posts with in_case and lang: their own, else the commonest that their reposts are said to have."""
    posts = conform_posts(case.posts()).select(POST, "lang")
    own = posts.join(near.lazy().select(post="object"), on="post", how="semi").collect().unique("post")
    listed = pl.col("object").is_in(near["object"].implode())
    carried = collect_few(reposts.lazy().filter(listed).select("object", "post"))
    said = posts.join(carried.lazy(), on="post").drop_nulls("lang").collect()
    of_reposts = said.group_by("object").agg(pl.col("lang").mode().sort().first().alias("said"))
    joined = near.join(own.rename({"post": "object"}).with_columns(in_case=True), on="object", how="left")
    return joined.join(of_reposts, on="object", how="left").with_columns(
        pl.col("in_case").fill_null(value=False), pl.coalesce("lang", "said").alias("lang")
    )
