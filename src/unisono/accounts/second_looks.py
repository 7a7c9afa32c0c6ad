"""Posts that one collection has and a later one, which should have them too, has not: gone, as far as can be told."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from unisono.cases import Case
from unisono.cases.manifest import read_manifest
from unisono.cases.segments import scan_segments, segment_files
from unisono.engine.tails import poisson_binomial_tails
from unisono.model.few_rows import compact
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import POSTS, TIME, empty
from unisono.significance.combination import false_discovery_rates

LOOKS: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "post": pl.String(),  # platform:id
    "at": TIME,  # when it was published
    "gone": pl.Boolean(),  # the later collection has not got it, or has it as deleted
}
"""One row for each post that a later collection should have."""

ROWS_AT_ONCE = 2_000_000
"""Observations of posts seen again for which the accounts are judged in one lot."""

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
    again = segment_files(case.path, read_manifest(case.path / "manifest.jsonl"), "again")
    if not again:
        return empty(LOOKS)
    order = _order_of_files(case)
    repeated = scan_segments(again, POSTS).select(POST_NAME).unique().collect()["post"].implode()
    twice = pl.concat(
        [part.filter(pl.col("post").is_in(repeated)).select("post", "look") for part in _in_turn(case, order)]
    )
    later = twice.filter(pl.col("look") > pl.col("look").min().over("post"))["look"].unique().implode()
    spans = pl.concat([_spans(part.filter(pl.col("look").is_in(later))) for part in _in_turn(case, order)])
    spans = spans.group_by("account", "look").agg(pl.col("from").min(), pl.col("until").max())
    lots = spans["account"].hash() % (1 + len(twice) // ROWS_AT_ONCE)
    judged = [_judge(_in_turn(case, order), spans.filter(lots == lot)) for lot in lots.unique()]
    return pl.concat([empty(LOOKS), *judged]).sort("account", "at", "post")


def _order_of_files(case: Case) -> pl.DataFrame:
    """Return source_sha256 and `look`: the place of each file in the order of the looks, from 0."""
    told = []
    for part in _observations(case):
        files = part.group_by("source_sha256", maintain_order=True)
        told.append(files.agg(pl.col("collected_at").max(), pl.col("collected_at").null_count().alias("unsaid")))
    files = pl.concat(told).group_by("source_sha256", maintain_order=True)
    whole = files.agg(pl.col("collected_at").max(), pl.col("unsaid").sum())
    ordered = whole.sort("collected_at", maintain_order=True) if not whole["unsaid"].sum() else whole
    return ordered.with_row_index("look").select("source_sha256", "look")


def _observations(case: Case) -> Iterator[pl.DataFrame]:
    """Yield all observations of posts with an account, an id and a time, some at a time."""
    seen = case.post_observations().select(
        ACCOUNT_NAME, POST_NAME, pl.col("created_at").alias("at"), "collected_at", "source_sha256", "is_deleted"
    )
    yield from seen.drop_nulls(["account", "post", "at"]).collect_batches(maintain_order=True)


def _in_turn(case: Case, order: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield account, post, at, is_deleted and look of all observations, some at a time."""
    for part in _observations(case):
        numbered = part.join(order, on="source_sha256", maintain_order="left")
        yield numbered.select("account", "post", "at", "is_deleted", "look")


def _spans(rows: pl.DataFrame) -> pl.DataFrame:
    """Return from when until when each account has posts in each look."""
    spans = rows.group_by("account", "look").agg(pl.col("at").min().alias("from"), pl.col("at").max().alias("until"))
    return compact(spans)


def _judge(parts: Iterator[pl.DataFrame], spans: pl.DataFrame) -> pl.DataFrame:
    """Return LOOKS of the posts of the accounts of these spans."""
    accounts = spans["account"].unique().implode()
    seen = pl.concat([compact(part.filter(pl.col("account").is_in(accounts))) for part in parts])
    posts = seen.group_by("post").agg(
        pl.col("account", "at").first(),
        pl.col("look").min().alias("first"),
        pl.col("look").filter(~pl.col("is_deleted").fill_null(value=False)).max().alias("last"),
    )
    asked = posts.join(spans, on="account").filter(
        (pl.col("look") > pl.col("first")) & (pl.col("at") > pl.col("from")) & (pl.col("at") < pl.col("until"))
    )
    judged = asked.group_by("post").agg(
        pl.col("account", "at").first(),
        (pl.col("last") < pl.col("look").min()).fill_null(value=True).first().alias("gone"),
    )
    return judged.select(pl.col(name).cast(kind) for name, kind in LOOKS.items())


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
