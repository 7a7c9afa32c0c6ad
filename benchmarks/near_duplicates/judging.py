"""Compares clusters with what was planted, with brute force and with the clusters of others."""

from dataclasses import dataclass
from math import comb

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.near_duplicates.likeness import are_same, same_pairs
from benchmarks.near_duplicates.variants import KINDS

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Recall:
    """Of how many variants of a kind how many ended with their seed, and how many the threshold itself allows."""

    kind: str
    planted: int
    found: int
    allowed: int
    found_of_allowed: int


@dataclass(frozen=True)
class AgainstAll:
    """Pairs of distinct forms: similar ones, those of them together, unlike ones together, and those no chain links."""

    similar: int
    together: int
    unlike_together: int
    false: int


def recall_by_kind(posts: pl.DataFrame, objects: pl.Series, forms: pl.Series) -> list[Recall]:
    """Return one line a kind. posts: see make_posts; objects: clusters by row; forms: what is compared."""
    pairs = posts.select("kind", "seed_row").with_row_index("row").drop_nulls()
    variants, seeds = pairs["row"], pairs["seed_row"]
    together = (objects.gather(variants) == objects.gather(seeds)).fill_null(False)
    allowed = are_same(forms.gather(variants), forms.gather(seeds))
    judged = pairs.with_columns(together.alias("found"), pl.Series("allowed", allowed))
    lines = []
    for kind in KINDS:
        of_kind = judged.filter(pl.col("kind") == kind)
        both = of_kind.filter(pl.col("found") & pl.col("allowed")).height
        lines.append(
            Recall(kind, of_kind.height, int(of_kind["found"].sum()), int(of_kind["allowed"].sum()), both),
        )
    return lines


def overall(lines: list[Recall]) -> Recall:
    """Add up the kinds."""
    fields = ("planted", "found", "allowed", "found_of_allowed")
    return Recall("all eleven", *(sum(getattr(line, name) for line in lines) for name in fields))


def judge_against_all(forms: pl.Series, objects: pl.Series) -> AgainstAll:
    """Compare clusters with brute force over the distinct forms (10,000 take some 10 s)."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    distinct = pl.DataFrame({"form": forms, "cluster": objects}).drop_nulls().unique("form", maintain_order=True)
    texts = distinct["form"].to_list()
    clusters = distinct["cluster"].rank("dense").cast(pl.Int64).to_numpy()
    first, second = same_pairs(texts)
    graph = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(len(texts), len(texts)))
    _, component = connected_components(graph, directed=False)
    together = int((clusters[first] == clusters[second]).sum())
    within_clusters = _pairs_within(clusters)
    within_both = _pairs_within(clusters * (component.max(initial=0) + 1) + component)
    return AgainstAll(
        similar=len(first),
        together=together,
        unlike_together=within_clusters - together,
        false=within_clusters - within_both,
    )


def adjusted_rand(some: pl.Series, others: pl.Series) -> float:
    """Return how far two partitions of the same rows agree beyond chance (Hubert and Arabie 1985, equation 5)."""
    table = pl.DataFrame({"some": some, "others": others})
    both = _pairs_of(table.group_by("some", "others").len()["len"])
    in_some = _pairs_of(table.group_by("some").len()["len"])
    in_others = _pairs_of(table.group_by("others").len()["len"])
    expected = in_some * in_others / max(1, comb(table.height, 2))
    most = (in_some + in_others) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _pairs_of(sizes: pl.Series) -> int:
    return sum(comb(size, 2) for size in sizes.to_list())


def _pairs_within(clusters: Ints) -> int:
    _, sizes = np.unique(clusters, return_counts=True)
    return int((sizes.astype(np.int64) * (sizes - 1) // 2).sum())
