"""False alarms and hits of the coefficient's percentile and of the test whether few accounts carry a flow."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from benchmarks.scorecard.flows import Draw, Int64, planted
from benchmarks.scorecard.rates import LEVEL, PUSHERS, SHARE, Rate
from unisono.dossiers.hashtag.few_accounts import find_few_accounts
from unisono.dossiers.hashtag.reference_flows import compare_own
from unisono.significance.count_excess import find_count_excess

BEGIN = datetime(2018, 6, 1, tzinfo=UTC)
DAYS = 7
SLOGANS = 6
COPIED = 0.1
PHRASES = 50
REFERENCES = 60
OTHERS = 30
POOL_SERVES = 10
"""Flows that are compared with the same others, before these are drawn anew."""


def pool_of(draw: Draw, posts: int, flows: int, rng: np.random.Generator) -> list[Int64]:
    """Return flows of half to twice so many posts, spread evenly by the logarithm."""
    sizes = np.exp(rng.uniform(np.log(posts / 2), np.log(posts * 2), flows)).astype(int)
    return [draw(rng, int(size)) for size in sizes]


def table_of(pool: list[Int64]) -> pl.DataFrame:
    """Return what compare_own needs of flows without reposts."""
    rows = []
    for number, counts in enumerate(pool):
        posts, top = int(counts.sum()), int(np.sort(counts)[-50:].sum())
        rows.append(
            {
                "object": str(number),
                "posts": posts,
                "repost_share": 0.0,
                "ctm": 100 * top / posts + posts / len(counts),
            }
        )
    return pl.DataFrame(rows)


def measure_percentiles(draw: Draw, posts: int, trials: int, rng: np.random.Generator) -> Rate:
    """Return how often a flow of so many posts has a higher percentile than 95 among others of its kind."""
    alarms = 0
    # Each pool serves ten flows, so that luck of one pool does not decide.
    for _ in range(trials // 10):
        table = table_of([*(draw(rng, posts) for _ in range(10)), *pool_of(draw, posts, REFERENCES, rng)])
        for number in range(10):
            others = table.filter(~pl.col("object").is_in([str(one) for one in range(10) if one != number]))
            standing = compare_own(others, str(number))
            alarms += standing.percentile is not None and standing.percentile > 100 * (1 - LEVEL)
    return Rate(alarms, trials // 10 * 10)


def measure_counts(draw: Draw, posts: int, trials: int, rng: np.random.Generator, *, beside: bool) -> Rate:
    """Return how often a flow of people has a bump in posts per account; beside: with others of its kind to compare."""
    alarms = 0
    others = np.concatenate(pool_of(draw, posts, OTHERS, rng)) if beside else None
    for trial in range(trials):
        if beside and trial % POOL_SERVES == POOL_SERVES - 1:
            others = np.concatenate(pool_of(draw, posts, OTHERS, rng))
        found = find_count_excess(draw(rng, posts), others, seed=trial)
        alarms += found is not None and found.p <= LEVEL
    return Rate(alarms, trials)


def uses_of(counts: Int64, rng: np.random.Generator) -> pl.DataFrame:
    """Return posts of these accounts over a week of days and nights; a tenth copies one of fifty phrases."""
    who = np.repeat(np.arange(len(counts)), counts)
    home = rng.normal(15.0, 3.0, len(counts))
    hour = (home[who] + rng.normal(0.0, 3.0, len(who))) % 24.0
    seconds = rng.integers(0, DAYS, len(who)) * 86_400.0 + hour * 3_600.0
    words = np.where(rng.random(len(who)) < COPIED, rng.integers(0, PHRASES, len(who)), PHRASES + np.arange(len(who)))
    return _frame(who, seconds, words)


def pushed_uses(posts: int, number: int, rng: np.random.Generator, kind: str) -> tuple[Int64, pl.DataFrame]:
    """Return counts and posts of planted accounts; kind: "quota" (even), "dealt", "slogans" or "orders" (dealt)."""
    counts = planted(rng, posts, PUSHERS, even=kind == "quota")
    own = uses_of(counts, rng)
    who = np.repeat(np.arange(PUSHERS), counts)
    seconds = (own["at"] - BEGIN).dt.total_microseconds().to_numpy() / 1e6
    words = -2 - np.arange(len(who))
    if kind == "slogans":
        words = -rng.integers(1, SLOGANS + 1, len(who)) * 1_000_000
    if kind == "orders":
        order = np.concatenate([np.arange(count) for count in counts])
        calls = rng.uniform(0, DAYS * 86_400.0, int(counts.max()))
        seconds = calls[order] + rng.uniform(0, 300.0, len(who))
    return counts, _frame(number + who, seconds, words)


def measure_few(draw: Draw, posts: int, trials: int, rng: np.random.Generator, *, beside: bool) -> Rate:
    """Return how often a flow of people is said to be carried by few; beside: with others of its kind to compare."""
    alarms = 0
    others = np.concatenate(pool_of(draw, posts, REFERENCES, rng)) if beside else None
    for trial in range(trials):
        if beside and trial % POOL_SERVES == POOL_SERVES - 1:
            others = np.concatenate(pool_of(draw, posts, REFERENCES, rng))
        found = find_few_accounts(uses_of(draw(rng, posts), rng), others, seed=trial)
        alarms += found.p is not None and found.p <= LEVEL
    return Rate(alarms, trials)


def measure_power(draw: Draw, posts: int, trials: int, rng: np.random.Generator, *, kind: str, beside: bool) -> Rate:
    """Return how often a flow of which a tenth is planted by twenty accounts is said to be carried by few."""
    hits = 0
    others = np.concatenate(pool_of(draw, posts, REFERENCES, rng)) if beside else None
    push = round(SHARE * posts)
    for trial in range(trials):
        if beside and trial % POOL_SERVES == POOL_SERVES - 1:
            others = np.concatenate(pool_of(draw, posts, REFERENCES, rng))
        people = draw(rng, posts - push)
        _, own = pushed_uses(push, len(people), rng, kind)
        found = find_few_accounts(pl.concat([uses_of(people, rng), own]), others, seed=trial)
        hits += found.p is not None and found.p <= LEVEL
    return Rate(hits, trials)


def _frame(who: Int64, seconds: np.ndarray, words: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "account": [f"a{one}" for one in who],
            "at": [BEGIN + timedelta(seconds=float(one)) for one in seconds],
            "wording": [str(one) for one in words],
        }
    )
