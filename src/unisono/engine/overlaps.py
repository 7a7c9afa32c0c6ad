"""Sums over what two accounts have in common, for many pairs at once."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Float64 = NDArray[np.float64]


@njit(cache=True)  # type: ignore[untyped-decorator]  # numba has no type information
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
    sums = np.zeros(len(a))
    for pair in range(len(a)):
        left, left_end = start[a[pair]], start[a[pair] + 1]
        right, right_end = start[b[pair]], start[b[pair] + 1]
        while left < left_end and right < right_end:
            if authors[left] < authors[right]:
                left += 1
            elif authors[right] < authors[left]:
                right += 1
            else:
                product = interest[left] * interest[right] * overlap[authors[left]]
                sums[pair] += min(product, min(interest[left], interest[right]))
                left += 1
                right += 1
    return sums
