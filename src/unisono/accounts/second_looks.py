"""Posts that one collection has and a later one, which should have them too, has not: gone, as far as can be told."""

import numpy as np
import polars as pl

from unisono.cases import Case
from unisono.cases.manifest import read_manifest
from unisono.cases.segments import segment_files
from unisono.engine.tails import poisson_binomial_tails
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import TIME, empty
from unisono.significance.combination import false_discovery_rates

LOOKS: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "post": pl.String(),  # platform:id
    "at": TIME,  # when it was published
    "gone": pl.Boolean(),  # the later collection has not got it, or has it as deleted
}
"""One row for each post that a later collection should have."""

MOST_GONE = 0.2
"""Share of such posts that are gone from which the later collection asked for something else."""

FEWEST = 5
"""Members of a network who lost posts."""

TIMES_USUAL = 3.0

LOST_TOGETHER: dict[str, pl.DataType] = {
    "network": pl.Int64(),
    "accounts": pl.List(pl.String()),  # members who lost posts, ascending
    "posts": pl.List(pl.String()),  # that are gone, ascending
    "tested": pl.Int64(),  # members with posts that were looked for again
    "looked_for": pl.Int64(),  # their posts
    "expected": pl.Float64(),  # members who would have lost posts
    "p": pl.Float64(),
    "q": pl.Float64(),
}
"""One row for each network of which enough members lost posts, by network."""


def second_looks(case: Case) -> pl.DataFrame:
    """Return LOOKS: the posts of each earlier file that a later one should have; none where no file looks again.

    A file should have a post if it has posts of the same account from before and from after it. Files follow each other
    by the latest collected_at of their posts if all have one, else by their imports. A file that repeats no post of an
    earlier one is another part of the collection and no second look.
    """
    if not segment_files(case.path, read_manifest(case.path / "manifest.jsonl"), "again"):
        return empty(LOOKS)
    seen = case.post_observations().select(
        ACCOUNT_NAME, POST_NAME, pl.col("created_at").alias("at"), "collected_at", "source_sha256", "is_deleted"
    )
    rows = seen.drop_nulls(["account", "post", "at"]).collect()
    looks = _in_order(rows)
    posts = looks.group_by("post").agg(
        pl.col("account", "at").first(),
        pl.col("look").min().alias("first"),
        pl.col("look").filter(~pl.col("is_deleted").fill_null(value=False)).max().alias("last"),
    )
    repeats = looks.join(posts.select("post", "first"), on="post").filter(pl.col("look") > pl.col("first"))
    spans = looks.join(repeats.select("look").unique(), on="look", how="semi")
    spans = spans.group_by("account", "look").agg(pl.col("at").min().alias("from"), pl.col("at").max().alias("until"))
    asked = posts.join(spans, on="account").filter(
        (pl.col("look") > pl.col("first")) & (pl.col("at") > pl.col("from")) & (pl.col("at") < pl.col("until"))
    )
    judged = asked.group_by("post").agg(
        pl.col("account", "at").first(),
        (pl.col("last") < pl.col("look").min()).fill_null(value=True).first().alias("gone"),
    )
    return judged.select(pl.col(name).cast(kind) for name, kind in LOOKS.items()).sort("account", "at", "post")


def find_lost_networks(members: pl.DataFrame, looks: pl.DataFrame) -> pl.DataFrame:
    """Return LOST_TOGETHER for members (network, account); empty where a fifth or more of all posts are gone.

    Each member's chance to have lost a post is the share of accounts outside of the network that lost one, among those
    of which about as many posts were looked for (within a factor of two), one more counted than there is.
    """
    if looks.is_empty() or float(looks["gone"].mean()) >= MOST_GONE:  # type: ignore[arg-type]  # there are rows
        return pl.DataFrame(schema=LOST_TOGETHER)
    accounts = looks.group_by("account").agg(
        pl.len().cast(pl.Int64).alias("looked_for"),
        pl.col("gone").any().alias("lost"),
        pl.col("post").filter("gone").sort().alias("posts"),
        pl.len().log(2).floor().cast(pl.Int64).alias("size"),
    )
    rows = []
    for (network,), group in members.select("network", "account").partition_by("network", as_dict=True).items():
        own = accounts.join(group, on="account", how="semi").sort("account")
        others = accounts.join(group, on="account", how="anti")
        usual = others.group_by("size").agg(pl.col("lost").sum(), pl.len().alias("of"))
        counted = own.join(usual, on="size", how="left", suffix="_by").fill_null(0)
        chances = ((counted["lost_by"] + 1) / (counted["of"] + 2)).to_numpy().astype(np.float64)
        lost = own.filter("lost")
        if lost.height < FEWEST:
            continue
        start, least = np.array([0, len(chances)], np.int64), np.array([lost.height], np.int64)
        rows.append(
            {
                "network": network,
                "accounts": lost["account"].to_list(),
                "posts": sorted(lost["posts"].explode().to_list()),
                "tested": own.height,
                "looked_for": int(own["looked_for"].sum()),
                "expected": float(chances.sum()),
                "p": float(poisson_binomial_tails(chances, start, least)[0]),
            }
        )
    table = pl.DataFrame(rows, schema={name: kind for name, kind in LOST_TOGETHER.items() if name != "q"})
    rates = false_discovery_rates(table["p"].to_numpy(), members["network"].n_unique())
    found = table.with_columns(pl.Series("q", rates, dtype=pl.Float64)).sort("network")
    return found.filter(pl.col("accounts").list.len() >= TIMES_USUAL * pl.col("expected"))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `look`: the place of their file in the order of the looks, from 0."""
    files = rows.group_by("source_sha256", maintain_order=True).agg(
        pl.col("collected_at").max(), pl.col("collected_at").null_count().alias("unsaid")
    )
    ordered = files.sort("collected_at", maintain_order=True) if not files["unsaid"].sum() else files
    return rows.join(ordered.with_row_index("look").select("source_sha256", "look"), on="source_sha256")
