"""Followers of one popular account: it passes on the finds of many authors, and they pass them on after it."""

import polars as pl

from unisono.networks.innocent.delays import Delays, measure_delays
from unisono.networks.innocent.network_view import ARRIVALS, Fit, NetworkView

SHORTLY = pl.duration(hours=6)
NONE_BELOW, FULL_FROM = 0.4, 0.8
TIMES_FOLLOWED = 10.0
LEAST_FOLLOWERS = 1_000
LEAST_APART_S = 30.0


def fit_hub(view: NetworkView) -> Fit:
    """Return the share of the reposts that follow one popular account, rescaled, times the share in one's own time.

    The account, member or not, reposts before the others, at most six hours before, and has a thousand followers and
    ten times those of the median member.
    """
    reposts = view.answers.filter(pl.col("layer") == "repost").select(ARRIVALS.names())
    popular = _popular_accounts(view)
    followed = _follow(reposts, pl.concat([reposts, view.outsiders.select(ARRIVALS.names())]), popular)
    if followed.height == 0:
        return Fit("fan_club", 0.0, "No popular account reposted the same posts shortly before the members.")
    counts = followed.group_by("hub").len().sort("len", "hub", descending=[True, False])
    hub, after = counts.row(0)
    others = reposts.filter(pl.col("account") != hub).height
    share = after / max(1, others)
    delays = measure_delays(followed.filter(pl.col("hub") == hub))
    value = min(1.0, max(0.0, (share - NONE_BELOW) / (FULL_FROM - NONE_BELOW))) * _own_time(delays)
    because = (
        f"{after:,} of {others:,} common reposts came within six hours after {hub}, an account with at least "
        f"{TIMES_FOLLOWED:.0f} times the followers of the median member, had reposted the same post"
    )
    return Fit("fan_club", value, because + (f": {delays.as_text}." if delays else "."))


def _own_time(delays: Delays | None) -> float:
    """Return the share in the members' own time; who follows within the same half minute does not read first."""
    return delays.own_time if delays is not None and delays.apart_s >= LEAST_APART_S else 0.0


def _popular_accounts(view: NetworkView) -> pl.DataFrame:
    usual = view.profiles["followers"].median()
    if not isinstance(usual, int | float):
        return pl.DataFrame(schema={"account": pl.String})
    enough = max(LEAST_FOLLOWERS, TIMES_FOLLOWED * usual)
    return view.accounts.filter(pl.col("followers") >= enough).select("account").unique()


def _follow(reposts: pl.DataFrame, everyone: pl.DataFrame, popular: pl.DataFrame) -> pl.DataFrame:
    """Return (hub, object, delay_s): the reposts that came shortly after a popular account's."""
    hubs = (
        everyone.join(popular, on="account", how="semi")
        .group_by("object", pl.col("account").alias("hub"))
        .agg(pl.col("at").min().alias("hub_at"))
    )
    return (
        reposts.join(hubs, on="object")
        .filter(
            pl.col("account") != pl.col("hub"),
            pl.col("at") > pl.col("hub_at"),
            pl.col("at") <= pl.col("hub_at") + SHORTLY,
        )
        .select("hub", "object", ((pl.col("at") - pl.col("hub_at")).dt.total_milliseconds() / 1000.0).alias("delay_s"))
    )
