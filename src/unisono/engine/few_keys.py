"""Which of very many keys are among some: most that are not are told by a table of their first bits."""

import numpy as np
from numpy.typing import NDArray

UInt64 = NDArray[np.uint64]

MOST_BITS = 27
"""A table of 128 MiB: of ten million keys it leaves 7 % of the others to be looked up."""


class FewKeys:
    """Some 64-bit keys, evenly spread, as hashes are."""

    def __init__(self, keys: UInt64) -> None:
        """Take in the keys, each once or more often."""
        self._keys = np.sort(keys)
        bits = min(MOST_BITS, max(1, (8 * len(keys)).bit_length()))
        self._shift = np.uint64(64 - bits)
        self._begins = np.zeros(1 << bits, np.bool_)
        self._begins[keys >> self._shift] = True

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._keys)

    def places_in(self, others: UInt64) -> NDArray[np.int64]:
        """Return the places of those others that are among the keys."""
        likely = np.flatnonzero(self._begins[others >> self._shift])
        if not len(likely):
            return likely
        own = others[likely]
        found = np.minimum(np.searchsorted(self._keys, own), len(self._keys) - 1)
        return likely[self._keys[found] == own]
