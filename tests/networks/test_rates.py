"""A network weighs what its pairs weigh, and its rate is the worse of what its members and the twin say."""

from dataclasses import replace

import pytest

from tests.detectors.small_world import world
from unisono.model.settings import ScanSettings
from unisono.networks.rates import network_rates, network_weights
from unisono.networks.searching import SearchWithTwin, search_networks
from unisono.significance.layer_acts import encode_layers
from unisono.traces import read_traces


@pytest.fixture(scope="module")
def result() -> SearchWithTwin:
    batch = world()
    return search_networks(encode_layers(read_traces(batch.posts, batch.references)), ScanSettings())


def test_a_networks_weight_is_the_sum_of_its_pairs_weights(result: SearchWithTwin) -> None:
    found = result.found
    weights = [0.0] * found.groups.count
    for a, b, weight, p in zip(found.pairs.a, found.pairs.b, found.pairs.weight, found.pairs.p, strict=True):
        if found.groups.member_of[a] == found.groups.member_of[b] >= 0 and p <= 0.01:
            weights[found.groups.member_of[a]] += weight
    assert network_weights(found).tolist() == pytest.approx(weights)


def test_a_networks_rate_is_the_worst_of_its_members_where_the_twin_has_none(result: SearchWithTwin) -> None:
    groups = result.found.groups
    worst = [groups.member_q[groups.member_of == network].max() for network in range(groups.count)]
    assert network_rates(result).tolist() == worst
    assert network_rates(replace(result, twin=None)).tolist() == worst


def test_a_twin_with_the_same_networks_makes_every_rate_one(result: SearchWithTwin) -> None:
    assert network_rates(SearchWithTwin(result.found, result.found)).tolist() == [1.0] * result.found.groups.count
