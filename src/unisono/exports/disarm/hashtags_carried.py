"""Techniques that the hashtags of a network show: tags that others had used before, and tags that it filled."""

from collections.abc import Iterator

import polars as pl

from unisono.exports.disarm.evidence import FEWEST, MOST_FINDINGS, Claim, Evidence

MOST_OF_A_TAG = 0.5
"""Share of a hashtag's posts from the network's first one on from which on the network is said to have filled it."""


def claims_of_hashtags(evidence: Evidence) -> Iterator[Claim]:
    """Yield what the hashtags show that more members carried than chance gives."""
    found = evidence.found("pushed_hashtag")
    if found.is_empty():
        return
    tags = _tags(evidence, found["subject"]).filter((pl.col("members") >= FEWEST) & pl.col("before").gt(0))
    if tags.height:
        yield Claim("T0015.001", _findings(found, tags), _told(tags, "that others had used before"))
    filled = tags.filter(pl.col("posts") >= MOST_OF_A_TAG * (pl.col("posts") + pl.col("others_since")))
    if filled.height:
        share = "and wrote most posts with it from their first one on"
        yield Claim("T0049.002", _findings(found, filled), _told(filled, f"that others had used before, {share}"))


def _tags(evidence: Evidence, subjects: pl.Series) -> pl.DataFrame:
    """Return for each tag how many members and posts of theirs had it, and others' posts before and since."""
    uses = evidence.tag_uses.filter(pl.col("object").is_in(subjects.implode()))
    known = uses.with_columns(is_own=pl.col("account").is_in(list(evidence.members)))
    first = known.filter("is_own").group_by("object").agg(began_at=pl.col("at").min())
    return (
        known.join(first, on="object")
        .group_by("object")
        .agg(
            members=pl.col("account").filter("is_own").n_unique(),
            posts=pl.col("post").filter("is_own").n_unique(),
            before=(~pl.col("is_own") & (pl.col("at") < pl.col("began_at"))).sum(),
            others_since=pl.col("post").filter(~pl.col("is_own") & (pl.col("at") >= pl.col("began_at"))).n_unique(),
        )
        .sort("posts", "object", descending=[True, False])
    )


def _findings(found: pl.DataFrame, tags: pl.DataFrame) -> list[str]:
    named = tags.join(found, left_on="object", right_on="subject", how="inner", maintain_order="left")
    return named["finding"].head(MOST_FINDINGS).to_list()


def _told(tags: pl.DataFrame, how: str) -> str:
    first = tags.row(0, named=True)
    several = f" and {tags.height - 1:,} more" if tags.height > 1 else ""
    return (
        f"{first['members']:,} of its members used #{first['object']}{several}, {how}, more of them than chance gives: "
        f"{first['posts']:,} posts with #{first['object']} beside {first['others_since']:,} of others since then."
    )
