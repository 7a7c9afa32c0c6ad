"""How unusual an account's longest pause is: by its other pauses, and by how pauses run out in the case."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bool = NDArray[np.bool_]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

FEWEST_PAUSES = 30
"""Other pauses below which nobody can say how unusual the longest is: two thirds of them tell how pauses run out."""

SHAPES = np.array([0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0])
"""How long pauses run out: 0 as waiting times of chance do (exponential), 1 so that twice as long is half as seldom."""

ROUNDS = 60
"""Steps of the estimate of how common each shape is; it hardly moves after thirty."""

SCALE_ROUNDS = 8
GOLDEN = 0.6180339887498949

LEAST_TAIL = 1e-300


class Pauses(NamedTuple):
    """The longer two thirds of the pauses of accounts.

    usual: float64 (accounts), the pause that a third falls short of. beyond: float64, by how much each of the longer
    goes beyond it; owners: int64, whose it is. counts: int64 (accounts), how many they are.
    """

    usual: Float64
    beyond: Float64
    owners: Int64
    counts: Int64


def longest_tails(pauses: Float64, owners: Int64, longest: Float64, blur: float) -> Float64:
    """Return how often the longest pause of an account would be as long, by its other pauses: float64 (accounts).

    pauses: all pauses but the longest of each account. owners: their accounts. longest: of each account. The unit of
    time is any; blur: pauses are made longer by up to so much, spread evenly, so that nights, and posts at one hour of
    the day, do not look like a law. NaN below FEWEST_PAUSES other pauses.

    What goes beyond the lowest third has a generalised Pareto distribution (Pickands 1975) of one of SHAPES, with the
    scale that is likeliest. How common each shape is among the case's accounts is estimated from all of them by
    expectation and maximisation (Laird 1978, a mixing distribution on a grid); an account's own pauses then say how
    likely each shape is for it, and its tail is the average over them. That the other pauses are shorter than the
    longest is counted. The longest of n + 1 such pauses is as long with a chance of 1 - (1 - tail)^(n + 1).
    """
    able = np.bincount(owners, minlength=len(longest)) >= FEWEST_PAUSES
    tails = np.full(len(longest), np.nan)
    if not able.any():
        return tails
    own = able[owners]
    # Accounts with pauses enough are numbered anew.
    longer = _longer_pauses(pauses[own], (np.cumsum(able) - 1)[owners[own]], blur)
    logs, reached = _by_shape(longer, np.maximum(longest[able] - longer.usual, 0.0))
    likely = np.exp(logs - logs.max(axis=1, keepdims=True))
    likely *= _common_shapes(likely)
    tails[able] = np.clip((likely * reached).sum(axis=1) / likely.sum(axis=1), LEAST_TAIL, 1.0)
    return tails


def _longer_pauses(pauses: Float64, owners: Int64, blur: float) -> Pauses:
    # Multiples of the golden section fall evenly, however few: alike in every run, and no pause draws twice.
    pauses = pauses + blur * np.modf(np.arange(len(pauses)) * GOLDEN)[0]
    order = np.lexsort((pauses, owners))
    pauses, owners = pauses[order], owners[order]
    counts = np.bincount(owners)
    usual = pauses[np.cumsum(counts) - counts + counts // 3]
    above = pauses - usual[owners]
    longer = above > 0
    return Pauses(usual, above[longer], owners[longer], np.bincount(owners[longer], minlength=len(counts)))


def _by_shape(longer: Pauses, longest: Float64) -> tuple[Float64, Float64]:
    """Return of each account (rows) and shape the logarithm of its likelihood, and the chance of the longest pause."""
    shapes = (len(longest), len(SHAPES))
    logs, reached = np.empty(shapes), np.empty(shapes)
    for place, shape in enumerate(SHAPES.tolist()):
        scale = _likeliest_scale(longer, shape)
        density = _log_survival(longer.beyond / scale[longer.owners], shape, more=1.0)
        one = np.minimum(np.exp(_log_survival(longest / scale, shape)), 1.0 - 1e-12)
        shorter = np.log1p(-one)
        logs[:, place] = _sum(longer, density) - longer.counts * (np.log(scale) + shorter)
        reached[:, place] = -np.expm1((longer.counts + 1) * shorter)
    return logs, reached


def _likeliest_scale(longer: Pauses, shape: float) -> Float64:
    """Return the scale of each account: float64 (accounts), from the equation of likelihood, put into itself."""
    some = np.maximum(longer.counts, 1)
    scale = _sum(longer, longer.beyond) / some
    for _ in range(SCALE_ROUNDS if shape else 0):
        shrunk = longer.beyond / (1.0 + shape * longer.beyond / scale[longer.owners])
        scale = (1.0 + shape) * _sum(longer, shrunk) / some
    return scale


def _sum(longer: Pauses, values: Float64) -> Float64:
    return np.asarray(np.bincount(longer.owners, values, len(longer.counts)), np.float64)


def _log_survival(times: Float64, shape: float, more: float = 0.0) -> Float64:
    """Return the logarithm of the chance to go beyond times, in units of the scale; of the density with 1 `more`."""
    if shape == 0:
        return -times
    return np.asarray(-(1.0 / shape + more) * np.log1p(shape * times))


def _common_shapes(likely: Float64) -> Float64:
    """Return how common each shape is: float64 (shapes), with one account of each added, so that none is ruled out."""
    common = np.full(len(SHAPES), 1.0 / len(SHAPES))
    for _ in range(ROUNDS):
        shares = likely * common
        shares /= shares.sum(axis=1, keepdims=True)
        common = (shares.sum(axis=0) + 1.0) / (len(likely) + len(SHAPES))
    return common
