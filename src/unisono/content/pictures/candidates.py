"""Which pictures may show the same by any of their hashes: cut, turned, mirrored, in a border, beside a caption."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.pictures.captions import captions_agree
from unisono.content.pictures.hashing import CROPS, WAYS, Words, turned_words
from unisono.content.pictures.resemblance import (
    OF_PAGES,
    OF_PHOTOGRAPHS,
    is_mostly_ground,
    show_the_same,
    turned_and_cut,
)
from unisono.content.pictures.views import CUTS, KEPT, WITHOUT_CAPTION, View, Views
from unisono.engine.hamming_search import SimilarPairs, pairs_within, search_within

BOUND = 31
"""Bits of 256 in which two hashes may differ: the bound of PDQ's authors."""

BOUND_OF_PAGES = 12
"""The same where half of a picture has one shade: pages and screens of words have much in common anyway."""

Numbers = NDArray[np.int64]
Pairs = pl.DataFrame
"""left, right: pictures; left_view, right_view: numbers of their views; left_cut, right_cut: of CUTS; way: how the left
one is turned; distance in bits; one row a pair of pictures, the nearest of its forms."""

_COLUMNS = ("left", "right", "left_view", "right_view", "left_cut", "right_cut", "way", "distance")


@dataclass(frozen=True)
class _Hashes:
    """A table of hashes, and of each the picture, the view's number and the cut."""

    words: Words
    picture: Numbers
    view: Numbers
    cut: Numbers


def pairs_as_they_are(words: Words) -> Pairs:
    """Return the pairs of whole pictures within the bound."""
    found = pairs_within(words, BOUND)
    none = np.zeros(len(found.left), np.int64)
    columns = (found.left, found.right, none, none, none, none, none, found.distance)
    return pl.DataFrame(dict(zip(_COLUMNS, columns, strict=True)), schema=dict.fromkeys(_COLUMNS, pl.Int64))


def pairs_of_any_form(pictures: Sequence[Views]) -> Pairs:
    """Return the pairs of pictures of which any two forms are within the bound, each by its nearest form.

    Two views without their captions are not compared: one picture with two captions is two.
    """
    near, far, whole = (_gather(pictures, range(*of)) for of in ((0, CROPS), (0, len(KEPT)), (0, 1)))
    rounds = [_as_pairs(pairs_within(near.words, BOUND), near, near, 0)]
    for way in range(len(WAYS)):
        turned = turned_words(whole.words, way)
        rounds.append(_as_pairs(search_within(turned, far.words, BOUND), whole, far, way))
    found = pl.concat(rounds).filter(pl.col("left") != pl.col("right"))
    kinds = [[view.kind for view in one.views] for one in pictures]
    told = [
        kinds[left][left_view] != WITHOUT_CAPTION or kinds[right][right_view] != WITHOUT_CAPTION
        for left, right, left_view, right_view in found.select(_COLUMNS[:4]).iter_rows()
    ]
    least = found.filter(pl.Series(told, dtype=pl.Boolean)).with_columns(
        pl.min_horizontal("left", "right").alias("first"), pl.max_horizontal("left", "right").alias("second")
    )
    order = ("first", "second", "distance", "way", "left_view", "right_view", "left_cut", "right_cut", "left")
    return least.sort(order).unique(["first", "second"], keep="first", maintain_order=True).select(_COLUMNS)


def which_show_the_same(pictures: Sequence[Views], pairs: Pairs) -> NDArray[np.bool_]:
    """Say of each pair whether its pictures show the same in every part, as far as their views say."""
    same = np.ones(pairs.height, bool)
    by_form: dict[tuple[int, int, int, bool], list[tuple[int, View, View]]] = {}
    for number, row in enumerate(pairs.iter_rows(named=True)):
        one, other = pictures[row["left"]], pictures[row["right"]]
        first, second = one.views[row["left_view"]], other.views[row["right_view"]]
        if first.shades is None or second.shades is None:
            continue
        is_page = is_mostly_ground(first.shades) or is_mostly_ground(second.shades)
        too_far = is_page and row["distance"] > BOUND_OF_PAGES
        has_captions = row["way"] == 0 and WITHOUT_CAPTION not in (first.kind, second.kind)
        if too_far or (has_captions and not captions_agree((one.bars, other.bars), (one.lines, other.lines))):
            same[number] = False
        else:
            form = (row["left_cut"], row["right_cut"], row["way"], is_page)
            by_form.setdefault(form, []).append((number, first, second))
    for (left_cut, right_cut, way, is_page), waiting in by_form.items():
        lefts, rights = _shades([one for _, one, _ in waiting]), _shades([other for _, _, other in waiting])
        turned = turned_and_cut(lefts, CUTS[left_cut], way)
        whole = turned_and_cut(rights, CUTS[right_cut], 0)
        numbers = [number for number, _, _ in waiting]
        same[numbers] = show_the_same(turned, whole, OF_PAGES if is_page else OF_PHOTOGRAPHS)
    return same


def _shades(views: Sequence[View]) -> NDArray[np.float32]:
    return np.stack([view.shades for view in views if view.shades is not None]).astype(np.float32)


def _gather(pictures: Sequence[Views], kept: range) -> _Hashes:
    """Return the hashes of those numbers, as kept, of all views of all pictures."""
    words = [view.hashes[kept.start : kept.stop] for one in pictures for view in one.views]
    views = [(number, place) for number, one in enumerate(pictures) for place in range(len(one.views))]
    counts = [len(each) for each in words]
    numbers = np.repeat(np.array(views, np.int64).reshape(-1, 2), counts, axis=0)
    cuts = [KEPT[number] for count in counts for number in range(count)]
    joined = np.concatenate(words) if words else np.empty((0, 4), np.uint64)
    return _Hashes(np.ascontiguousarray(joined), numbers[:, 0], numbers[:, 1], np.array(cuts, np.int64))


def _as_pairs(found: SimilarPairs, left: _Hashes, right: _Hashes, way: int) -> Pairs:
    columns = (
        left.picture[found.left],
        right.picture[found.right],
        left.view[found.left],
        right.view[found.right],
        left.cut[found.left],
        right.cut[found.right],
        np.full(len(found.left), way, np.int64),
        found.distance,
    )
    return pl.DataFrame(dict(zip(_COLUMNS, columns, strict=True)), schema=dict.fromkeys(_COLUMNS, pl.Int64))
