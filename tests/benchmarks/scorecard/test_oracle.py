"""Who knows both laws sees planted accounts that differ from people, and no more than chance if they do not."""

import numpy as np
from benchmarks.scorecard.flows import Int64
from benchmarks.scorecard.oracle import measure_oracle


def once(rng: np.random.Generator, posts: int) -> Int64:
    """Everybody posts once or, seldom, twice."""
    counts = 1 + (rng.random(posts) < 0.01).astype(np.int64)
    return counts[: int(np.searchsorted(np.cumsum(counts), posts)) + 1]


def like_the_planted(rng: np.random.Generator, posts: int) -> Int64:
    """Everybody posts as the planted accounts do: about four times, as chance deals it out."""
    counts = np.maximum(1, rng.poisson(4.1, posts))
    return counts[: int(np.searchsorted(np.cumsum(counts), posts)) + 1]


def test_accounts_that_post_unlike_people_are_always_seen() -> None:
    rate = measure_oracle(once, 822, 40, np.random.default_rng(1), even=True)
    assert (rate.alarms, rate.trials) == (40, 40)
    assert measure_oracle(once, 822, 40, np.random.default_rng(2), even=False).alarms == 40


def test_accounts_that_post_like_people_are_seen_as_seldom_as_chance() -> None:
    rate = measure_oracle(like_the_planted, 822, 200, np.random.default_rng(3), even=False)
    # At 5 %, twenty-one or more of 200 come by chance once in 1,000 trials.
    assert rate.alarms <= 20
