"""Signals of action strings that were tried and left out, as the estimate is no better with them."""

import zlib

import numpy as np
from numpy.typing import NDArray

from benchmarks.automation.labelled import LabelledActs
from unisono.accounts.automation.act_features import OWN, REPLY, REPOST

Float64 = NDArray[np.float64]


def tried_features(known: LabelledActs) -> dict[str, Float64]:
    """Return each signal that was tried, by what it is called: float64 (accounts, columns)."""
    pieces = np.split(known.acts, known.start[1:-1])
    return {
        "longest run of each kind": np.array([longest_runs(acts) for acts in pieces]),
        "mean length of the runs of each kind": np.array([mean_runs(acts) for acts in pieces]),
        "entropy of three acts in a row": np.array([[block_entropy(acts, 3)] for acts in pieces]),
        "uncertainty of an act after the two before": np.array([[conditional_entropy(acts)] for acts in pieces]),
        "size after compression, for each act": np.array([[compressed(acts)] for acts in pieces]),
        "from one kind to each other": np.array([transitions(acts) for acts in pieces]),
        "change of the share of reposts between fifths": np.array([[drift(acts)] for acts in pieces]),
    }


def runs(acts: NDArray[np.int8]) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Return the kind and the length of each run of equal acts."""
    ends = np.append(np.flatnonzero(np.diff(acts)), len(acts) - 1)
    return acts[ends], np.diff(ends, prepend=-1)


def longest_runs(acts: NDArray[np.int8]) -> list[float]:
    """Return the logarithm of the longest run of each kind, against that of all acts."""
    kinds, sizes = runs(acts)
    return [float(np.log1p(sizes[kinds == kind].max(initial=0)) / np.log1p(len(acts))) for kind in (OWN, REPOST, REPLY)]


def mean_runs(acts: NDArray[np.int8]) -> list[float]:
    """Return the logarithm of the mean run of each kind."""
    kinds, sizes = runs(acts)
    return [
        float(np.log((sizes[kinds == kind].sum() + 2) / ((kinds == kind).sum() + 2))) for kind in (OWN, REPOST, REPLY)
    ]


def block_entropy(acts: NDArray[np.int8], size: int) -> float:
    """Return the entropy of so many acts in a row, in bits."""
    codes = np.zeros(len(acts) - size + 1, np.int64)
    for place in range(size):
        codes = codes * 3 + acts[place : len(acts) - size + 1 + place]
    shares = np.bincount(codes) / len(codes)
    shares = shares[shares > 0]
    return float(-(shares * np.log2(shares)).sum())


def conditional_entropy(acts: NDArray[np.int8]) -> float:
    """Return how uncertain an act is to who knows the two before, against who knows none: 1 is as uncertain."""
    return (block_entropy(acts, 3) - block_entropy(acts, 2) + 0.05) / (block_entropy(acts, 1) + 0.05)


def compressed(acts: NDArray[np.int8]) -> float:
    """Return bytes after compression for each act."""
    return len(zlib.compress(acts.tobytes(), 9)) / len(acts)


def transitions(acts: NDArray[np.int8]) -> list[float]:
    """Return how much more often than by chance two different kinds follow each other, in either order."""
    kinds = np.bincount(acts, minlength=3)
    pairs = np.bincount(acts[:-1].astype(np.int64) * 3 + acts[1:], minlength=9).reshape(3, 3)
    both = ((OWN, REPOST), (OWN, REPLY), (REPOST, REPLY))
    return [
        float(
            (pairs[a, b] + pairs[b, a] - 2 * kinds[a] * kinds[b] / len(acts)) / (np.sqrt(kinds[a] * kinds[b] + 1) + 3)
        )
        for a, b in both
    ]


def drift(acts: NDArray[np.int8]) -> float:
    """Return how much more the share of reposts differs between fifths of the acts than by chance, as a logarithm."""
    share = float((acts == REPOST).mean())
    shares = [float((fifth == REPOST).mean()) for fifth in np.array_split(acts, 5)]
    return float(np.log((np.var(shares) + 0.5 / len(acts)) / (5 * share * (1 - share) / len(acts) + 0.5 / len(acts))))
