"""Names of a target that a large part of all posts hold: words that people use for other things as well."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from unisono.detectors.targets.names import fold_texts, names_in

MOST_LOOKED_AT = 50_000
"""Posts of a case that are looked at, spread evenly over it."""

FREQUENT_SHARE = 0.2
FEWEST = 20


@dataclass(frozen=True)
class FrequentName:
    """A name, and how many of the posts with a text that were looked at hold it."""

    name: str
    posts: int
    of: int


def find_frequent_names(posts: pl.LazyFrame, names: Sequence[str]) -> list[FrequentName]:
    """Return the names that stand in a fifth or more of the posts (POSTS), in the order given; none in a few posts."""
    if not names:
        return []
    texts = posts.select("text").drop_nulls().with_row_index("place")
    many = int(posts.select(pl.col("text").is_not_null().sum()).collect().item())
    step = max(1, -(-many // MOST_LOOKED_AT))
    looked_at = texts.filter(pl.col("place") % step == 0).collect()["text"]
    if len(looked_at) < FEWEST:
        return []
    folded = fold_texts(looked_at)
    held = [FrequentName(name, int(names_in(folded, [name]).is_not_null().sum()), len(folded)) for name in names]
    return [one for one in held if one.posts >= max(FEWEST, FREQUENT_SHARE * one.of)]
