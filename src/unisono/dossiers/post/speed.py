"""How fast a post was reposted, and in which waves."""

from datetime import datetime

import polars as pl

from unisono.dossiers.post.traits import FAST_SECONDS
from unisono.dossiers.subject_posts import Card
from unisono.significance.bursts import baseline_of, find_bursts

FEWEST = 10
QUANTILES = {"p10_s": 0.1, "median_s": 0.5, "p90_s": 0.9}
AT_PUBLICATION_S = 3_600
"""A wave that begins within so many seconds of publication is the ordinary one: a post is new once."""

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


def waves_of(own: pl.DataFrame, published_at: datetime | None, until: datetime, networked: pl.Series) -> list[Card]:
    """Return the waves of a post's REPOSTS: bursts against the usual hours of its own reposts, in order.

    Each has start_at, end_at, reposts, expected, p, networked (reposts by these accounts), after_s (seconds since
    publication, null where that is not known) and at_publication. until: where the case's posts end.
    """
    moments = own["at"].sort()
    if len(moments) < FEWEST:
        return []
    begins = min(published_at or moments[0], moments[0])
    times = moments.dt.epoch("us").to_numpy()
    span = (_micros(begins), max(_micros(until), int(times[-1])))
    waves = []
    for burst in find_bursts(times, baseline_of(times, span)):
        within = own.filter(pl.col("at").is_between(burst.start_at, burst.end_at))
        after = None if published_at is None else (burst.start_at - published_at).total_seconds()
        waves.append(
            {
                "start_at": burst.start_at,
                "end_at": burst.end_at,
                "reposts": burst.posts,
                "networked": int(within["account"].is_in(networked.implode()).sum()),
                "expected": burst.expected,
                "p": burst.p,
                "after_s": after,
                "at_publication": after is not None and after <= AT_PUBLICATION_S,
            }
        )
    return waves


def _micros(moment: datetime) -> int:
    return int(pl.Series([moment]).dt.epoch("us")[0])
