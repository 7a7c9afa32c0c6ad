"""Clusters of re-uploads: which pictures show the same, re-encoded, resized, cut, turned, in a border.

Two pictures are alike if any form of one has nearly the hash of any form of the other, and no more than a few parts of
them differ. A cluster is a star, never a chain: every picture in it is alike to the picture in its middle, itself or
through a picture with nearly the same hash.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.pictures.candidates import (
    BOUND,
    Pairs,
    pairs_as_they_are,
    pairs_of_any_form,
    which_show_the_same,
)
from unisono.content.pictures.hashing import from_hex
from unisono.content.pictures.views import Views, read_views
from unisono.engine.acts import group_rows

MOST_CROPPED = 60_000
"""Different pictures up to which all forms are compared; beyond, edges, turns and borders are not made up for."""

Numbers = NDArray[np.int64]

__all__ = ["BOUND", "cluster_name", "cluster_pictures"]


def cluster_pictures(hashes: Sequence[str], crops: Sequence[bytes]) -> pl.DataFrame:
    """Return hash and middle (the hash in the middle of its cluster) for each different hash, sorted by hash.

    crops: of each hash the views as MEDIA has them. The same set of pictures gives the same clusters in any order.
    """
    given = pl.DataFrame({"hash": list(hashes), "crops": list(crops)}, schema={"hash": pl.String, "crops": pl.Binary})
    # Different pictures may have one hash and crops that differ a little: the smallest stand for all.
    known = given.sort("hash", "crops").unique("hash", keep="first", maintain_order=True)
    words = from_hex(known["hash"].to_list()) if known.height else np.empty((0, 4), np.uint64)
    kept = known["crops"].to_list()
    middle = _stars(kept, pairs_as_they_are(words))
    leaders = np.unique(middle)
    if 0 < len(leaders) <= MOST_CROPPED:
        own = [kept[leader] for leader in leaders.tolist()]
        pairs = pairs_of_any_form([read_views(one) for one in own])
        middle = leaders[_stars(own, pairs)][np.searchsorted(leaders, middle)]
    return known.select("hash").with_columns(known["hash"].gather(middle).alias("middle"))


def cluster_name(first_hash: str) -> str:
    """Return the name of a cluster by the hash of the picture that was seen first in it: i- and 16 hex digits."""
    return "i-" + hashlib.sha256(first_hash.encode()).hexdigest()[:16]


def _stars(kept: Sequence[bytes], pairs: Pairs) -> Numbers:
    """Return the middle of each picture: most pictures nearly alike come first, then the smaller number.

    A middle takes all pictures alike to it which no middle has taken before. Only those are looked at part by part.
    """
    count = len(kept)
    both = np.concatenate([pairs["left"].to_numpy(), pairs["right"].to_numpy()])
    partners_of = np.concatenate([pairs["right"].to_numpy(), pairs["left"].to_numpy()])
    start, order = group_rows(both.astype(np.int32), count)
    degree = np.diff(start)
    middle = np.full(count, -1, np.int64)
    for number in np.lexsort((np.arange(count), -degree)).tolist():
        if middle[number] >= 0:
            continue
        rows = order[start[number] : start[number + 1]]
        free = rows[middle[partners_of[rows]] < 0]
        if len(free):
            same = _alike(kept, pairs[(free % pairs.height).astype(np.int64)])
            middle[partners_of[free[same]]] = number
        middle[number] = number
    return middle


def _alike(kept: Sequence[bytes], pairs: Pairs) -> NDArray[np.bool_]:
    """Say which pairs show the same; views are read for them alone, as a case may have very many."""
    numbers = pl.concat([pairs["left"], pairs["right"]]).unique().sort()
    views: list[Views] = [read_views(kept[number]) for number in numbers.to_list()]
    placed = pairs.with_columns(
        pl.Series(name, np.searchsorted(numbers.to_numpy(), pairs[name].to_numpy()), pl.Int64)
        for name in ("left", "right")
    )
    return which_show_the_same(views, placed)
