"""Purposes lent by hashtags: a post in which nothing was recognised is for what the other posts of its tag are for."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.purposes.lexica import KINDS

FEWEST_POSTS = 20
"""Posts with the tag in which a purpose was recognised by their own words."""

LEAST_RECOGNISED = 0.1
LEAST_AGREEING = 0.8
FEWEST_TEXTS = 2
_TAG = r"[#＃]([\p{L}\p{N}\p{M}_]+)"


def lend_by_tags(
    texts: pl.Series, shares: NDArray[np.float64], posts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], pl.Series]:
    """Return the shares with what hashtags lend, and for each text the tag that lent it its purpose, else null.

    shares: float64 (texts, PURPOSES). posts: int64, how many posts have each text. A tag lends if at least a tenth of
    its posts, and 20 of them, were recognised, and four fifths of those for one purpose. Of several tags, the one with
    most recognised posts lends; of equal ones, the first by the alphabet.
    """
    tags = _tags_of(texts)
    known = 1.0 - shares[:, -1]
    rows = tags["row"].to_numpy()
    weighted = shares[rows, : len(KINDS)] * posts[rows, None]
    counted = tags.with_columns(
        pl.Series("posts", posts[rows]),
        pl.Series("known", known[rows] * posts[rows]),
        *(pl.Series(kind, weighted[:, place]) for place, kind in enumerate(KINDS)),
    )
    sums = counted.group_by("tag").agg(pl.len().alias("texts"), pl.col("posts", "known", *KINDS).sum())
    best = pl.max_horizontal(*KINDS)
    lending = sums.filter(
        (pl.col("texts") >= FEWEST_TEXTS)
        & (pl.col("known") >= FEWEST_POSTS)
        & (pl.col("known") >= LEAST_RECOGNISED * pl.col("posts"))
        & (best >= LEAST_AGREEING * pl.col("known"))
    ).with_columns(pl.concat_list(*KINDS).list.arg_max().alias("kind"))
    borrowing = tags.filter(pl.Series(known[rows] == 0)).join(lending, on="tag")
    lent = borrowing.sort("row", "known", "tag", descending=[False, True, False]).unique("row", keep="first")
    changed = shares.copy()
    to, kind = lent["row"].to_numpy(), lent["kind"].to_numpy()
    changed[to] = 0.0
    changed[to, kind] = 1.0
    by = pl.DataFrame({"row": range(len(texts))}, schema={"row": pl.UInt32}).join(lent, on="row", how="left")
    return changed, by.sort("row")["tag"]


def _tags_of(texts: pl.Series) -> pl.DataFrame:
    """Return row and tag, each tag once in a text, without capitals."""
    rows = (
        pl.DataFrame({"text": texts.cast(pl.String)}).with_row_index("row").filter(pl.col("text").str.contains("[#＃]"))
    )
    found = rows.select("row", pl.col("text").str.to_lowercase().str.extract_all(_TAG).alias("tag")).explode("tag")
    return found.drop_nulls().with_columns(pl.col("tag").str.slice(1)).unique().sort("row", "tag")
