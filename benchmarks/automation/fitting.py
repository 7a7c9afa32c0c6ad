"""Fits curves to labelled accounts: a logistic regression with smooth curves, calibrated on accounts not fitted on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.automation.windows import Windows
from unisono.accounts.automation.curves import Curves, weights_of_knots

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

KNOTS = 5
RIDGE = 0.5
ROUGHNESS = 4.0
"""Penalties on the curves' heights and on their bends."""

STIFFNESS = (0.25, 1.0, 4.0)
"""Fits on accounts drawn again take these times the roughness in turn: how bent curves should be is in doubt, too."""

FOLDS = 5
ITERATIONS = 50
NEARLY_ALL = 0.995
LARGEST_LOGIT = 30.0


def knots_of(features: Float64) -> tuple[Float64, ...]:
    """Return the knots of each feature: quantiles of its values."""
    return tuple(np.unique(np.quantile(column, np.linspace(0.02, 0.98, KNOTS))) for column in features.T)


def penalties(knots: Sequence[Float64], roughness: float) -> Float64:
    """Return the matrix of penalties: float64 (1 + all knots, the same); the constant has none."""
    size = 1 + sum(map(len, knots))
    matrix = np.zeros((size, size))
    place = 1
    for own in knots:
        bends = np.diff(np.eye(len(own)), n=2, axis=0)
        matrix[place : place + len(own), place : place + len(own)] = roughness * bends.T @ bends + RIDGE * np.eye(
            len(own)
        )
        place += len(own)
    return matrix


def fit_logistic(design: Float64, run: Float64, weights: Float64, penalty: Float64) -> Float64:
    """Return the heights that maximise the penalised likelihood, by Newton's steps: float64 (columns)."""
    heights = np.zeros(design.shape[1])
    for _ in range(ITERATIONS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(design @ heights, -LARGEST_LOGIT, LARGEST_LOGIT)))
        slope = design.T @ (weights * (run - chances)) - penalty @ heights
        bend = design.T @ (design * (weights * chances * (1.0 - chances))[:, None]) + penalty
        step = np.linalg.solve(bend, slope)
        heights = heights + step
        if np.abs(step).max() < 1e-8:
            return heights
    raise ArithmeticError("the fit has not settled: are the labels separated by one feature?")


def folds_of(run: NDArray[np.bool_], seed: int) -> Int64:
    """Return the fold of each account, the labels spread evenly: int64 (accounts)."""
    rng = np.random.default_rng(seed)
    folds = np.empty(len(run), np.int64)
    for label in (False, True):
        own = np.flatnonzero(run == label)
        folds[rng.permutation(own)] = np.arange(len(own)) % FOLDS
    return folds


def fit_heights(windows: Windows, knots: tuple[Float64, ...], roughness: float = ROUGHNESS) -> Float64:
    """Return the heights of uncalibrated curves."""
    return fit_logistic(_design(windows.features, knots), windows.run, windows.weights, penalties(knots, roughness))


def calibrate(windows: Windows, seed: int) -> tuple[float, float]:
    """Return a constant and a factor for logits (Platt 1999), from logits of accounts that were not fitted on."""
    accounts = int(windows.owners.max()) + 1
    run = np.zeros(accounts, np.bool_)
    run[windows.owners] = windows.run == 1
    present = np.bincount(windows.owners, minlength=accounts) > 0
    folds = np.full(accounts, -1)
    folds[present] = folds_of(run[present], seed)
    logits = np.empty(len(windows.run))
    for fold in range(FOLDS):
        kept, left_out = windows.of(folds != fold), folds[windows.owners] == fold
        knots = knots_of(kept.features)
        logits[left_out] = _design(windows.features[left_out], knots) @ fit_heights(kept, knots)
    constant, factor = fit_logistic(
        np.column_stack([np.ones(len(logits)), logits]), windows.run, windows.weights, np.zeros((2, 2))
    )
    return float(constant), float(factor)


def fit_curves(windows: Windows, seed: int = 1, redrawn: int = 0) -> Curves:
    """Return calibrated curves, with so many more fits on accounts drawn again with replacement."""
    knots = knots_of(windows.features)
    constant, factor = calibrate(windows, seed)
    rng = np.random.default_rng(seed)
    accounts = int(windows.owners.max()) + 1
    design, fits = _design(windows.features, knots), [fit_heights(windows, knots)]
    for number in range(redrawn):
        times = np.bincount(rng.integers(0, accounts, accounts), minlength=accounts)[windows.owners]
        penalty = penalties(knots, ROUGHNESS * STIFFNESS[number % len(STIFFNESS)])
        fits.append(fit_logistic(design, windows.run, windows.weights * times, penalty))
    heights = np.array(fits) * factor
    heights[:, 0] += constant
    return _with_range(windows, knots, heights)


def _with_range(windows: Windows, knots: tuple[Float64, ...], heights: Float64) -> Curves:
    features = windows.features
    centre, spread = features.mean(axis=0), np.cov(features.T).reshape(len(knots), len(knots))
    ends = np.cumsum([0, *map(len, knots)])
    parts = np.add.reduceat(weights_of_knots(features, knots) * heights[0, 1:], ends[:-1], axis=1)
    # A pseudo-inverse, as a field may be the same of all.
    inverse = np.asarray(np.linalg.pinv(spread), np.float64)
    away = features - centre
    distances = np.einsum("ij,jk,ik->i", away, inverse, away)
    return Curves(
        knots=knots,
        heights=heights,
        means=parts.mean(axis=0),
        lowest=np.quantile(features, 1 - NEARLY_ALL, axis=0),
        highest=np.quantile(features, NEARLY_ALL, axis=0),
        centre=centre,
        inverse=inverse,
        farthest=float(np.quantile(distances, NEARLY_ALL)),
    )


def _design(features: Float64, knots: tuple[Float64, ...]) -> Float64:
    return np.column_stack([np.ones(len(features)), weights_of_knots(features, knots)])


def chances(curves: Curves, features: Float64) -> Float64:
    """Return the estimate of each row: float64 (rows)."""
    return np.asarray(1.0 / (1.0 + np.exp(-curves.logits(features)[:, 0])))
