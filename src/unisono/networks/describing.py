"""The tables of networks and members: sizes, layers, times, shares, roles, and what they rest on in counts."""

from dataclasses import dataclass

import numpy as np
import orjson
import polars as pl

from unisono.model.tables import MEMBERS, NETWORKS, conform, empty
from unisono.networks.crowd import read_crowd, read_reposts
from unisono.networks.innocent import NetworksView, explain_networks, verdict_of
from unisono.networks.innocent.hub import followed_accounts
from unisono.networks.rates import network_rates, network_weights
from unisono.networks.roles import assign_roles
from unisono.networks.searching import Search, SearchWithTwin, pairs_inside
from unisono.networks.stability import leave_one_out
from unisono.networks.support import count_support
from unisono.networks.tracing_back import traces_per_account
from unisono.significance.layer_acts import EncodedLayers

IN_LISTS = {"account": "accounts", "handle": "handles"}


@dataclass(frozen=True)
class Context:
    """What is known besides traces: posts and accounts of the case, with `post` and `account` as platform:id."""

    posts: pl.DataFrame
    accounts: pl.DataFrame


def describe_members(
    encoded: EncodedLayers, search: Search, acts: pl.DataFrame, accounts: pl.DataFrame
) -> pl.DataFrame:
    """Return the members of all networks in MEMBERS columns, by network, most partners first."""
    member_of = search.groups.member_of
    numbers = np.flatnonzero(member_of >= 0)
    if len(numbers) == 0:
        return empty(MEMBERS)
    inside = pairs_inside(search)
    a, b = search.pairs.a[inside], search.pairs.b[inside]
    partners = np.bincount(a, minlength=len(member_of)) + np.bincount(b, minlength=len(member_of))
    base = pl.DataFrame(
        {
            "network": member_of[numbers] + 1,
            "account": encoded.account_ids.gather(numbers),
            "partners": partners[numbers],
            "acts": traces_per_account(encoded.layers, len(member_of))[numbers],
            "stability": leave_one_out(member_of, a, b)[numbers],
            "q": search.groups.member_q[numbers],
        }
    )
    together = acts.group_by("account").agg(
        pl.len().alias("together"),
        pl.col("layer").unique().sort().alias("layers"),
        pl.col("at").min().alias("first_at"),
        pl.col("at").max().alias("last_at"),
    )
    followers = accounts.select("account", "followers").unique("account", keep="first", maintain_order=True)
    table = (
        base.join(together, on="account", how="left")
        .join(accounts.select("account", "handle", "display_name"), on="account", how="left")
        .join(assign_roles(acts, followers), on=["network", "account"], how="left")
        .with_columns((pl.col("together") / pl.col("acts")).alias("explained_share"), pl.col("role").fill_null("crowd"))
    )
    return conform(table.sort("network", "partners", "account", descending=[False, True, False]), MEMBERS)


def describe_networks(
    encoded: EncodedLayers,
    result: SearchWithTwin,
    pairs: pl.DataFrame,
    members: pl.DataFrame,
    acts: pl.DataFrame,
    context: Context,
) -> pl.DataFrame:
    """Return the networks in NETWORKS columns, heaviest first; their purpose is read from all posts, by purpose.py."""
    if members.height == 0:
        return empty(NETWORKS)
    reposts = read_reposts(encoded, acts, followed_accounts(context.accounts)["account"])
    view = NetworksView(members, acts, context.posts, context.accounts, read_crowd(encoded, acts), reposts)
    numbers = np.arange(result.found.groups.count)
    searched = pl.DataFrame(
        {"network": numbers + 1, "weight": network_weights(result.found), "q": network_rates(result)}
    )
    who = members.group_by("network", maintain_order=True).agg("account", "handle").rename(IN_LISTS)
    when = acts.group_by("network").agg(pl.col("at").min().alias("first_at"), pl.col("at").max().alias("last_at"))
    innocent = explain_networks(view)
    table = pl.DataFrame(
        {
            "network": view.networks["network"],
            "stability": _mean_stability(members),
            "innocent": [orjson.dumps(explained).decode() for explained in innocent],
            "verdict": [verdict_of(explained) for explained in innocent],
        }
    )
    for counted in (view.networks.drop("acts"), searched, who, when, count_support(encoded, result.found, pairs, view)):
        table = table.join(counted, on="network", how="left", maintain_order="left")
    return conform(table, NETWORKS)


def _mean_stability(members: pl.DataFrame) -> list[float | None]:
    # One by one: a mean over groups adds in another order, and its last digit would differ.
    parts = members.select("network", "stability").partition_by("network", maintain_order=True)
    means = (part["stability"].mean() for part in parts)
    return [mean if isinstance(mean, float) else None for mean in means]
