"""A search finds the same again, beside a twin in which nobody acts together."""

import numpy as np
import pytest

from tests.detectors.small_world import HIRED, PUSHERS, world
from unisono.model.settings import ScanSettings
from unisono.networks.pooling import LOOSE_LEVEL
from unisono.networks.searching import SearchWithTwin, pairs_inside, search_networks
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.traces import read_traces


@pytest.fixture(scope="module")
def encoded() -> EncodedLayers:
    batch = world()
    return encode_layers(read_traces(batch.posts, batch.references))


@pytest.fixture(scope="module")
def result(encoded: EncodedLayers) -> SearchWithTwin:
    return search_networks(encoded, ScanSettings())


def test_networks_are_those_who_act_together(encoded: EncodedLayers, result: SearchWithTwin) -> None:
    number = dict(zip(encoded.account_ids, result.found.groups.member_of.tolist(), strict=True))
    assert len({number[account] for account in HIRED}) == len({number[account] for account in PUSHERS}) == 1
    people = [account for account in number if account.startswith("written:person")]
    assert {number[account] for account in people} == {-1}


def test_the_shuffled_twin_has_no_pair_and_no_network(result: SearchWithTwin) -> None:
    assert result.twin is not None
    assert not result.twin.chosen.any()
    assert result.twin.groups.count == 0


def test_without_the_twin_there_is_none_and_the_pairs_are_the_same(
    encoded: EncodedLayers, result: SearchWithTwin
) -> None:
    alone = search_networks(encoded, ScanSettings(twin=False))
    assert alone.twin is None
    assert np.array_equal(alone.found.pairs.q, result.found.pairs.q)


def test_chosen_pairs_have_a_q_of_at_most_the_setting(encoded: EncodedLayers, result: SearchWithTwin) -> None:
    assert (result.found.pairs.q[result.found.chosen] <= 0.01).all()
    level = float(np.median(result.found.pairs.q[result.found.chosen])) / 2
    strict = search_networks(encoded, ScanSettings(q=level)).found
    assert (strict.pairs.q[strict.chosen] <= level).all()
    assert strict.chosen.sum() < result.found.chosen.sum()


def test_a_search_repeated_is_the_same(encoded: EncodedLayers, result: SearchWithTwin) -> None:
    again = search_networks(encoded, ScanSettings())
    assert np.array_equal(again.found.groups.member_of, result.found.groups.member_of)
    assert np.array_equal(again.found.pairs.p, result.found.pairs.p)


def test_each_sweep_tells_how_many_pairs_of_acts_it_looked_at(encoded: EncodedLayers, result: SearchWithTwin) -> None:
    heard: list[tuple[str, int, int]] = []
    told = search_networks(encoded, ScanSettings(twin=False), lambda *step: heard.append((*step, 0)[:3]))
    assert np.array_equal(told.found.pairs.a, result.found.pairs.a)
    swept = [(step, whole, done) for step, whole, done in heard if done]
    assert {step for step, _, _ in swept} >= {"Comparing accounts: repost", "Comparing accounts: hashtag"}
    assert all(0 < done <= whole for _, whole, done in swept)


def test_pairs_inside_are_of_two_members_of_one_network_and_unusual(result: SearchWithTwin) -> None:
    found = result.found
    member_of = found.groups.member_of
    expected = [
        bool((chosen or p <= LOOSE_LEVEL) and member_of[a] == member_of[b] >= 0)
        for a, b, p, chosen in zip(found.pairs.a, found.pairs.b, found.pairs.p, found.chosen, strict=True)
    ]
    assert pairs_inside(found).tolist() == expected
    assert any(expected)


def test_no_traces_give_no_networks() -> None:
    result = search_networks(EncodedLayers(encode_layers({}).account_ids, ()), ScanSettings())
    assert result.found.groups.count == 0
    assert len(result.found.pairs.a) == 0
