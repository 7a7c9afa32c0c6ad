"""The tables of networks and members: sizes, layers, times, shares, roles, and what they rest on in counts."""

from dataclasses import dataclass

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.model.tables import MEMBERS, NETWORKS, conform, empty
from unisono.networks.innocent import NetworkView, explain_network, verdict_of
from unisono.networks.innocent.network_view import ARRIVALS
from unisono.networks.pooling import LOOSE_LEVEL
from unisono.networks.roles import assign_roles
from unisono.networks.searching import Search, SearchWithTwin, pairs_inside
from unisono.networks.stability import leave_one_out
from unisono.networks.tracing_back import describe_pairs, traces_per_account
from unisono.significance.layer_acts import EncodedLayers


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
    """Return the networks in NETWORKS columns, heaviest first."""
    weights = network_weights(result.found)
    rates = network_rates(result)
    crowd = _other_actors(encoded, acts)
    reposts = _reposts(encoded, acts)
    rows = []
    for index in range(result.found.groups.count):
        own_members = members.filter(pl.col("network") == index + 1)
        own_acts = acts.filter(pl.col("network") == index + 1)
        ids = own_members["account"]
        own_pairs = pairs.filter(pl.col("a").is_in(ids.implode()) & pl.col("b").is_in(ids.implode()))
        weak = own_pairs.height == 0
        if weak:
            own_pairs = _weak_pairs(encoded, result.found, index)
        outsiders = reposts.filter(
            pl.col("object").is_in(own_acts["object"].unique().implode()), ~pl.col("account").is_in(ids.implode())
        )
        view = NetworkView(own_members, own_acts, own_pairs, context.posts, context.accounts, crowd, outsiders)
        rows.append({"network": index + 1, "weight": weights[index], "q": rates[index], **_facts(view, weak=weak)})
    return conform(pl.DataFrame(rows, infer_schema_length=None), NETWORKS) if rows else empty(NETWORKS)


def _facts(view: NetworkView, *, weak: bool) -> dict[str, object]:
    """Return what is counted for one network, with its innocent explanations and its verdict."""
    innocent = explain_network(view)
    layers = dict(view.pairs.group_by("layer").agg(pl.struct("a", "b").n_unique()).sort("layer").iter_rows())
    return {
        "size": view.members.height,
        "accounts": view.members["account"].to_list(),
        "handles": view.members["handle"].to_list(),
        "layers": orjson.dumps(layers).decode(),
        "objects": view.acts.select("layer", "object").n_unique(),
        "posts": view.acts["post"].n_unique(),
        "first_at": view.acts["at"].min(),
        "last_at": view.acts["at"].max(),
        "stability": view.members["stability"].mean(),
        "purpose": orjson.dumps(
            {"commercial": None, "political": None, "news": None, "fan": None, "unknown": 1.0}
        ).decode(),
        "innocent": orjson.dumps(innocent).decode(),
        "verdict": verdict_of(innocent),
        "because": because_of_network(view, layers, weak=weak),
    }


def _weak_pairs(encoded: EncodedLayers, search: Search, network: int) -> pl.DataFrame:
    """Return the rows of PAIRS of a network that rests on weak pairs alone: none of them is in the scan's table."""
    inside = pairs_inside(search) & (search.groups.member_of[search.pairs.a] == network)
    return describe_pairs(encoded, search, inside)


def because_of_network(view: NetworkView, layers: dict[str, int], *, weak: bool = False) -> str:
    """Say in counts what a network rests on; `layers` are its pairs by layer, `weak` if none is significant alone."""
    size = view.members.height
    possible = size * (size - 1) // 2
    paired = view.pairs.select("a", "b").n_unique()
    strongest = max(layers, key=lambda layer: (layers[layer], layer))
    usual = view.pairs.filter(pl.col("layer") == strongest).select(pl.col("objects", "expected").median()).row(0)
    posts = view.acts["post"].n_unique()
    common = view.acts.select("layer", "object").n_unique()
    more = "acted together more often than chance gives"
    if weak:
        more = f"are each unusual (p at most {LOOSE_LEVEL:.0%}), none by itself beyond doubt,"
    return (
        f"{paired:,} of the {possible:,} pairs among these {size:,} accounts {more}, on {common:,} common objects "
        f"with {posts:,} posts. Half of the pairs in the layer {strongest} met on at least {usual[0]:,.0f} objects, "
        f"where chance gives about {usual[1]:.2g}."
    )


def _other_actors(encoded: EncodedLayers, acts: pl.DataFrame) -> pl.DataFrame:
    """Return (layer, object, actors, author) for the objects of the networks: how many accounts acted on each."""
    parts = []
    for layer in encoded.layers:
        wanted = acts.filter(pl.col("layer") == layer.layer)["object"].unique()
        if len(wanted) == 0:
            continue
        parts.append(
            layer.traces.filter(pl.col("object").is_in(wanted.implode()))
            .group_by("object")
            .agg(pl.col("account").n_unique().alias("actors"), pl.col("author").drop_nulls().first())
            .select(pl.lit(layer.layer).alias("layer"), "object", "actors", "author")
        )
    schema = {"layer": pl.String, "object": pl.String, "actors": pl.UInt32, "author": pl.String}
    return pl.concat([pl.DataFrame(schema=schema), *parts])


def _reposts(encoded: EncodedLayers, acts: pl.DataFrame) -> pl.DataFrame:
    """Return (object, account, at): everybody's reposts of the posts that the networks reposted."""
    wanted = acts.filter(pl.col("layer") == "repost")["object"].unique()
    parts = [
        layer.traces.filter(pl.col("object").is_in(wanted.implode())).select(ARRIVALS.names())
        for layer in encoded.layers
        if layer.layer == "repost"
    ]
    return pl.concat([ARRIVALS.to_frame(), *parts])


def network_weights(search: Search) -> NDArray[np.float64]:
    """Return each network's summed pair weights, float64 (networks)."""
    inside = pairs_inside(search)
    networks = search.groups.member_of[search.pairs.a[inside]]
    return np.bincount(networks, weights=search.pairs.weight[inside], minlength=search.groups.count).astype(np.float64)


def network_rates(result: SearchWithTwin) -> NDArray[np.float64]:
    """Return each network's q: the larger of what the twin and what the members say, float64 (networks).

    The twin's estimate is the number of its networks at least as large and heavy, over the number of those found.
    The members' is the largest of their q-values.
    """
    count = result.found.groups.count
    sizes, weights = _sizes(result.found), network_weights(result.found)
    member_of, member_q = result.found.groups.member_of, result.found.groups.member_q
    rates = np.zeros(count)
    np.maximum.at(rates, member_of[member_of >= 0], member_q[member_of >= 0])
    if result.twin is None:
        return rates
    twin_sizes, twin_weights = _sizes(result.twin), network_weights(result.twin)
    for network in range(count):
        as_strong = ((sizes >= sizes[network]) & (weights >= weights[network])).sum()
        by_chance = ((twin_sizes >= sizes[network]) & (twin_weights >= weights[network])).sum()
        rates[network] = min(1.0, max(rates[network], by_chance / as_strong))
    return rates


def _sizes(search: Search) -> NDArray[np.int64]:
    member_of = search.groups.member_of
    return np.bincount(member_of[member_of >= 0], minlength=search.groups.count)
