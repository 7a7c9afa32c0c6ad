"""What a network is said to rest on is what its pairs and acts hold."""

import statistics
from dataclasses import replace

import numpy as np
import orjson
import polars as pl
import pytest

from tests.detectors.small_world import world
from unisono.model.settings import ScanSettings
from unisono.model.tables import MEMBERS, PAIRS, conform
from unisono.networks.innocent import NetworksView
from unisono.networks.searching import Search, search_networks
from unisono.networks.support import because_of_network, count_support, pairs_by_network
from unisono.networks.tracing_back import acts_of_networks, describe_pairs
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.traces import read_traces


@pytest.fixture(scope="module")
def encoded() -> EncodedLayers:
    batch = world()
    return encode_layers(read_traces(batch.posts, batch.references))


@pytest.fixture(scope="module")
def search(encoded: EncodedLayers) -> Search:
    return search_networks(encoded, ScanSettings()).found


def view_of(encoded: EncodedLayers, search: Search) -> NetworksView:
    """Return the view of all networks, with nothing but their members and acts."""
    numbers = np.flatnonzero(search.groups.member_of >= 0)
    rows = {"network": search.groups.member_of[numbers] + 1, "account": encoded.account_ids.gather(numbers)}
    members = conform(pl.DataFrame(rows).sort("network", "account"), MEMBERS)
    nothing = pl.DataFrame()
    return NetworksView(members, acts_of_networks(encoded, search), nothing, nothing, nothing)


@pytest.mark.parametrize(
    "weak", [(), (1,), (1, 2)], ids=["all have significant pairs", "one has none", "two have none"]
)
def test_each_network_is_counted_by_its_own_pairs(
    encoded: EncodedLayers, search: Search, weak: tuple[int, ...]
) -> None:
    member_of = search.groups.member_of
    network_of_pair = np.where(member_of[search.pairs.a] == member_of[search.pairs.b], member_of[search.pairs.a], -1)
    search = replace(search, chosen=search.chosen & ~np.isin(network_of_pair + 1, weak))
    every = describe_pairs(encoded, search, np.ones_like(search.chosen))
    pairs, view = describe_pairs(encoded, search, search.chosen), view_of(encoded, search)
    found = count_support(encoded, search, pairs, view)
    assert found["network"].to_list() == list(range(1, search.groups.count + 1))
    for row in found.iter_rows(named=True):
        own = set(view.members.filter(pl.col("network") == row["network"])["account"])
        source = every.filter(network_pairs(encoded, search, every)) if row["network"] in weak else pairs
        rows = [pair for pair in source.iter_rows(named=True) if {pair["a"], pair["b"]} <= own]
        acts = view.acts.filter(pl.col("network") == row["network"])
        counts = {layer: sum(pair["layer"] == layer for pair in rows) for layer in {pair["layer"] for pair in rows}}
        assert orjson.loads(row["layers"]) == counts
        assert list(orjson.loads(row["layers"])) == sorted(counts)
        assert row["objects"] == acts.select("layer", "object").n_unique()
        assert row["because"].startswith(f"{len({(pair['a'], pair['b']) for pair in rows}):,} of the ")
        strongest = max(counts, key=lambda layer: (counts[layer], layer))
        usual = statistics.median(pair["objects"] for pair in rows if pair["layer"] == strongest)
        assert f"Half of the pairs in the layer {strongest} met on at least {usual:,.0f} objects" in row["because"]
        assert ("none by itself beyond doubt" in row["because"]) == (row["network"] in weak)


def network_pairs(encoded: EncodedLayers, search: Search, pairs: pl.DataFrame) -> pl.Series:
    """Say which of these rows are of pairs that support a network: p at most 1 %, all layers together, or chosen."""
    unusual = search.chosen | (search.pairs.p <= 0.01)
    ids = encoded.account_ids
    named = set(zip(ids.gather(search.pairs.a[unusual]), ids.gather(search.pairs.b[unusual]), strict=True))
    return pl.Series([pair in named for pair in pairs.select("a", "b").iter_rows()], dtype=pl.Boolean)


def test_pairs_of_a_network_are_those_of_two_of_its_members_in_their_order() -> None:
    members = pl.DataFrame({"network": [1, 1, 2, 2], "account": ["a", "c", "b", "d"]})
    pairs = conform(pl.DataFrame({"a": ["b", "a", "a", "a", "x"], "b": ["d", "b", "c", "x", "y"]}), PAIRS)
    assert pairs_by_network(pairs, members).select("network", "a", "b").rows() == [(2, "b", "d"), (1, "a", "c")]


def test_the_sentence_names_the_layer_with_most_pairs_and_its_medians() -> None:
    layers = [
        {"layer": "link", "pairs": 3, "objects": 9.0, "expected": 0.5},
        {"layer": "repost", "pairs": 3, "objects": 1_204.0, "expected": 0.0123},
    ]
    facts = {"size": 1_001, "posts": 4_000, "objects": 12, "pairs": 5, "layers": layers, "weak": None}
    assert because_of_network(facts) == (
        "5 of the 500,500 pairs among these 1,001 accounts acted together more often than chance gives, on 12 common "
        "objects with 4,000 posts. Half of the pairs in the layer repost met on at least 1,204 objects, where chance "
        "gives about 0.012."
    )
    layers[1]["basis"] = "assumed"
    assert "where chance is taken to give 0.012 at most: hardly anybody else acted" in because_of_network(facts)
    assert because_of_network({**facts, "tied": 9, "met": 1_001}) == because_of_network(facts)


def test_a_network_held_together_by_weak_pairs_says_that_the_group_was_tested() -> None:
    layers = [{"layer": "link", "pairs": 3, "objects": 9.0, "expected": 0.5}]
    facts = {"size": 17, "posts": 80, "objects": 12, "pairs": 3, "layers": layers, "weak": None, "tied": 44, "met": 5}
    said = because_of_network(facts)
    assert said.startswith(
        "3 of the 136 pairs among these 17 accounts acted together more often than chance gives, and 41 more are each "
        "unusual (p at most 1%), none of these by itself beyond doubt, on 12 common objects with 80 posts. What chance "
        "does not give is so many unusual pairs in one group; a single one of them proves nothing. Half of the pairs"
    )
    weak = because_of_network({**facts, "pairs": 44, "weak": True})
    assert weak.startswith("44 of the 136 pairs among these 17 accounts are each unusual (p at most 1%), none by")
    assert "so many unusual pairs in one group" in weak
