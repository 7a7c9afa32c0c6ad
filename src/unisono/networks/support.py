"""The pairs and objects that each network rests on, counted and said in words."""

import numpy as np
import orjson
import polars as pl

from unisono.model.counting import counted
from unisono.model.findings import chance_words
from unisono.networks.innocent import NetworksView
from unisono.networks.innocent.networks_view import Facts
from unisono.networks.pooling import LOOSE_LEVEL
from unisono.networks.searching import Search, pairs_inside
from unisono.networks.tracing_back import describe_pairs
from unisono.significance.layer_acts import EncodedLayers

GROUP_TESTED = " What chance does not give is so many unusual pairs in one group; a single one of them proves nothing."


def count_support(encoded: EncodedLayers, search: Search, pairs: pl.DataFrame, view: NetworksView) -> pl.DataFrame:
    """Return (network, objects, layers, because): what each network rests on. pairs: the significant ones, in PAIRS.

    A network that rests on weak pairs alone has none among them; its unusual pairs are looked up.
    """
    strong = pairs_by_network(pairs, view.members)
    numbers = view.networks["network"]
    met = _count_met(strong)
    weak = numbers.filter(~numbers.is_in(strong["network"].unique().implode()))
    if len(weak):
        unusual = describe_pairs(encoded, search, _pairs_inside(search, weak))
        strong = pl.concat([strong, pairs_by_network(unusual, view.members)])
    layers, pair_counts = _count_by_layer(strong)
    objects = view.acts.select("network", "layer", "object").unique().group_by("network").agg(pl.len().alias("objects"))
    none_alone = pl.DataFrame({"network": weak, "weak": [True] * len(weak)}, schema_overrides={"weak": pl.Boolean})
    facts = view.facts(objects, layers, pair_counts, none_alone, _count_ties(search), met)
    return pl.DataFrame(
        {
            "network": numbers,
            "objects": [row["objects"] for row in facts],
            "layers": [
                orjson.dumps({part["layer"]: part["pairs"] for part in row["layers"]}).decode() for row in facts
            ],
            "because": [because_of_network(row) for row in facts],
        }
    )


def pairs_by_network(pairs: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of PAIRS whose accounts are members of one network, with its number, in their order."""
    of_a = members.select("network", pl.col("account").alias("a"))
    of_b = members.select("network", pl.col("account").alias("b"))
    inside = pairs.join(of_a, on="a", maintain_order="left")
    return inside.join(of_b, on=["network", "b"], how="semi", maintain_order="left")


def _pairs_inside(search: Search, networks: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which pairs support one of these networks, numbered from 1."""
    wanted = np.zeros(search.groups.count, np.bool_)
    wanted[networks.to_numpy() - 1] = True
    inside = pairs_inside(search)
    inside[inside] = wanted[search.groups.member_of[search.pairs.a[inside]]]
    return inside


def _count_ties(search: Search) -> pl.DataFrame:
    """Return (network, tied): the pairs that hold each network together, significant or merely unusual."""
    inside = pairs_inside(search)
    counts = np.bincount(search.groups.member_of[search.pairs.a[inside]], minlength=search.groups.count)
    return pl.DataFrame({"network": np.arange(len(counts)) + 1, "tied": counts})


def _count_met(strong: pl.DataFrame) -> pl.DataFrame:
    """Return (network, met): the accounts of each network that are in a significant pair of it."""
    ends = pl.concat([strong.select("network", account=end) for end in ("a", "b")])
    return ends.group_by("network").agg(pl.col("account").n_unique().alias("met"))


def _count_by_layer(pairs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (network, layers), a list of layer, pairs, and the median objects and expected, and (network, pairs)."""
    each = pairs.group_by("network", "layer").agg(
        pl.len().alias("pairs"),
        pl.col("objects", "expected").median(),
        pl.col("expected_basis").drop_nulls().mode().sort().first().alias("basis"),
    )
    layers = each.sort("network", "layer").group_by("network").agg(pl.struct(pl.exclude("network")).alias("layers"))
    paired = pairs.select("network", "a", "b").unique().group_by("network").agg(pl.len().alias("pairs"))
    return layers, paired


def because_of_network(facts: Facts) -> str:
    """Say in counts what a network rests on.

    facts: size, posts, objects and pairs as counted; layers, each with its layer, pairs, the median of objects and of
    expected, and on what that rests for most pairs (basis); weak, true if none of its pairs is significant by itself;
    tied, all pairs that hold it together, and met, its accounts that are in a significant pair: where that is not
    everybody, it is the group that was tested.
    """
    size = facts["size"]
    possible = size * (size - 1) // 2
    strongest = max(facts["layers"], key=lambda part: (part["pairs"], part["layer"]))
    more, group = "acted together more often than chance gives", ""
    unusual = (facts.get("tied") or 0) - facts["pairs"]
    if facts["weak"]:
        more, group = f"are each unusual (p at most {LOOSE_LEVEL:.0%}), none by itself beyond doubt,", GROUP_TESTED
    elif (facts.get("met") or size) < size and unusual > 0:
        more = (
            f"acted together more often than chance gives, and {unusual:,} more are each unusual (p at most "
            f"{LOOSE_LEVEL:.0%}), none of these by itself beyond doubt"
        )
        group = GROUP_TESTED
    on = f"{counted(facts['objects'], 'common object')} with {counted(facts['posts'], 'post')}"
    return (
        f"{facts['pairs']:,} of the {possible:,} pairs among these {size:,} accounts {more}, on {on}.{group} Half of "
        f"the pairs in the layer {strongest['layer']} met on at least {strongest['objects']:,.0f} objects, where "
        f"{chance_words(strongest['expected'], strongest.get('basis'), about='about ')}."
    )
