"""The wordings of a set of posts: posts that say the same in nearly the same words are one, whoever copies them."""

from dataclasses import dataclass

import polars as pl

from unisono.content.wording import text_objects
from unisono.model.names import ACCOUNT_NAME, POST_NAME

_REPOSTED = pl.when(pl.col("kind") == "repost").then(pl.concat_str("platform", pl.col("ref_post_id"), separator=":"))
_STARTS = r"(?i)^\s*(?:rt\s+@[\w.]+:?\s*)+"


@dataclass(frozen=True)
class Wordings:
    """Posts and their wordings.

    posts: post, account, at, text, original (whether it is no repost) and wording (a row of `wordings`, null: says too
    little), by post id. wordings: wording, text, posts, accounts; numbered by their object's name.
    """

    posts: pl.DataFrame
    wordings: pl.DataFrame


def read_wordings(posts: pl.DataFrame, objects: pl.Series | None = None) -> Wordings:
    """Return the wordings of posts (POSTS columns).

    objects: what each post says, equal for near-duplicates, null where it says too little; without it, the exact
    wording. A repost says what the original says, even if its own text is cut off.
    """
    named = posts.select(
        POST_NAME,
        ACCOUNT_NAME,
        pl.col("created_at").alias("at"),
        without_repost_marks(posts["text"]).fill_null("").alias("text"),
        pl.col("kind").ne_missing("repost").alias("original"),
        _REPOSTED.alias("reposted"),
    ).with_columns((text_objects(without_repost_marks(posts["text"])) if objects is None else objects).alias("object"))
    named = _follow_originals(named.sort("post"))
    numbers = named.select(pl.col("object").drop_nulls().unique().sort()).with_row_index("wording")
    said = named.join(numbers, on="object", how="left").drop("object", "reposted").sort("post")
    sizes = said.drop_nulls("wording").group_by("wording").agg(pl.len().alias("posts"), pl.col("account").n_unique())
    sizes = sizes.rename({"account": "accounts"})
    texts = (
        said.drop_nulls("wording")
        .group_by("wording", "text")
        .agg(pl.col("original").any(), pl.len().alias("times"))
        .sort("wording", "original", "times", "text", descending=[False, True, True, False])
        .unique("wording", keep="first", maintain_order=True)
    )
    return Wordings(said, texts.select("wording", "text").join(sizes, on="wording").sort("wording"))


def without_repost_marks(texts: pl.Series) -> pl.Series:
    """Return texts without the "RT @name:" that some reposts open with."""
    return texts.str.replace(_STARTS, "")


def _follow_originals(named: pl.DataFrame) -> pl.DataFrame:
    """Give every repost the object of its original; where that is not among the posts, the commonest of its reposts."""
    originals = named.select(pl.col("post").alias("reposted"), pl.col("object").alias("said"))
    reposts = named.drop_nulls(["reposted", "object"]).group_by("reposted", "object").len()
    commonest = reposts.sort("reposted", "len", "object", descending=[False, True, False])
    commonest = commonest.unique("reposted", keep="first", maintain_order=True)
    known = pl.concat([originals, commonest.select("reposted", pl.col("object").alias("said"))])
    known = known.drop_nulls("said").unique("reposted", keep="first", maintain_order=True)
    followed = named.join(known, on="reposted", how="left", maintain_order="left")
    return followed.with_columns(pl.coalesce("said", "object").alias("object")).drop("said")
