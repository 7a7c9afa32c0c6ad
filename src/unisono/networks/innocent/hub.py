"""Followers of one popular account: it passes on the finds of many authors, and they pass them on after it."""

import polars as pl

from unisono.networks.innocent.delays import Delays, measure_delays
from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView

SHORTLY = pl.duration(hours=6)
NONE_BELOW, FULL_FROM = 0.4, 0.8
TIMES_FOLLOWED = 10.0
LEAST_FOLLOWERS = 1_000
LEAST_APART_S = 30.0
CALLED_SPREAD, READERS_SPREAD = 0.25, 0.45
"""Spreads of delays (delays.py): up to the one, all wait as if for the same command; readers have the other or more."""

ARRIVED = ("network", "object", "account", "at")


def fit_hub(view: NetworksView) -> list[Fit]:
    """Return the share of the reposts that follow one popular account, rescaled, times the share in one's own time.

    The account, member or not, reposts before the others, at most six hours before, and has a thousand followers and
    ten times those of the median member. Readers see it at once or hours later; members who all come so many minutes
    after it are called as it is.
    """
    reposts = view.answers.filter(pl.col("layer") == "repost").select(ARRIVED)
    followed = _follow(reposts, _hubs(view, reposts))
    counts = followed.group_by("network", "hub").agg(pl.len().alias("after"))
    first = counts.sort("network", "after", "hub", descending=[False, True, False])
    hubs = first.unique("network", keep="first", maintain_order=True)
    by_others = reposts.join(hubs, on="network").filter(pl.col("account") != pl.col("hub"))
    others = by_others.group_by("network").agg(pl.len().alias("others"))
    delays = measure_delays(followed.join(hubs, on=["network", "hub"], how="semi"))
    return [_judge(facts, delays.get(facts["network"])) for facts in view.facts(hubs, others)]


def _judge(facts: Facts, delays: Delays | None) -> Fit:
    if facts["hub"] is None:
        return Fit("fan_club", 0.0, "No popular account reposted the same posts shortly before the members.")
    others = facts["others"] or 0
    share = facts["after"] / max(1, others)
    value = min(1.0, max(0.0, (share - NONE_BELOW) / (FULL_FROM - NONE_BELOW))) * _own_time(delays)
    because = (
        f"{facts['after']:,} of {others:,} common reposts came within six hours after {facts['hub']}, an account with "
        f"at least {TIMES_FOLLOWED:.0f} times the followers of the median member, had reposted the same post"
    )
    return Fit("fan_club", value, because + (f": {delays.as_text}." if delays else "."))


def _own_time(delays: Delays | None) -> float:
    """Return the share in the members' own time, less where the delays are too much alike for readers.

    Who follows within the same half minute does not read first.
    """
    if delays is None or delays.apart_s < LEAST_APART_S:
        return 0.0
    as_readers = (delays.spread - CALLED_SPREAD) / (READERS_SPREAD - CALLED_SPREAD)
    return delays.own_time * min(1.0, max(0.0, as_readers))


def _hubs(view: NetworksView, reposts: pl.DataFrame) -> pl.DataFrame:
    """Return (network, object, hub, hub_at): the first reposts by accounts popular enough for that network."""
    outside = view.reposts.join(view.acts.select("network", "object").unique(), on="object").join(
        view.members.select("network", "account"), on=["network", "account"], how="anti"
    )
    enough = view.profiles.group_by("network").agg((pl.col("followers").median() * TIMES_FOLLOWED).alias("enough"))
    return (
        pl.concat([reposts, outside.select(ARRIVED)])
        .join(followed_accounts(view.accounts), on="account")
        .join(enough, on="network")
        .filter(pl.col("followers") >= pl.col("enough"))
        .group_by("network", "object", pl.col("account").alias("hub"))
        .agg(pl.col("at").min().alias("hub_at"))
    )


def followed_accounts(accounts: pl.DataFrame) -> pl.DataFrame:
    """Return (account, followers): the accounts that are followed enough to be a hub of some network."""
    followed = accounts.filter(pl.col("followers") >= LEAST_FOLLOWERS)
    return followed.group_by("account").agg(pl.col("followers").max())


def _follow(reposts: pl.DataFrame, hubs: pl.DataFrame) -> pl.DataFrame:
    """Return (network, hub, object, delay_s): the reposts that came shortly after a popular account's."""
    return (
        reposts.join(hubs, on=["network", "object"])
        .filter(
            pl.col("account") != pl.col("hub"),
            pl.col("at") > pl.col("hub_at"),
            pl.col("at") <= pl.col("hub_at") + SHORTLY,
        )
        .select(
            "network",
            "hub",
            "object",
            ((pl.col("at") - pl.col("hub_at")).dt.total_milliseconds() / 1000.0).alias("delay_s"),
        )
    )
