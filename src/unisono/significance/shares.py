"""How sure a counted share is: intervals for shares, and for shares of members who are found or missed together."""

from collections.abc import Sequence

import numpy as np

from unisono.model.intervals import LEVEL, wilson_interval
from unisono.significance.distributions import beta_quantile

__all__ = [
    "LEVEL",
    "exact_interval",
    "grouped_interval",
    "likeness_within_groups",
    "wilson_interval",
]


def exact_interval(found: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of a share that holds at least at this level (Clopper and Pearson 1934).

    >>> [round(bound, 3) for bound in exact_interval(5, 5)]
    [0.478, 1.0]
    """
    tail = (1.0 - level) / 2.0
    low = 0.0 if found <= 0 else float(beta_quantile(tail, found, of - found + 1))
    high = 1.0 if found >= of else float(beta_quantile(1.0 - tail, found + 1, of - found))
    return low, high


def grouped_interval(found: Sequence[int], size: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of the share of members found, in groups of one size whose members stand or fall together.

    Wilson's interval for as many members as they are worth: their number over 1 + (size - 1) rho (Kish 1965). rho, the
    likeness within groups, comes from the spread between them (Donner 1986), which one group less than there are can
    show; for that one it counts as complete, so that a single group is worth a single member.
    """
    groups = len(found)
    if groups == 0 or size <= 0:
        return 0.0, 1.0
    rho = (1.0 + (groups - 1) * likeness_within_groups(found, size)) / groups
    worth = groups * size / (1.0 + (size - 1) * rho)
    return wilson_interval(sum(found) / (groups * size) * worth, worth, level)


def likeness_within_groups(found: Sequence[int], size: int) -> float:
    """Return the intraclass correlation of being found, from the analysis of variance, between 0 and 1."""
    groups = len(found)
    shares = np.array(found, float) / size
    if groups < 2 or size < 2:
        return 0.0
    between = size * float(np.var(shares, ddof=1))
    within = size * float((shares * (1.0 - shares)).sum()) / (groups * (size - 1))
    total = between + (size - 1) * within
    return 0.0 if total == 0 else min(1.0, max(0.0, (between - within) / total))
