"""Numbers for keys: equal keys get equal numbers, from 0 in the order of their first appearance."""

from functools import cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

LOTS = 1024
"""Into so many lots keys are dealt: a lot of a million has a thousand."""

Int32 = NDArray[np.int32]


@cache
def _kernels() -> Kernels:
    return Kernels("numbering_kernels")


def number_keys(keys: NDArray[np.uint64]) -> tuple[Int32, Int32]:
    """Return (codes, first): each key's number, int32 (n), and where each number appears first, int32 (numbers)."""
    rows = len(keys)
    codes, first = np.empty(rows, np.int32), np.empty(rows, np.int32)
    distinct = np.empty(rows, np.uint64)
    slots = np.empty(1 << max(4, (4 * rows).bit_length()), np.int32)
    count = _kernels()["number_keys"](np.ascontiguousarray(keys), slots, distinct, codes, first)
    return codes, first[:count].copy()


def number_keys_in_order(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Int32]:
    """Return the distinct keys, ascending, and the place of each key among them, int32 (n)."""
    codes, first = number_keys(keys)
    distinct = keys[first]
    order = np.argsort(distinct)
    return distinct[order], _ranks(order)[codes]


def _ranks(order: NDArray[Any]) -> Int32:
    """Return the place of each number in the order."""
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def number_texts(values: pl.Series) -> tuple[pl.Series, Int32]:
    """Return the distinct texts, sorted, and the place of each value among them, int32 (n)."""
    names, codes = number_texts_as_seen(values)
    order = names.arg_sort().to_numpy()
    return names.gather(order), _ranks(order)[codes]


def are_distinct(values: pl.Series) -> bool:
    """Say whether no two of the values are the same."""
    return have_distinct_hashes(values) or values.n_unique() == len(values)


def have_distinct_hashes(values: pl.Series) -> bool:
    """Say whether no two of the values have the same hash, and so none are the same; if not, some may be."""
    keys = np.ascontiguousarray(values.hash().to_numpy())
    start, slots = np.zeros(LOTS + 1, np.int64), np.empty(1 << max(4, (4 * len(keys)).bit_length()), np.int32)
    return _kernels()["count_distinct_keys"](keys, start, np.empty_like(keys), slots) == len(keys)


def number_texts_as_seen(values: pl.Series) -> tuple[pl.Series, Int32]:
    """Return the distinct texts in the order of their first appearance, and the place of each value among them."""
    codes, first = number_keys(values.hash().to_numpy())
    names = values.gather(first)
    if names.gather(codes).eq_missing(values).all():
        return names, codes
    # Two texts have the same hash, as once in some 10^19 pairs of texts.
    names = values.unique(maintain_order=True)
    return names, values.cast(pl.Enum(names)).to_physical().cast(pl.Int32).to_numpy()
