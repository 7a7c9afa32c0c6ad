"""Sums over what two accounts have in common, for many pairs at once."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

Float64 = NDArray[np.float64]


def sum_author_overlaps(
    start: NDArray[np.int64],
    authors: NDArray[np.int32],
    interest: Float64,
    overlap: Float64,
    a: NDArray[np.int32],
    b: NDArray[np.int32],
) -> Float64:
    """Return for each pair the sum, over authors both acted on, of interest_a * interest_b * overlap: float64 (pairs).

    Account x's authors stand ascending in authors[start[x]:start[x + 1]], its interest in each beside them.
    An author's part is at most the smaller of the two interests.
    """
    sums = np.empty(len(a))
    _kernels()["sum_author_overlaps"](start, authors, interest, overlap, a, b, sums)
    return sums


@cache
def _kernels() -> Kernels:
    return Kernels("meeting_kernels")
