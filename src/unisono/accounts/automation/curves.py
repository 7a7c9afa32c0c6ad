"""A logistic regression in which each signal has a curve of its own: every estimate is a sum that can be read."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MODEL_FILE = Path(__file__).with_name("acts.json")

Float64 = NDArray[np.float64]


@dataclass(frozen=True)
class Curves:
    """What each signal adds to the logarithm of the odds; straight between its knots, flat beyond them.

    knots: of each feature, ascending, float64. heights: float64 (fits, 1 + all knots), a constant and the curves'
    values at their knots; the first fit is the estimate, the others are of accounts drawn again. means: float64
    (features), the first fit's mean of each curve over the accounts fitted on. lowest, highest: float64 (features), the
    range of nearly all of them. centre, inverse: float64 (features), (features, features), mean and inverse covariance;
    farthest: the squared distance by these that nearly all keep to.
    """

    knots: tuple[Float64, ...]
    heights: Float64
    means: Float64
    lowest: Float64
    highest: Float64
    centre: Float64
    inverse: Float64
    farthest: float

    def logits(self, features: Float64) -> Float64:
        """Return the logarithm of the odds by each fit: float64 (rows, fits)."""
        return np.asarray(self.heights[:, 0] + weights_of_knots(features, self.knots) @ self.heights[:, 1:].T)

    def pushes(self, features: Float64) -> Float64:
        """Return how far each feature moves the estimate from that of the mean account: float64 (rows, features)."""
        ends = np.cumsum([0, *map(len, self.knots)])
        weights = weights_of_knots(features, self.knots) * self.heights[0, 1:]
        return np.add.reduceat(weights, ends[:-1], axis=1) - self.means

    def outside(self, features: Float64) -> NDArray[np.bool_]:
        """Return which features are beyond those of nearly all accounts fitted on: bool (rows, features)."""
        return (features < self.lowest) | (features > self.highest)

    def distances(self, features: Float64) -> Float64:
        """Return the squared distance of each row from the middle of the accounts fitted on (Mahalanobis 1936)."""
        away = features - self.centre
        return np.asarray(np.einsum("ij,jk,ik->i", away, self.inverse, away))


def weights_of_knots(features: Float64, knots: tuple[Float64, ...]) -> Float64:
    """Return how much each knot counts at these values, of each feature 1 in all: float64 (rows, all knots)."""
    columns = [
        np.interp(features[:, place], own, np.eye(len(own))[knot])
        for place, own in enumerate(knots)
        for knot in range(len(own))
    ]
    return np.column_stack(columns)


def read_curves(content: dict[str, Any]) -> Curves:  # Any: numbers and lists of them, as JSON has them
    """Return the curves of a model file's content."""
    arrays = {
        name: np.array(content[name], np.float64)
        for name in ("heights", "means", "lowest", "highest", "centre", "inverse")
    }
    knots = tuple(np.array(own, np.float64) for own in content["knots"])
    return Curves(knots=knots, farthest=float(content["farthest"]), **arrays)


@cache
def act_curves() -> Curves:
    """Return the curves for FEATURES of acts that come with the program."""
    return read_curves(json.loads(MODEL_FILE.read_text(encoding="utf-8")))
