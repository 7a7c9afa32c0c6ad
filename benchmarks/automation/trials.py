"""Estimates of accounts that were not fitted on: within a set by fifths, and from one set to another."""

from collections.abc import Callable

import numpy as np

from benchmarks.automation.fitting import FOLDS, Float64, chances, fit_curves, folds_of
from benchmarks.automation.labelled import LabelledActs, together
from benchmarks.automation.windows import Windows, cut, features_of, thin, windows_of

SEED = 1

Seen = Callable[[LabelledActs], LabelledActs]


def whole(known: LabelledActs) -> LabelledActs:
    """Return all acts of each account."""
    return known


def stretch(length: int, draw: int = 0) -> Seen:
    """Return what shows so many acts of each account, one after another; another draw, other acts."""
    return lambda known: cut(known, length, np.random.default_rng([SEED, length, draw]))


def sample(share: float) -> Seen:
    """Return what shows a share of the acts, picked at random."""
    return lambda known: thin(known, share, np.random.default_rng(SEED))


def by_fifths(known: LabelledActs, seen: list[Seen], seed: int = SEED) -> list[Float64]:
    """Return the estimates of each account from what is seen of it, by curves of the other four fifths of accounts."""
    windows, folds = windows_of(known), folds_of(known.run, seed)
    features = [features_of(look(known)) for look in seen]
    estimates = [np.empty(len(known.run)) for _ in seen]
    for fold in range(FOLDS):
        curves = fit_curves(windows.of(folds != fold), seed)
        for own, shown in zip(estimates, features, strict=True):
            own[folds == fold] = chances(curves, shown[folds == fold])
    return estimates


def from_set(fitted: LabelledActs, tried: LabelledActs) -> Float64:
    """Return the estimates of each account tried, from all its acts, by curves of the set fitted on."""
    return chances(fit_curves(windows_of(fitted)), features_of(tried))


def with_set(known: LabelledActs, more: LabelledActs) -> Float64:
    """Return the estimates as `by_fifths` from all acts, by curves that were also fitted on all accounts of `more`."""
    folds, estimates = folds_of(known.run, SEED), np.empty(len(known.run))
    windows = windows_of(together([known, more]))
    shown = features_of(known)
    for fold in range(FOLDS):
        kept = np.concatenate([folds != fold, np.ones(len(more.run), np.bool_)])
        curves = fit_curves(windows.of(kept))
        estimates[folds == fold] = chances(curves, shown[folds == fold])
    return estimates


def plain_windows(features: Float64, run: Float64) -> Windows:
    """Return features of accounts of which there is one row each, such as those of profiles, as windows."""
    return Windows(features, run, np.arange(len(run)), np.ones(len(run)))


def profiles_by_fifths(features: Float64, run: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Float64:
    """Return the estimates of each account from features of its profile, by curves of the other four fifths."""
    windows, folds = plain_windows(features, run.astype(np.float64)), folds_of(run, SEED)
    estimates = np.empty(len(run))
    for fold in range(FOLDS):
        curves = fit_curves(windows.of(folds != fold))
        estimates[folds == fold] = chances(curves, features[folds == fold])
    return estimates
