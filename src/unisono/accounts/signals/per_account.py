"""Counts, shares, medians and entropies of posts for each account, in passes over all posts at once."""

import numpy as np
from numpy.typing import NDArray

from unisono.accounts.signals.declaration import Bool, Float64, Int32, Int64

Uint64 = NDArray[np.uint64]

# Multipliers that spread neighbouring numbers over 64 bits (Steele, Lea and Flood 2014, SplitMix64).
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def counts_of(owners: Int32, accounts: int) -> Int64:
    """Return how many rows each account has: int64 (accounts)."""
    return np.bincount(owners, minlength=accounts).astype(np.int64)


def sums_of(owners: Int32, values: Float64 | Bool | Int64, accounts: int) -> Float64:
    """Return the sum of values for each account: float64 (accounts)."""
    return np.bincount(owners, values, minlength=accounts).astype(np.float64)


def means_of(owners: Int32, values: Float64 | Bool | Int64, accounts: int) -> tuple[Float64, Int64]:
    """Return the mean of values for each account (NaN without any) and how many it has; of flags it is their share."""
    n = counts_of(owners, accounts)
    return _ratio(sums_of(owners, values, accounts), n), n


def deviations_of(owners: Int32, values: Float64, accounts: int) -> Float64:
    """Return the standard deviation of values for each account, with n - 1; NaN below two."""
    means, n = means_of(owners, values, accounts)
    squares = sums_of(owners, (values - means[owners]) ** 2, accounts)
    return np.sqrt(_ratio(squares, n - 1))


def medians_of(owners: Int32, values: Float64, accounts: int) -> tuple[Float64, Int64]:
    """Return the median of values for each account (NaN without any) and how many it has."""
    n = counts_of(owners, accounts)
    medians = np.full(accounts, np.nan)
    if len(values) == 0:
        return medians, n
    ordered = values[np.lexsort((values, owners))]
    some = np.flatnonzero(n)
    first = (np.cumsum(n) - n)[some]
    low, high = ordered[first + (n[some] - 1) // 2], ordered[first + n[some] // 2]
    medians[some] = (low + high) / 2.0
    return medians, n


def entropies_of(owners: Int32, bins: Int64, accounts: int, least: int) -> tuple[Float64, Int64]:
    """Return the entropy, in bits, of each account's rows over bins, and how many rows it has; NaN below `least`.

    The plug-in estimate is too small by (bins in use - 1) / 2n nats, which is added (Miller 1955; Madow).
    """
    n = counts_of(owners, accounts)
    entropies = np.full(accounts, np.nan)
    enough = n >= least
    if not enough.any():
        return entropies, n
    width = int(bins.max()) + 1
    row_of = np.cumsum(enough) - 1
    own = enough[owners]
    table = np.bincount(row_of[owners[own]] * width + bins[own], minlength=int(enough.sum()) * width)
    table = table.reshape(-1, width)
    share = table / table.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        nats = -np.where(share > 0, share * np.log(share), 0.0).sum(axis=1)
    correction = (np.count_nonzero(table, axis=1) - 1) / (2.0 * n[enough])
    entropies[enough] = (nats + correction) / np.log(2.0)
    return entropies, n


def pair_keys(owners: Int32, objects: Uint64) -> Uint64:
    """Return one number of 64 bits for each account and object; equal pairs have equal numbers.

    Different pairs share one with a probability of 2^-64 for each two.
    """
    mixed = objects + (owners.astype(np.uint64) + np.uint64(1)) * _SPREAD
    for shift, factor in zip((30, 27), _MIX, strict=True):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), np.uint64)


def _ratio(sums: Float64, n: Int64) -> Float64:
    return np.where(n > 0, sums / np.maximum(n, 1), np.nan)
