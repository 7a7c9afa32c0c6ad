"""How sure a counted share is, by the score interval."""

import math
from statistics import NormalDist

LEVEL = 0.95


def wilson_interval(found: float, of: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the score interval of a share (Wilson 1927); `of` need not be whole. Nothing counted gives 0 to 1.

    >>> from unisono.model.intervals import wilson_interval
    >>> [round(bound, 3) for bound in wilson_interval(8, 10)]
    [0.49, 0.943]
    """
    if of <= 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + level / 2.0)
    share = found / of
    middle = (share + z * z / (2.0 * of)) / (1.0 + z * z / of)
    # Shares worked out from parts can miss 0 or 1 by a rounding.
    spread = max(0.0, share * (1.0 - share)) / of
    half = z / (1.0 + z * z / of) * math.sqrt(spread + z * z / (4.0 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
