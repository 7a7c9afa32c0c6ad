"""Keys that were seen not long ago, in a table that forgets the old ones and so stays small."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

FREE = np.iinfo(np.int64).min
"""As in seen_kernels, which is not imported for the time that loading the compiler takes."""

FEWEST_SLOTS = 1 << 12


class SeenKeys:
    """Which keys were seen, and when, by the times given with them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken = 0
        self._make(FEWEST_SLOTS)

    def __len__(self) -> int:
        """Count the keys that the table holds, old ones that it has not yet dropped included."""
        return self._taken

    @property
    def slots(self) -> int:
        """Return how many keys there is room for."""
        return len(self._keys)

    def remember(self, keys: NDArray[np.uint64], times: NDArray[np.int64], floor: int) -> NDArray[np.bool_]:
        """Return which keys are new, each at its first place; those last seen before `floor` are forgotten."""
        if 2 * (self._taken + len(keys)) > self.slots:
            self._drop_old(floor, len(keys))
        is_new = np.empty(len(keys), np.bool_)
        given = (np.ascontiguousarray(keys), np.ascontiguousarray(times), int(floor))
        self._taken += _kernels()["remember_keys"](*given, self._keys, self._times, is_new)
        return is_new

    def _make(self, slots: int) -> None:
        self._keys = np.zeros(slots, np.uint64)
        self._times = np.full(slots, FREE, np.int64)

    def _drop_old(self, floor: int, coming: int) -> None:
        kept = (self._times != FREE) & (self._times >= floor)
        keys, times = self._keys[kept], self._times[kept]
        # Room for as many again, so that tables are not made anew with every call.
        self._make(max(FEWEST_SLOTS, 1 << (4 * (len(keys) + coming) - 1).bit_length()))
        self._taken = _kernels()["remember_keys"](
            keys, times, int(floor), self._keys, self._times, np.empty(len(keys), np.bool_)
        )


@cache
def _kernels() -> Kernels:
    return Kernels("seen_kernels")
