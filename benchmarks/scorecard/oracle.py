"""The most that any test of posts per account can see: the likelihood ratio of one who knows both laws."""

import numpy as np
from scipy.stats import poisson

from benchmarks.scorecard.flows import Draw, Int64, planted
from benchmarks.scorecard.rates import LEVEL, PUSHERS, SHARE, Rate

LAW_FLOWS = 1_000
NULL_FLOWS = 400
LEAST_SHARE = 1e-7


def measure_oracle(draw: Draw, posts: int, trials: int, rng: np.random.Generator, *, even: bool) -> Rate:
    """Return how often one who knows how people post and how the planted ones do sees them, with 5 % of false alarms.

    Knows: the share of people with each number of posts, from many flows; how many are planted and by which law (even:
    a quota each, else a Poisson number). By Neyman and Pearson (1933) no test of the posts per account finds more.
    """
    push = round(SHARE * posts)
    everybody = np.concatenate([draw(rng, posts) for _ in range(LAW_FLOWS)])
    law = np.bincount(everybody, minlength=push + 1).astype(np.float64)
    law = np.maximum(law / law.sum(), LEAST_SHARE)
    if even:
        few = np.bincount(planted(rng, push, PUSHERS, even=True), minlength=len(law)) / PUSHERS
    else:
        few = poisson.pmf(np.arange(len(law)), push / PUSHERS)
        few[1] += few[0]
        few[0] = 0.0
    people = np.mean([len(draw(rng, posts - push)) for _ in range(50)])
    log = np.log1p(PUSHERS / (people + PUSHERS) * (few / law - 1.0))

    def rate(counts: Int64) -> float:
        return float(log[np.minimum(counts, len(log) - 1)].sum())

    usual = np.quantile([rate(draw(rng, posts)) for _ in range(NULL_FLOWS)], 1.0 - LEVEL)
    flows = (np.concatenate([draw(rng, posts - push), planted(rng, push, PUSHERS, even=even)]) for _ in range(trials))
    return Rate(sum(rate(counts) > usual for counts in flows), trials)
