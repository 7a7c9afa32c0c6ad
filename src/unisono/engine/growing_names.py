"""Numbers for names that come part by part: each distinct name is kept once, and 16 bytes of hashes beside it."""

from collections.abc import Callable
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.growing_texts import GrowingTexts
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays
from unisono.engine.machine_code import Kernels
from unisono.model.few_rows import compact

Int32 = NDArray[np.int32]
UInt64 = NDArray[np.uint64]

FREE = -1
"""As in numbering_kernels, which is not imported for the time that loading the compiler takes."""

FEWEST_SLOTS = 1 << 12
OTHER_SEED = 1


class GrowingKeys:
    """Numbers for 64-bit keys, from 0 in the order of their first appearance."""

    def __init__(self, arrays: LargeArrays = IN_MEMORY) -> None:
        """Begin with none; arrays: where they are kept."""
        self._arrays = arrays
        self._count = 0
        self._slots = np.full(FEWEST_SLOTS, FREE, np.int32)
        self._distinct = np.empty(FEWEST_SLOTS // 2, np.uint64)

    def __len__(self) -> int:
        """Count the distinct keys."""
        return self._count

    def number(self, keys: UInt64) -> tuple[Int32, Int32]:
        """Return (codes, first): each key's number, int32 (n), and the places at which the new ones appear first."""
        self._make_room(self._count + len(keys))
        codes, first = np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
        given = (np.ascontiguousarray(keys), self._count, self._slots, self._distinct)
        known, self._count = self._count, _kernels()["number_more_keys"](*given, codes, first)
        return codes, first[: self._count - known].copy()

    def distinct(self) -> UInt64:
        """Return the distinct keys, by their numbers."""
        return self._distinct[: self._count].copy()

    def _make_room(self, keys: int) -> None:
        if len(self._distinct) < keys:
            self._distinct = self._arrays.grown(self._distinct, self._count, keys)
        if len(self._slots) <= 2 * keys:
            self._slots = self._arrays.empty(1 << (2 * keys).bit_length(), np.int32)
            self._slots[:] = FREE
            _kernels()["place_keys"](self._distinct, self._count, self._slots)


def hash_twice(values: pl.Series) -> tuple[UInt64, UInt64]:
    """Return two hashes of each text."""
    return values.hash().to_numpy(), values.hash(OTHER_SEED).to_numpy()


class GrowingNames:
    """Numbers for texts that come part by part, from 0 in the order of their first appearance, and the texts.

    Two texts are taken for the same if two 64-bit hashes of them agree. `hashes` returns both.
    """

    def __init__(
        self, arrays: LargeArrays = IN_MEMORY, hashes: Callable[[pl.Series], tuple[UInt64, UInt64]] = hash_twice
    ) -> None:
        """Begin with none; arrays: where names and hashes are kept."""
        self._hashes, self._arrays = hashes, arrays
        self._keys = GrowingKeys(arrays)
        self._checks = np.empty(FEWEST_SLOTS // 2, np.uint64)
        self._names = GrowingTexts(arrays)

    def __len__(self) -> int:
        """Count the distinct texts."""
        return len(self._keys)

    def number(self, values: pl.Series) -> Int32:
        """Return the number of each text: int32 (n)."""
        keys, checks = self._hashes(values)
        codes = self._enter(values, keys, checks)
        unlike = np.flatnonzero(self._checks[codes] != checks)
        if len(unlike):
            # Another text has the same hash, as once in some 10^19 pairs: these go by their second one.
            codes[unlike] = self._enter(values.gather(unlike), checks[unlike], keys[unlike])
        return codes

    def names(self) -> pl.Series:
        """Return the distinct texts, by their numbers; no more are to be numbered."""
        return self._names.whole()

    def _enter(self, values: pl.Series, keys: UInt64, checks: UInt64) -> Int32:
        known = len(self._keys)
        codes, first = self._keys.number(keys)
        if len(first):
            if len(self._checks) < len(self._keys):
                self._checks = self._arrays.grown(self._checks, known, len(self._keys))
            self._checks[known : len(self._keys)] = checks[first]
            # As texts of their own: those of the part would stay in memory with them.
            self._names.append(compact(values.gather(first).to_frame()).to_series())
        return codes


@cache
def _kernels() -> Kernels:
    return Kernels("numbering_kernels")
