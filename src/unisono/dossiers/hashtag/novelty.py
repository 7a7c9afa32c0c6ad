"""Novelty: how many of those who make a tag rise had never used it, beside those who used it right before."""

from typing import Any

import numpy as np
import polars as pl

from unisono.dossiers.hashtag.growth import Card
from unisono.model.counting import counted
from unisono.significance.baselines import HOUR
from unisono.significance.distributions import fisher_exact_p

FEWEST_ACCOUNTS = 20
RISE = 24 * HOUR
"""The rise that is looked at: 24 hours from its beginning."""


def describe_novelty(
    moments: np.ndarray[Any, np.dtype[np.int64]], accounts: pl.Series | None, onset: int | None
) -> Card:  # Any: shape
    """Return how many accounts of the first 24 hours of a rise had not used the tag before, beside those right before.

    value: their share; before: the same of as many posts right before; n: accounts of these hours; p: that the two
    shares differ by chance (Fisher's exact test).
    moments: ascending, microseconds since 1970; accounts: who posted each; onset: when it began to rise, if known.
    """
    card: Card = {"value": None, "n": 0, "before": None, "before_n": 0, "p": None, "cannot_say": None, "says": None}
    if accounts is None or onset is None:
        why = "who posted is not known" if accounts is None else "it has no moment at which it began to rise"
        return {
            **card,
            "cannot_say": f"cannot say, {why}",
            "says": f"Whether new accounts made it rise: cannot say, {why}.",
        }
    start, stop = (int(place) for place in np.searchsorted(moments, [onset, onset + RISE]))
    first_use = (
        pl.DataFrame({"account": accounts, "row": np.arange(len(moments))}).group_by("account").agg(pl.col("row").min())
    )
    firsts = first_use["row"].to_numpy()
    n = accounts.slice(start, stop - start).n_unique()
    if n < FEWEST_ACCOUNTS:
        return {
            **card,
            "n": n,
            "cannot_say": f"cannot say, n = {counted(n, 'account')}",
            "says": f"Whether new accounts made it rise: cannot say, n = {counted(n, 'account')}.",
        }
    new = int(((firsts >= start) & (firsts < stop)).sum())
    earlier = max(0, start - (stop - start))
    before_n = accounts.slice(earlier, start - earlier).n_unique() if start else 0
    before_new = int(((firsts >= earlier) & (firsts < start)).sum())
    if not start:
        says = f"Nobody in this case had used it before; {counted(n, 'account')} did in its first 24 hours."
        return {**card, "value": new / n, "n": n, "before_n": before_n, "says": says}
    says = f"{new:,} of the {n:,} accounts of the first 24 hours of its rise had not used it before"
    if before_n < FEWEST_ACCOUNTS:
        few = f"{says}; right before, {counted(before_n, 'account')} used it, too few to compare with."
        return {**card, "value": new / n, "n": n, "before_n": before_n, "says": few}
    p = fisher_exact_p(new, n, before_new, before_n)
    says += f"; of as many posts right before, {before_new:,} of {before_n:,} (p = {p:.2g})."
    return {
        **card,
        "value": new / n,
        "n": n,
        "before": before_new / before_n,
        "before_n": before_n,
        "p": p,
        "says": says,
    }
