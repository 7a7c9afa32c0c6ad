"""How fast a post was reposted: the delays of its reposts."""

import polars as pl

from unisono.dossiers.post.traits import FAST_SECONDS
from unisono.dossiers.subject_posts import Card

FEWEST = 10
QUANTILES = {"p10_s": 0.1, "median_s": 0.5, "p90_s": 0.9}
DELAY = (pl.col("at") - pl.col("origin_at")).dt.total_microseconds() / 1e6


def delays_of(reposts: pl.DataFrame) -> pl.DataFrame:
    """Return account, object and delay (seconds after the original) of REPOSTS to the second, none before it."""
    timed = reposts.filter(pl.col("exact") & pl.col("origin_at").is_not_null())
    return timed.select("account", "object", DELAY.alias("delay")).filter(pl.col("delay") >= 0)


def fast_accounts(reposts: pl.DataFrame) -> pl.DataFrame:
    """Return account and fast: whether it reposted one of these posts within ten seconds."""
    return delays_of(reposts).group_by("account").agg((pl.col("delay").min() < FAST_SECONDS).alias("fast"))


def speed_of(own: pl.DataFrame) -> Card:
    """Return quantiles of the delays (seconds) of a post's REPOSTS, and the share of those under ten seconds."""
    delays = delays_of(own)["delay"]
    n = len(delays)
    if n < FEWEST:
        why = f"n = {n:,} reposts whose delay is known to the second"
        return {**dict.fromkeys(QUANTILES), "fast": None, "fast_share": None, "n": n, "cannot_say": why}
    fast = int((delays < FAST_SECONDS).sum())
    quantiles = {name: delays.quantile(share, "linear") for name, share in QUANTILES.items()}
    return {**quantiles, "fast": fast, "fast_share": fast / n, "n": n, "cannot_say": None}
