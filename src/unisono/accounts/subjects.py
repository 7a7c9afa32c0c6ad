"""What accounts posted about on either side of a date: the tags, sites, languages and words that came and went."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.mixes import Mixes
from unisono.accounts.read_posts import PostsRead
from unisono.content.trackers import SHORTENERS
from unisono.model.names import POST_NAME
from unisono.model.written_links import without_links
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.link import links_of_acts

SUBJECTS: dict[str, pl.DataType] = {
    "account": pl.String(),
    "item": pl.String(),  # #tag, publisher, word, or "language: es"
    "kind": pl.String(),
    "before": pl.Float64(),  # share of the account's posts before the date
    "after": pl.Float64(),
    "z": pl.Float64(),  # of the difference, after less before
}
"""One row for each account and item that it used more on one side than on the other."""

LEAST_Z = 2.0
FEWEST_POSTS = 3
MOST_ITEMS = 30
_WORD = r"\p{Han}{2}|[\p{L}\p{M}]{4,}"
_NO_SUBJECT = r"[@#＃][\p{L}\p{M}\p{N}_]+"


def posts_around(posts: PostsRead, mixes: Mixes, turns: pl.DataFrame) -> pl.DataFrame:
    """Return the posts of these accounts (TURNS), in order of time: `account`, `post`, `after` and what they say."""
    parts: list[NDArray[np.int64]] = []
    after: list[NDArray[np.bool_]] = []
    for place, split in turns.select("place", "split").iter_rows():
        first, last = mixes.post_start[mixes.days_of[[place, place + 1]]]
        parts.append(mixes.rows[first:last])
        after.append(np.arange(first, last) >= mixes.post_start[split])
    rows = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    sides = np.concatenate(after) if after else np.zeros(0, np.bool_)
    counts = [len(part) for part in parts]
    chosen = posts.at(rows, ["platform", "post_id", "text", "hashtags", "urls", "lang"])
    return chosen.select(POST_NAME, pl.exclude("post_id")).with_columns(
        pl.Series("account", np.repeat(turns["account"].to_numpy(), counts), dtype=pl.String),
        pl.Series("after", sides, dtype=pl.Boolean),
    )


def subjects_around(around: pl.DataFrame) -> pl.DataFrame:
    """Return SUBJECTS of posts_around: what changed most first, at most thirty items for each account.

    A post counts each of its items once.
    """
    acts = around.with_columns(pl.lit(None, pl.String).alias("at"), pl.lit(None, pl.String).alias("minute_precision"))
    tags = tags_of_acts(acts).select("act", ("#" + pl.col("tag")).alias("item"), pl.lit("hashtag").alias("kind"))
    linked = links_of_acts(acts).filter(~pl.col("domain").is_in(list(SHORTENERS)))
    sites = linked.select("act", pl.col("publisher").alias("item"), pl.lit("site").alias("kind"))
    numbered = around.with_row_index("act")
    spoken = numbered.filter(pl.col("lang").is_not_null()).select(
        "act", ("language: " + pl.col("lang")).alias("item"), pl.lit("language").alias("kind")
    )
    plain = without_links(pl.col("text")).str.replace_all(_NO_SUBJECT, " ").str.to_lowercase()
    words = (
        numbered.select("act", plain.str.extract_all(_WORD).alias("item"))
        .filter(pl.col("item").list.len() > 0)
        .explode("item")
        .select("act", "item", pl.lit("word").alias("kind"))
    )
    used = pl.concat([tags, sites, spoken, words]).unique().drop_nulls("item")
    counted = (
        used.join(numbered.select("act", "account", "after"), on="act")
        .group_by("account", "item", "kind")
        .agg((~pl.col("after")).sum().alias("uses_before"), pl.col("after").sum().alias("uses_after"))
    )
    sides = around.group_by("account").agg(
        (~pl.col("after")).sum().alias("posts_before"), pl.col("after").sum().alias("posts_after")
    )
    return _compared(counted.join(sides, on="account")).select(*SUBJECTS)


def _compared(counted: pl.DataFrame) -> pl.DataFrame:
    """Return the items whose shares of posts differ beyond chance, as independent posts would have it."""
    before = pl.col("uses_before") / pl.col("posts_before")
    after = pl.col("uses_after") / pl.col("posts_after")
    uses = pl.col("uses_before") + pl.col("uses_after")
    share = (uses + 1) / (pl.col("posts_before") + pl.col("posts_after") + 2)
    spread = (share * (1 - share) * (1 / pl.col("posts_before") + 1 / pl.col("posts_after"))).sqrt()
    shares = counted.filter(uses >= FEWEST_POSTS).with_columns(
        before.alias("before"), after.alias("after"), ((after - before) / spread).alias("z")
    )
    ranked = shares.filter(pl.col("z").abs() >= LEAST_Z).sort(
        "account", pl.col("z").abs(), "item", descending=[False, True, False]
    )
    return ranked.group_by("account", maintain_order=True).head(MOST_ITEMS)
