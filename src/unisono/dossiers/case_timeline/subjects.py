"""When networks pushed hashtags, amplified posts and attacked targets: the times of the posts of these findings."""

from collections.abc import Mapping
from datetime import datetime

import orjson
import polars as pl

from unisono.cases import Case
from unisono.detectors import amplified_post, attacks, pushed_hashtag
from unisono.dossiers.case_timeline.happening import MOMENTS, Happening, happening_of
from unisono.model.names import ACCOUNT_NAME, POST_NAME

KINDS_OF = {pushed_hashtag.NAME: "hashtag", amplified_post.NAME: "post", attacks.NAME: "target"}
"""Detectors of what posts were about, and the kind of what happened there."""

MOST_OF_A_DETECTOR = 12
"""Findings of one detector that are told: those with most to them (MEASURED_BY)."""

MEASURED_BY = pl.when(pl.col("detector") == amplified_post.NAME).then(pl.col("n")).otherwise(pl.col("value"))
"""Of posts the most reposted are told, of other subjects those with the largest values."""


def subjects_in_time(
    case: Case, findings: pl.DataFrame, homes: Mapping[str, int]
) -> tuple[list[Happening], pl.DataFrame]:
    """Return the strongest findings about hashtags, posts and targets, and MOMENTS of the posts that they cite.

    findings: FINDINGS. homes: the network of each account that has one.
    """
    told = findings.filter(pl.col("detector").is_in(list(KINDS_OF))).sort(
        "detector", MEASURED_BY, "finding", descending=[False, True, False]
    )
    told = told.filter(pl.int_range(pl.len()).over("detector") < MOST_OF_A_DETECTOR)
    cited = _cited_posts(case, told)
    authors = _authors(case, told.filter(pl.col("detector") == amplified_post.NAME)["subject"])
    happened = []
    for row in told.iter_rows(named=True):
        own = cited.filter(pl.col("finding") == row["finding"])
        at, until = own["at"].min(), own["at"].max()
        if isinstance(at, datetime) and isinstance(until, datetime):
            kind = KINDS_OF[row["detector"]]
            author = authors.get(row["subject"]) if kind == "post" else None
            accounts = own["account"]
            happened.append(
                happening_of(row, kind=kind, at=at, until=until, accounts=accounts, homes=homes, author=author)
            )
    kinds = pl.col("detector").replace_strict(KINDS_OF, return_dtype=pl.String).alias("kind")
    moments = cited.join(told.select("finding", "subject", kinds), on="finding").select(list(MOMENTS))
    return happened, moments


def _authors(case: Case, posts: pl.Series) -> dict[str, str]:
    """Return who wrote these posts, collected or seen inside others, where that is known."""
    if posts.is_empty():
        return {}
    wanted = pl.DataFrame({"post": posts}).lazy()
    known = pl.concat([table.select(POST_NAME, ACCOUNT_NAME) for table in (case.references(), case.posts())])
    own = known.filter(pl.col("account").is_not_null()).join(wanted, on="post", how="semi")
    return dict(own.collect().iter_rows())


def _cited_posts(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    """Return finding, account and time of every post that these findings cite."""
    named = [
        (finding, str(post))
        for finding, evidence in findings.select("finding", "evidence").iter_rows()
        for post in orjson.loads(evidence).get("posts", [])
    ]
    wanted = pl.DataFrame(named, schema={"finding": pl.String, "post": pl.String}, orient="row")
    posts = case.posts().select(POST_NAME, ACCOUNT_NAME, pl.col("created_at").alias("at"))
    return wanted.lazy().join(posts, on="post").filter(pl.col("at").is_not_null()).drop("post").collect()
