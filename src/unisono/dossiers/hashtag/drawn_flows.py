"""Flows drawn from the accounts of a case by how active they are, as unevenly as its hashtags or links are used."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.dossiers.hashtag.ctm import MOST_ACTIVE

Float64 = NDArray[np.float64]

DRAWN = 99
FEWEST_FITTED = 20
FITTED_POSTS = 30
"""Flows of so many posts or more, other than the one looked at, and how many of these must be there to learn from."""

FEWEST_TIMES = 2.0
"""Times as many posts as the flow that its case must hold outside of it: else the flow is the case."""

MOST_FITTED = 200
LEAST_SHAPE, MOST_SHAPE = 1e-3, 1e3
BISECTIONS = 40


def fit_evenness(flows: pl.DataFrame, activity: Float64, name: str, posts: int) -> pl.DataFrame | None:
    """Return evenness and repost_share of the other flows of the case; None where there are too few to learn from.

    activity: of `activity_of` this flow. posts: of the flow `name`, for which flows are to be drawn.

    A flow of n posts is drawn with chances in proportion to an account's activity (its other uses) times a number from
    the gamma distribution of this shape: great where everybody takes part as they usually do, small where few care. It
    is the shape at which the expected accounts, the sum of 1 - (1 + n a / k)^-k (negative binomial), are those seen.
    Small flows are of small circles: what size does to the shape is taken off by a line through the logarithms.
    """
    others = flows.filter((pl.col("object") != name) & (pl.col("posts") >= FITTED_POSTS)).head(MOST_FITTED)
    if others.height < FEWEST_FITTED or activity.sum() < FEWEST_TIMES * posts:
        return None
    values, counts = np.unique(activity / activity.sum(), return_counts=True)
    fitted = [
        _fit_shape(values, counts.astype(np.float64), float(size), float(accounts))
        for size, accounts in others.select("posts", "accounts").iter_rows()
    ]
    shapes = along_line(others["posts"].to_numpy(), np.array(fitted), float(posts))
    return others.select(pl.Series("evenness", np.clip(shapes, LEAST_SHAPE, MOST_SHAPE)), "repost_share")


def draw_flows(activity: Float64, evenness: pl.DataFrame, posts: int, seed: int = 0) -> Float64:
    """Return the coefficients of traffic manipulation of drawn flows of so many posts, float64 (DRAWN)."""
    generator = np.random.default_rng(seed)
    shapes, reposts = evenness["evenness"].to_numpy(), evenness["repost_share"].to_numpy()
    drawn = np.empty(DRAWN)
    for one in range(DRAWN):
        like = int(generator.integers(len(shapes)))
        weights = activity * generator.gamma(shapes[like], size=len(activity))
        own = generator.multinomial(posts, weights / weights.sum())
        most = max(0, len(own) - MOST_ACTIVE)
        top = np.partition(own, most)[most:].sum()
        drawn[one] = 10.0 * reposts[like] + 100.0 * top / posts + posts / (own > 0).sum()
    return drawn


def along_line(posts: NDArray[np.int64], values: Float64, size: float) -> Float64:
    """Return the values as they would be at this size, by a line through the logarithms (Theil 1950, Sen 1968)."""
    x, y = np.log(posts / size), np.log(values)
    first, second = np.triu_indices(len(x), 1)
    apart = np.abs(x[first] - x[second]) > 1e-9
    slopes = (y[first] - y[second])[apart] / (x[first] - x[second])[apart]
    slope = float(np.median(slopes)) if len(slopes) else 0.0
    return np.asarray(np.exp(y - slope * x), np.float64)


def activity_of(uses: pl.DataFrame, name: str) -> Float64:
    """Return how many other uses each account of the case has, those without any left out: float64 (accounts)."""
    counted = uses.filter(pl.col("object") != name).group_by("account").len("uses").sort("account")
    return counted["uses"].to_numpy().astype(np.float64)


def _fit_shape(values: Float64, counts: Float64, posts: float, accounts: float) -> float:
    """Return the shape at which so many accounts are expected to take part, by bisection of its logarithm."""
    low, high = np.log(LEAST_SHAPE), np.log(MOST_SHAPE)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        shape = np.exp(middle)
        reached = float((counts * -np.expm1(-shape * np.log1p(posts * values / shape))).sum())
        low, high = (middle, high) if reached < accounts else (low, middle)
    return float(np.exp((low + high) / 2.0))
