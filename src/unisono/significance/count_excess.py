"""Whether more accounts have like many posts in a flow than a smooth spread of activity explains."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unisono.significance.smooth_counts import Fit, bin_counts, bins_up_to, choose_fit, fit_counts, smooth_base

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

FEWEST_ACCOUNTS = 60
FEWEST_POSTS = 200
"""Below these a bump and a chance cannot be told apart."""

MOST_ALONE = 1_000
"""Posts beyond which a flow with nothing to compare says nothing: fans that post more than others are a bump, too."""

LEAST_POSTS = 3
"""Posts of an account from which on a bump is looked for: one or two are what most accounts have."""

LEAST_EXCESS = 5
"""Accounts beyond those expected that a bump must have."""

WIDEST = 1.4
"""Most posts of a bump's accounts to their fewest: pushers keep to a quota, so theirs differ little."""

DRAWN = 199
MORE_DRAWN = 1_800
"""Flows drawn to compare with, and further ones where none of the first has as much, so that small p are known."""


@dataclass(frozen=True)
class CountExcess:
    """The strongest bump: `accounts` have `low` to `high` posts each where a smooth spread expects `expected`.

    p: how often a flow that is drawn from the smooth spread, and searched in the same way, has one as strong.
    terms: of the smooth spread (see smooth_counts). beside_others: whether that began from what other flows have.
    """

    low: int
    high: int
    accounts: int
    expected: float
    p: float
    terms: int
    beside_others: bool


def find_count_excess(counts: Int64, others: Int64 | None = None, seed: int = 0) -> CountExcess | None:
    """Return the strongest bump in posts per account; None where nothing can be said.

    That is with too few accounts or posts, and with too many and no comparable flows beside them.

    counts: posts of each account, int64, at least 1. others: the same of comparable flows, all together; the smooth
    spread then starts from theirs. Bumps are rated by the score test of one more term that lifts these counts alone
    (Rao 1948), as a Poisson deviance, which stays fair where few are expected; the strongest of all stretches is
    compared with the strongest of drawn flows to each of which the spread is fitted anew (parametric bootstrap).
    """
    if len(counts) < FEWEST_ACCOUNTS or int(counts.sum()) < FEWEST_POSTS:
        return None
    most = int(counts.max())
    bins = bins_up_to(3 * most)
    base = smooth_base(bins, others, accounts=len(counts))
    if not base.from_others and int(counts.sum()) > MOST_ALONE:
        return None
    seen = bin_counts(bins, counts)[None, :]
    fit = choose_fit(bins, base, seen)
    stretches = _stretches(bins.edges)
    own, strongest = _strongest(seen, fit, stretches)
    begin, end = stretches[int(strongest[0])]
    generator = np.random.default_rng(seed)
    chance = np.zeros(0)
    for size in (DRAWN, MORE_DRAWN):
        drawn = generator.multinomial(len(counts), fit.shares[0], size=size).astype(np.float64)
        strongest_drawn, _ = _strongest(drawn, fit_counts(bins, base, drawn, fit.terms), stretches)
        chance = np.concatenate([chance, strongest_drawn])
        if chance.max() >= own[0]:
            break
    return CountExcess(
        low=int(bins.edges[begin]),
        high=min(int(bins.edges[end] - 1), most),
        accounts=int(seen[0, begin:end].sum()),
        expected=float(fit.shares[0, begin:end].sum() * len(counts)),
        p=float((1 + (chance >= own[0]).sum()) / (1 + len(chance))),
        terms=fit.terms,
        beside_others=base.from_others,
    )


def _stretches(edges: Int64) -> Int64:
    """Return first and last bin (exclusive) of every stretch of counts that a bump may fill, int64 (stretches, 2)."""
    last = len(edges) - 1
    found = [
        (begin, end)
        for begin in range(last)
        if edges[begin] >= LEAST_POSTS
        for end in range(begin + 1, last + 1)
        if edges[end] - 1 <= max(WIDEST * edges[begin], edges[begin] + 1)
    ]
    return np.array(found, np.int64).reshape(-1, 2)


def _strongest(seen: Float64, fit: Fit, stretches: Int64) -> tuple[Float64, Int64]:
    """Return how strong the strongest bump of each flow is, and its stretch; seen: float64 (flows, bins)."""
    begin, end = stretches[:, 0], stretches[:, 1]
    accounts = seen.sum(axis=1, keepdims=True)
    inside = _sums(seen, begin, end)
    share = np.maximum(_sums(fit.shares, begin, end), 1e-12)
    expected = share * accounts
    free = np.maximum(fit.free_share(begin, end), 0.05)
    with np.errstate(divide="ignore", invalid="ignore"):
        deviance = 2.0 * (inside * np.log(np.maximum(inside, 1.0) / expected) - (inside - expected)) / free
    strength = np.where(inside - expected >= LEAST_EXCESS, deviance, 0.0)
    return strength.max(axis=1), strength.argmax(axis=1).astype(np.int64)


def _sums(values: Float64, begin: Int64, end: Int64) -> Float64:
    added = np.concatenate([np.zeros((len(values), 1)), values.cumsum(axis=1)], axis=1)
    return np.asarray(added[:, end] - added[:, begin], np.float64)
