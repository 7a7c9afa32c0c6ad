"""How good estimates are: the area under the curve with its interval, the Brier score, and how often they come true."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]

REDRAWN = 1_000
BINS = 10


@dataclass(frozen=True)
class Score:
    """A value with its interval of 95 %."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return it as the pages write it."""
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def area(estimates: Float64, run: Bool) -> Score:
    """Return the chance that an account run by a program has the larger estimate, ties half (DeLong et al. 1988)."""
    with_, without = estimates[run], estimates[~run]
    ranks = rankdata(np.concatenate([with_, without]))
    above = (ranks[: len(with_)] - rankdata(with_)) / len(without)
    below = 1.0 - (ranks[len(with_) :] - rankdata(without)) / len(with_)
    value = float(above.mean())
    variance = above.var(ddof=1) / len(with_) + below.var(ddof=1) / len(without)
    half = float(norm.ppf(0.975) * np.sqrt(variance))
    return Score(value, max(0.0, value - half), min(1.0, value + half))


def brier(estimates: Float64, run: Bool) -> Score:
    """Return the mean squared distance of estimates to 0 or 1 (Brier 1950); accounts drawn again for the interval."""
    errors = (estimates - run) ** 2
    rng = np.random.default_rng(1)
    drawn = np.array([errors[rng.integers(0, len(errors), len(errors))].mean() for _ in range(REDRAWN)])
    low, high = np.quantile(drawn, [0.025, 0.975]).tolist()
    return Score(float(errors.mean()), low, high)


def base_brier(run: Bool) -> float:
    """Return the Brier score of who always says the share of accounts run by programs."""
    share = float(run.mean())
    return share * (1.0 - share)


@dataclass(frozen=True)
class Bin:
    """Accounts of like estimates: their mean estimate, and the share that is run by programs, with its interval."""

    accounts: int
    mean: float
    share: Score


def bins_of(estimates: Float64, run: Bool, bins: int = BINS) -> list[Bin]:
    """Return bins of about equal numbers of accounts, by rising estimate, with the interval of Wilson (1927)."""
    order = np.argsort(estimates, kind="stable")
    return [
        Bin(len(own), float(estimates[own].mean()), wilson(int(run[own].sum()), len(own)))
        for own in np.array_split(order, bins)
        if len(own)
    ]


def wilson(count: int, total: int) -> Score:
    """Return a share with the interval of Wilson (1927)."""
    z = float(norm.ppf(0.975))
    share = count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return Score(share, max(0.0, float(middle - half)), min(1.0, float(middle + half)))
