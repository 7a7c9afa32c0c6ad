"""Fits the time of a step as so much a post, so much a pair looked at, and so much in any case."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import nnls

from benchmarks.growth.measuring import Grown


@dataclass(frozen=True)
class Fit:
    """Seconds a post, a pair and in any case; `explained` is the share of the variance of the times, of 1."""

    a_post: float
    a_pair: float
    in_any_case: float
    explained: float
    sizes: int

    def at(self, posts: int, emitted: int) -> float:
        """Return the seconds that the fit gives."""
        return self.a_post * posts + self.a_pair * emitted + self.in_any_case

    def residual(self, run: Grown, step: str) -> float:
        """Return by what share a measured time is above what the fit gives; below: negative."""
        return run.steps[step].cpu_seconds / self.at(run.posts, run.emitted) - 1.0

    def shares(self, run: Grown) -> tuple[float, float, float]:
        """Return the shares of the posts, of the pairs and of what it takes in any case, in the time that it gives."""
        whole = self.at(run.posts, run.emitted)
        return self.a_post * run.posts / whole, self.a_pair * run.emitted / whole, self.in_any_case / whole


def fit_step(runs: Sequence[Grown], step: str, *, with_pairs: bool = True) -> Fit | None:
    """Fit a step's processor seconds by least squares of relative errors, no part below zero; None of too few sizes.

    Relative errors, so that a case of a hundred thousand posts counts as much as one of a hundred million.
    """
    own = [run for run in runs if step in run.steps]
    unknowns = 3 if with_pairs else 2
    if len(own) <= unknowns:  # as many sizes as unknowns fit exactly, and tell nothing
        return None
    times = np.array([run.steps[step].cpu_seconds for run in own])
    columns = np.array([[run.posts, run.emitted if with_pairs else 0, 1.0] for run in own], np.float64)
    # Columns of like size: the solver stops at a tolerance that suits no column of 1e8 beside one of 1.
    scale = np.maximum(columns.max(axis=0), 1.0)
    solved, _ = nnls(columns / scale / times[:, None], np.ones(len(own)))
    a_post, a_pair, in_any_case = (solved / scale).tolist()
    left = ((times - columns @ (solved / scale)) ** 2).sum()
    spread = ((times - times.mean()) ** 2).sum()
    explained = 1.0 - left / spread if spread > 0 else 1.0
    return Fit(a_post, a_pair, in_any_case, float(explained), len(own))


def worst_growth(runs: Sequence[Grown], step: str, from_posts: int) -> float | None:
    """Return by how many times more than posts and pairs the time grew at most, from each size to the next.

    Of a step that costs so much a post and so much a pair, time grows no more than the faster of the two.
    """
    own = sorted((run for run in runs if step in run.steps and run.posts >= from_posts), key=lambda run: run.posts)
    found = []
    for before, after in pairwise(own):
        time = after.steps[step].cpu_seconds / before.steps[step].cpu_seconds
        found.append(time / max(after.posts / before.posts, after.emitted / max(1, before.emitted)))
    return max(found) if found else None
