"""Clusters the texts of a file with one tool, in a process of its own, and writes each row's cluster.

python -m benchmarks.near_duplicates.clustering unisono|extended|rensa|datasketch|forms TEXTS.parquet CLUSTERS.parquet

The two other tools propose pairs; both get the forms that Unisono compares and the same exact verification after it.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.near_duplicates.likeness import SIMILARITY

PERMUTATIONS = 48
BANDS = 16
"""Sketches of 48 numbers in 16 bands of 3: what measured best for texts of this length with each of the tools."""

CHUNK = 100_000
if TYPE_CHECKING:
    from unisono.engine.text_forms import Bytes, Forms

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


def _cluster_distinct(texts: pl.Series, propose: Callable[[Iterator[list[str]], int], Pairs]) -> pl.Series:
    """Give each distinct form's pieces to a tool, verify the pairs it proposes, and number their components."""
    from unisono.content.compared_forms import piece_sizes, read_texts

    read = read_texts(texts, with_digests=False)
    said = pl.DataFrame({"row": read.rows, "form": read.forms.to_series()}).with_row_index("place")
    distinct = said.unique("form", keep="first", maintain_order=True)
    forms = read.forms.take(distinct["place"].to_numpy().astype(np.int32))
    sizes = piece_sizes(forms)
    compared = np.flatnonzero(sizes)
    cut = (
        [form[start : start + size] for start in range(len(form) - size + 1)]
        for form, size in zip(distinct["form"].gather(compared).to_list(), sizes[compared].tolist(), strict=True)
    )
    first, second = propose(cut, len(compared))
    first, second = _verify(forms, sizes, (compared[first], compared[second]))
    labels = components(distinct.height, first, second)
    labelled = said.join(distinct.select("form", cluster=pl.Series(labels).cast(pl.String)), on="form")
    rows = pl.DataFrame({"row": np.arange(len(texts))})
    return rows.join(labelled.select("row", "cluster"), on="row", how="left", maintain_order="left")["cluster"]


def _propose_with_rensa(pieces: Iterator[list[str]], count: int) -> Pairs:
    """Ask for the candidates of all texts at once, in chunks.

    A piece that occurs twice changes no minimum, so that no sets are made, which would take longer than all of rensa.
    """
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS, num_bands=BANDS)
    proposed = [np.empty(0, np.int64)]
    for start in range(0, count, CHUNK):
        sketches = RMinHash.from_token_sets(list(islice(pieces, CHUNK)), PERMUTATIONS, 7)
        index.insert_many(sketches, start)
        # Each text asks for those before it and those of its own chunk: every pair is proposed once or twice.
        found = index.query_all(sketches)
        counts = np.fromiter(map(len, found), np.int64, len(found))
        others = np.fromiter(chain.from_iterable(found), np.int64, int(counts.sum()))
        asking = np.repeat(np.arange(start, start + len(found)), counts)
        low, high = np.minimum(asking, others), np.maximum(asking, others)
        proposed.append(np.unique((low * count + high)[low < high]))
    return _distinct_pairs(np.concatenate(proposed), count)


def _propose_with_datasketch(pieces: Iterator[list[str]], count: int) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    proposed = []
    encoded = ([piece.encode() for piece in cut] for cut in pieces)
    for row, sketch in enumerate(MinHash.generator(encoded, num_perm=PERMUTATIONS, seed=7)):
        proposed.extend([other * count + row for other in index.query(sketch)])
        index.insert(row, sketch, check_duplication=False)
    return _distinct_pairs(np.array(proposed, np.int64), count)


def _distinct_pairs(proposed: Ints, count: int) -> Pairs:
    both = np.unique(proposed)
    return both // max(1, count), both % max(1, count)


def _verify(forms: "Forms", sizes: "Bytes", proposed: Pairs) -> Pairs:
    """Keep the pairs that are near-duplicates, with the kernel that Unisono uses itself."""
    from unisono.content.near_duplicates import NearDuplicates
    from unisono.engine.text_clusters import judge_pairs

    first, second = proposed
    alike = judge_pairs(forms, sizes, first.astype(np.int32), second.astype(np.int32), NearDuplicates().likeness())
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
