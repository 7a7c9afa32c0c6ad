"""The models of how names and words of a language are spelled, read from models.npz, and how they judge handles."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from unisono.accounts.handles.letters import HandleLetters

MODEL_FILE = Path(__file__).with_name("models.npz")

Float32 = NDArray[np.float32]

STEPS_A_BIT = 16
"""Surprises are kept in sixteenths of a bit, at most 255 of them: LONGEST signs fit into 16 bits."""

AT_ONCE = 1 << 18
"""Triples judged at once, which bounds memory."""


@dataclass(frozen=True)
class HandleModels:
    """How surprising each triple of letters is in each language.

    names: (models). surprises: uint8 (TRIPLES, models), in STEPS_A_BIT. usual and spread: float32 (models), mean and
    standard deviation of a triple in ordinary handles, in bits. shifts: float32 (models), what makes false positives
    level. reached: float32 (steps), ascending, the scores that handles of all languages reach, each language alike,
    with a probability of 1 - i / (steps - 1).
    """

    names: tuple[str, ...]
    surprises: NDArray[np.uint8]
    usual: Float32
    spread: Float32
    shifts: Float32
    reached: Float32

    def sums(self, read: HandleLetters) -> tuple[Float32, NDArray[np.int64]]:
        """Return the bits of each handle under each model, float32 (handles, models), and its number of triples."""
        counts = np.bincount(read.owners, minlength=len(read.letters))
        sums = np.zeros((len(read.letters), len(self.names)), np.float32)
        ends = np.searchsorted(read.owners, np.arange(1, len(read.letters) + 1))
        begin = first = 0
        while first < len(read.letters):
            last = max(first + 1, int(np.searchsorted(ends, begin + AT_ONCE)))
            own = slice(begin, int(ends[last - 1]))
            used = np.flatnonzero(counts[first:last]) + first
            if len(used):
                looked_up = np.take(self.surprises, read.triples[own], axis=0)
                starts = np.concatenate([[0], np.cumsum(counts[used])[:-1]])
                sums[used] = np.add.reduceat(looked_up, starts, axis=0, dtype=np.uint16)
            begin, first = own.stop, last
        return np.asarray(sums / STEPS_A_BIT, np.float32), counts

    def scores(self, sums: Float32, counts: NDArray[np.int64]) -> Float32:
        """Return how many standard deviations handles are above what is usual in each language: (handles, models)."""
        lengths = np.maximum(counts, 1).astype(np.float32)[:, None]
        above = (sums - lengths * self.usual) / (self.spread * np.sqrt(lengths)) - self.shifts
        return np.asarray(above, np.float32)

    def chances(self, scores: Float32) -> NDArray[np.float64]:
        """Return which share of ordinary handles reaches such a score (the least of all models)."""
        steps = len(self.reached) - 1
        places = np.interp(scores, self.reached, np.arange(steps + 1))
        return np.asarray(np.clip(1.0 - places / steps, 0.5 / steps, 1.0), np.float64)


@cache
def load_models() -> HandleModels:
    """Return the models that this package carries."""
    with np.load(MODEL_FILE, allow_pickle=False) as stored:
        return HandleModels(
            tuple(str(name) for name in stored["names"]),
            stored["surprises"],
            *(stored[name].astype(np.float32) for name in ("usual", "spread", "shifts", "reached")),
        )
