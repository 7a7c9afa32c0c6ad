"""Clusters of real texts: beside clusters that others published, and those that many accounts share.

Numbers alone leave this module: no text of the real data is printed or written.
"""

from dataclasses import dataclass

import polars as pl

from benchmarks.near_duplicates.clustering import components, read_forms
from benchmarks.near_duplicates.judging import adjusted_rand
from benchmarks.near_duplicates.likeness import same_pairs
from benchmarks.near_duplicates.real_texts import FCC, data_file, read_ira

PUBLISHED, LEFT_OUT = "cluster_kao", "-1"
LARGEST = 8


@dataclass(frozen=True)
class Agreement:
    """Texts, published clusters, and how far ours agree beyond chance: with all, with the exact ones, and without spun.

    spun: texts in published clusters of two or more, no two of whose texts are near-duplicates by the definition.
    """

    texts: int
    published: int
    adjusted_rand: float
    with_exact: float
    spun: int
    without_spun: float


def compare_with_published() -> Agreement | None:
    """Cluster the comments of a public consultation and compare with the clusters of their analyst; None without.

    Texts that the analyst left out of all clusters are each a cluster of their own here.
    """
    file = data_file(FCC)
    if file is None:
        return None
    comments = pl.read_parquet(file, columns=["text_data", PUBLISHED])
    named = comments[PUBLISHED].set(comments[PUBLISHED] == LEFT_OUT, None)
    published, ours = with_own_clusters(named), with_own_clusters(cluster(comments["text_data"]))
    forms = read_forms(comments["text_data"])
    first, second = same_pairs(forms.fill_null("").to_list())
    inside = published.gather(first) == published.gather(second)
    near_some = published.is_in(published.gather(first.tolist()).filter(inside).unique().to_list())
    kept = near_some | published.is_unique()
    return Agreement(
        texts=comments.height,
        published=named.drop_nulls().n_unique(),
        adjusted_rand=adjusted_rand(ours, published),
        with_exact=adjusted_rand(ours, pl.Series(components(comments.height, first, second))),
        spun=int((~kept).sum()),
        without_spun=adjusted_rand(ours.filter(kept), published.filter(kept)),
    )


def find_shared_clusters(least_accounts: int = 20) -> pl.DataFrame | None:
    """Return posts, accounts, wordings and days of the clusters of the Agency's posts that most accounts share.

    wordings counts texts that differ in any character. None without the data.
    """
    if data_file("ira") is None:
        return None
    posts = read_ira(("author", "content", "publish_date")).rename({"content": "text"})
    days = pl.col("publish_date").str.split(" ").list.first().str.to_date("%m/%d/%Y")
    return (
        posts.with_columns(cluster(posts["text"]).alias("cluster"), days.alias("day"))
        .drop_nulls("cluster")
        .group_by("cluster")
        .agg(
            pl.len().alias("posts"),
            pl.col("author").n_unique().alias("accounts"),
            pl.col("text").n_unique().alias("wordings"),
            pl.col("day").n_unique().alias("days"),
        )
        .filter(pl.col("accounts") >= least_accounts)
        .sort("accounts", "posts", "cluster", descending=True)
    )


def cluster(texts: pl.Series) -> pl.Series:
    """Return each text's cluster, null where it says too little."""
    from unisono.content.near_duplicates import TextIndex

    return TextIndex.build(texts).objects(texts)


def with_own_clusters(clusters: pl.Series) -> pl.Series:
    """Give every text without a cluster one of its own."""
    numbered = pl.DataFrame({"cluster": clusters}).with_row_index("row")
    return numbered.select(pl.col("cluster").fill_null(pl.format("row {}", "row"))).to_series()
