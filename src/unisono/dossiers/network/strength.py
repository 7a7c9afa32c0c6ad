"""How many times chance a claim's counts are, and how sure that number is."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases import Run
from unisono.dossiers.network.judging import pairs_inside
from unisono.engine.special_functions import gammaincinv

NORMAL_95 = 1.96
LEAST_EXPECTED = 1e-3
"""Below this, what chance gives is not known well enough to divide by."""

STRENGTHS: dict[str, pl.DataType] = {
    "network": pl.Int64(),
    "strength": pl.Float64(),  # common objects of its pairs, as many times as chance would give
    "strength_low": pl.Float64(),
    "strength_high": pl.Float64(),
}


def strengths_of_networks(run: Run) -> pl.DataFrame:
    """Return STRENGTHS of a run's networks, one row each that has pairs of its own.

    The bounds of 95 % come from leaving out one member after the other (the jackknife of Tukey 1958), as pairs of one
    account are not independent.
    """
    pairs = pairs_inside(run).filter(pl.col("expected").is_not_null() & pl.col("objects").is_not_null())
    rows = []
    for (network,), own in sorted(pairs.partition_by("network", as_dict=True).items()):
        rows.append((network, *times_chance(own)))
    return pl.DataFrame(rows, schema=STRENGTHS, orient="row")


def times_chance(pairs: pl.DataFrame) -> tuple[float | None, float | None, float | None]:
    """Return how many times chance the common objects of these pairs are, with bounds; None where it is not known."""
    objects, expected = float(pairs["objects"].sum()), float(pairs["expected"].sum())
    if expected < LEAST_EXPECTED:
        return None, None, None
    ends = pl.concat([pairs.select("objects", "expected", account=end) for end in ("a", "b")])
    own = ends.group_by("account").agg(pl.col("objects").sum(), pl.col("expected").sum())
    left_objects = objects - own["objects"].to_numpy().astype(np.float64)
    left_expected = expected - own["expected"].to_numpy()
    members = own.height
    if members < 3 or left_objects.min() <= 0 or left_expected.min() < LEAST_EXPECTED:
        return objects / expected, None, None
    logs = np.log(left_objects / left_expected)
    spread = float(np.sqrt((members - 1) / members * np.square(logs - logs.mean()).sum()))
    strength = objects / expected
    return strength, strength * float(np.exp(-NORMAL_95 * spread)), strength * float(np.exp(NORMAL_95 * spread))


def bounds_of_counts(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the exact bounds of 95 % of the means behind these counts, if each is a Poisson count (Garwood 1936).

    >>> low, high = bounds_of_counts(np.array([0.0, 10.0]))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.0, 4.8], [3.69, 18.39])
    """
    # Thousands of findings have few different counts.
    different, place = np.unique(counts, return_inverse=True)
    low = np.where(different > 0, gammaincinv(np.maximum(different, 1e-9), 0.025), 0.0)
    return np.nan_to_num(low)[place], np.asarray(gammaincinv(different + 1, 0.975))[place]
