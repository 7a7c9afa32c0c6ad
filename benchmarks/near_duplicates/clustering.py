"""Clusters the texts of a file with one tool, in a process of its own, and writes each row's cluster.

python -m benchmarks.near_duplicates.clustering unisono|extended|rensa|datasketch|forms TEXTS.parquet CLUSTERS.parquet

The two other tools propose pairs; both get the forms that Unisono compares and the same exact verification after it.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.near_duplicates.likeness import SIMILARITY, pieces

PERMUTATIONS = 48
BANDS = 16
"""Sketches of 48 numbers in 16 bands of 3: what measured best for texts of this length with each of the tools."""

CHUNK = 100_000
if TYPE_CHECKING:
    from unisono.engine.text_forms import Forms

Ints = NDArray[np.int64]
Pairs = tuple[Ints, Ints]


def cluster_with_unisono(texts: pl.Series) -> pl.Series:
    from unisono.content.near_duplicates import TextIndex

    return TextIndex.build(texts).objects(texts)


def cluster_in_two_parts(texts: pl.Series) -> pl.Series:
    """Index the first nine tenths, then add the rest, as a case that grows does."""
    from unisono.content.near_duplicates import TextIndex

    known = len(texts) * 9 // 10
    return TextIndex.build(texts[:known]).extend(texts[known:]).objects(texts)


def cluster_with_rensa(texts: pl.Series) -> pl.Series:
    return _cluster_distinct(texts, _propose_with_rensa)


def cluster_with_datasketch(texts: pl.Series) -> pl.Series:
    return _cluster_distinct(texts, _propose_with_datasketch)


def read_forms(texts: pl.Series) -> pl.Series:
    """Return what is compared of each text, or null where it says too little."""
    from unisono.content.compared_forms import compared_forms

    return compared_forms(texts)


def _cluster_distinct(texts: pl.Series, propose: Callable[[list[str]], Pairs]) -> pl.Series:
    from unisono.content.compared_forms import read_texts

    read = read_texts(texts, with_digests=False)
    said = pl.DataFrame({"row": read.rows, "form": read.forms.to_series()}).with_row_index("place")
    distinct = said.unique("form", keep="first", maintain_order=True)
    first, second = _verify(
        read.forms.take(distinct["place"].to_numpy().astype(np.int32)), propose(distinct["form"].to_list())
    )
    labels = components(distinct.height, first, second)
    labelled = said.join(distinct.select("form", cluster=pl.Series(labels).cast(pl.String)), on="form")
    rows = pl.DataFrame({"row": np.arange(len(texts))})
    return rows.join(labelled.select("row", "cluster"), on="row", how="left", maintain_order="left")["cluster"]


def _propose_with_rensa(forms: list[str]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS, num_bands=BANDS)
    first, second = [], []
    for start in range(0, len(forms), CHUNK):
        shingles = [pieces(form) for form in forms[start : start + CHUNK]]
        sketches = RMinHash.from_token_sets(shingles, PERMUTATIONS, 7)
        index.insert_many(sketches, start)
        # Each text asks for those before it and those of its own chunk: every pair is proposed once or twice.
        for row, found in enumerate(index.query_all(sketches), start):
            for other in found:
                if other != row:
                    first.append(min(row, other))
                    second.append(max(row, other))
    return _distinct_pairs(first, second, len(forms))


def _propose_with_datasketch(forms: list[str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    first, second = [], []
    encoded = ([shingle.encode() for shingle in pieces(form)] for form in forms)
    for row, sketch in enumerate(MinHash.generator(encoded, num_perm=PERMUTATIONS, seed=7)):
        found = index.query(sketch)
        first.extend(found)
        second.extend([row] * len(found))
        index.insert(row, sketch, check_duplication=False)
    return _distinct_pairs(first, second, len(forms))


def _distinct_pairs(first: list[int], second: list[int], count: int) -> Pairs:
    both = np.unique(np.array(first, np.int64) * count + np.array(second, np.int64))
    return both // max(1, count), both % max(1, count)


def _verify(forms: "Forms", proposed: Pairs) -> Pairs:
    """Keep the pairs that are near-duplicates, with the kernel that Unisono uses itself."""
    from unisono.content.compared_forms import piece_sizes
    from unisono.content.near_duplicates import NearDuplicates
    from unisono.engine.text_clusters import judge_pairs

    first, second = proposed
    left, right = first.astype(np.int32), second.astype(np.int32)
    alike = judge_pairs(forms, piece_sizes(forms), left, right, NearDuplicates().likeness())
    return first[alike], second[alike]


def components(count: int, first: Ints, second: Ints) -> NDArray[np.int32]:
    """Return for each row the number of the component that chains of pairs make."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(count, count))
    labels: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return labels


TOOLS: dict[str, Callable[[pl.Series], pl.Series]] = {
    "unisono": cluster_with_unisono,
    "extended": cluster_in_two_parts,
    "rensa": cluster_with_rensa,
    "datasketch": cluster_with_datasketch,
    "forms": read_forms,
}


def main(tool: str, texts: Path, clusters: Path) -> None:
    given = pl.read_parquet(texts, columns=["text"])["text"]
    pl.DataFrame({"cluster": TOOLS[tool](given)}).write_parquet(clusters)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
