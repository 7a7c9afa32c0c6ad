"""Stretches of labelled timelines, so that the estimate knows accounts of whom a case holds few acts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.automation.labelled import LabelledActs
from unisono.accounts.automation.act_features import count_acts

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

WHOLE = 1 << 30
LENGTHS = (200, 400, 800, 1_600, WHOLE)
"""Acts of the stretches fitted on; accounts with fewer acts give all they have."""


@dataclass(frozen=True)
class Windows:
    """One stretch of each account and length. features: float64 (windows, features). run: float64 (windows), 0 or 1.

    owners: int64 (windows), the account. weights: float64 (windows), 1 in all for each account.
    """

    features: Float64
    run: Float64
    owners: Int64
    weights: Float64

    def of(self, accounts: NDArray[np.bool_]) -> "Windows":
        """Return the windows of these accounts; accounts: bool (accounts)."""
        kept = accounts[self.owners]
        return Windows(self.features[kept], self.run[kept], self.owners[kept], self.weights[kept])


def cut(known: LabelledActs, length: int, rng: np.random.Generator) -> LabelledActs:
    """Return one stretch of so many acts of each account, at a random place; all acts where there are fewer."""
    counts = np.diff(known.start)
    kept = np.minimum(counts, length)
    first = known.start[:-1] + (rng.random(len(counts)) * (counts - kept + 1)).astype(np.int64)
    start = np.concatenate([[0], np.cumsum(kept)])
    places = np.arange(start[-1]) - np.repeat(start[:-1] - first, kept)
    return LabelledActs(known.acts[places], start, known.run)


def thin(known: LabelledActs, share: float, rng: np.random.Generator) -> LabelledActs:
    """Return each act with this chance: as a sample of posts would have them."""
    kept = rng.random(len(known.acts)) < share
    owners = np.repeat(np.arange(len(known.run)), np.diff(known.start))
    counts = np.bincount(owners[kept], minlength=len(known.run))
    return LabelledActs(known.acts[kept], np.concatenate([[0], np.cumsum(counts)]), known.run)


def features_of(known: LabelledActs) -> Float64:
    """Return FEATURES of each account: float64 (accounts, features)."""
    return count_acts(known.acts, known.start).features()


def windows_of(known: LabelledActs, seed: int = 1) -> Windows:
    """Return windows of all LENGTHS."""
    rng = np.random.default_rng(seed)
    each = [features_of(cut(known, length, rng)) for length in LENGTHS]
    accounts = len(known.run)
    return Windows(
        np.concatenate(each),
        np.tile(known.run.astype(np.float64), len(LENGTHS)),
        np.tile(np.arange(accounts), len(LENGTHS)),
        np.full(accounts * len(LENGTHS), 1.0 / len(LENGTHS)),
    )
