"""Which known texts new ones are likeliest to be like: a table for each band of their sketches, a place a text."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels
from unisono.engine.text_forms import Sketches

Int32 = NDArray[np.int32]


class TextTable:
    """Rows of sketches by their bands. Of rows with an equal band it has one, so that no crowd is ever compared."""

    def __init__(self, bands: int, most: int) -> None:
        """Begin without rows; most: of those that are meant to be in it at a time."""
        self._bits = max(10, (2 * most).bit_length())
        self._table = np.full((bands, 1 << self._bits), -1, np.int32)

    def enter(self, sketches: Sketches, rows: Int32, known: int) -> None:
        """Enter rows, ascending, none of which is below `known`: those below give way to others with another band."""
        _kernels()["enter_rows"](sketches.bands, rows, known, self._bits, self._table)

    def likeliest(self, sketches: Sketches, rows: Int32, least: int, most: int) -> tuple[Int32, Int32, Int32]:
        """Return pairs of these rows and earlier ones, and how many marks each pair has in common.

        Of each row they are those `most` with most equal marks, `least` of them or more.
        """
        bands = sketches.bands.shape[1]
        beside, agreeing = np.empty(bands, np.int32), np.empty(bands, np.int32)
        left, right, counts = (np.empty(len(rows) * most, np.int32) for _ in range(3))
        given = (sketches.bands, _in_words(sketches), rows, self._bits, self._table, least, most, beside, agreeing)
        count = _kernels()["find_likeliest"](*given, left, right, counts)
        return left[:count].copy(), right[:count].copy(), counts[:count].copy()

    def clear(self) -> None:
        """Forget all rows."""
        self._table.fill(-1)


def _in_words(sketches: Sketches) -> NDArray[np.uint64]:
    """Return the marks eight to a word; sketches of other numbers are not made."""
    return np.ascontiguousarray(sketches.marks).view(np.uint64)


@cache
def _kernels() -> Kernels:
    return Kernels("text_table_kernels")
