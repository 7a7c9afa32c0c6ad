"""The shuffled twin: the same acts, objects and times, other accounts of the same stratum, and no network any more."""

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from tests.significance.traces_by_draw import (
    DAY,
    HOUR,
    SECOND,
    SETTINGS,
    START,
    Draw,
    draw_traces,
    encode,
    join,
    one_interest,
    pairs_found,
    traces_of,
)
from unisono.significance.combination import false_discovery_rates
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.significance.outsiders import outsiders_of
from unisono.significance.pair_evidence import PairEvidence, gather_evidence
from unisono.significance.timing import delay_bins, speed_classes
from unisono.significance.twin import SMALLEST_STRATUM, TWIN_SPEEDS, merge_strata, shuffle_accounts

MEMBERS, COMMANDS = 40, 12


@pytest.mark.parametrize("seed", range(4))
def test_accounts_keep_their_number_of_acts_and_objects_their_times(seed: int) -> None:
    encoded = encode(draw_traces(np.random.default_rng(seed), Draw()))
    before, after = encoded.layers[0].table, _twin(encoded, seed=seed).layers[0].table
    np.testing.assert_array_equal(np.bincount(after.accounts), np.bincount(before.accounts))
    np.testing.assert_array_equal(after.object_start, before.object_start)
    np.testing.assert_array_equal(after.times, before.times)
    assert (after.accounts != before.accounts).mean() > 0.9


def test_acts_of_the_twin_still_point_to_the_traces_that_left_them() -> None:
    traces = draw_traces(np.random.default_rng(1), Draw()).sample(fraction=1.0, shuffle=True, seed=1)
    twin = _twin(encode(traces)).layers[0]
    at = traces["at"].to_physical().gather(twin.table.rows)
    assert at.to_list() == twin.table.times.tolist()
    objects = twin.object_ids.gather(twin.table.objects_of_acts())
    assert objects.to_list() == traces["object"].gather(twin.table.rows).to_list()


def test_accounts_are_exchanged_inside_their_interest_only() -> None:
    encoded = encode(draw_traces(np.random.default_rng(2), Draw(accounts=900), known_origins=False))
    interest = np.arange(len(encoded.account_ids)) % 2
    before, after = encoded.layers[0].table, _twin(encoded, interest).layers[0].table
    alone = _only_act_of_its_moment(encoded)
    np.testing.assert_array_equal(interest[after.accounts][alone], interest[before.accounts][alone])


def test_accounts_are_exchanged_inside_their_class_of_speed_only() -> None:
    encoded = encode(draw_traces(np.random.default_rng(3), Draw(traces=12_000, accounts=1200, days=40)))
    acts = encoded.layers[0]
    delays = delay_bins(acts.table.times - acts.origins[acts.table.objects_of_acts()])
    speed = speed_classes(acts.table.accounts, delays, acts.table.account_count, TWIN_SPEEDS)
    after = _twin(encoded).layers[0].table
    alone = _only_act_of_its_moment(encoded)
    np.testing.assert_array_equal(speed[after.accounts][alone], speed[acts.table.accounts][alone])
    assert speed.max() == TWIN_SPEEDS - 1


@pytest.mark.parametrize(("at_night", "kept"), [(300, True), (150, False)])
def test_accounts_are_exchanged_inside_an_hour_that_two_hundred_others_share(at_night: int, kept: bool) -> None:
    random = np.random.default_rng(at_night)
    by_day = [
        (account, START + 15 * HOUR + int(random.integers(3000)) * SECOND) for account in range(300) for _ in range(4)
    ]
    night = [
        (account, START + 3 * HOUR + int(random.integers(3000)) * SECOND)
        for account in range(at_night)
        for _ in range(4)
    ]
    accounts, times = zip(*by_day, *night, strict=True)
    encoded = encode(traces_of([f"a{account:03}" for account in accounts], range(len(times)), times))
    before, after = encoded.layers[0].table, _twin(encoded).layers[0].table
    hours = before.times % DAY // HOUR == 3
    same = np.bincount(before.accounts[hours], minlength=300) == np.bincount(after.accounts[hours], minlength=300)
    assert bool(same.all()) is kept


@pytest.mark.parametrize("told", [True, False], ids=["a known network", "a network nobody noticed"])
@pytest.mark.parametrize("seed", range(3))
def test_a_network_does_not_come_back(seed: int, told: bool) -> None:
    random = np.random.default_rng(seed)
    traces = join(draw_traces(random, Draw()), _net(random))
    assert len(pairs_found(traces)) >= 0.9 * MEMBERS * (MEMBERS - 1) / 2
    encoded = encode(traces)
    members = encoded.account_ids.str.starts_with("n").to_numpy()
    twin = _twin(encoded, in_network=members & told, seed=seed)
    evidence = gather_evidence(
        twin.layers[0], one_interest(twin.layers[0]), SETTINGS, outsiders_of(twin.layers, SETTINGS)[0]
    )
    assert _significant(evidence) == 0


def test_the_same_seed_gives_the_same_twin_and_another_seed_another() -> None:
    encoded = encode(draw_traces(np.random.default_rng(4), Draw()))
    first, again, other = (_twin(encoded, seed=seed).layers[0].table.accounts for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, again)
    assert (first != other).mean() > 0.5


def test_the_order_of_rows_does_not_matter() -> None:
    random = np.random.default_rng(5)
    traces = join(draw_traces(random, Draw()), _net(random))
    twins = [_twin(encode(rows)).layers[0].table for rows in (traces, traces[random.permutation(traces.height)])]
    np.testing.assert_array_equal(twins[0].accounts, twins[1].accounts)


def test_every_layer_is_shuffled_by_itself() -> None:
    random = np.random.default_rng(6)
    reposts, links = (draw_traces(random, Draw(traces=3000)) for _ in range(2))
    encoded = encode_layers({"repost": reposts, "link": links})
    twin = _twin(encoded)
    for before, after in zip(encoded.layers, twin.layers, strict=True):
        counts = [np.bincount(layer.table.accounts, minlength=len(encoded.account_ids)) for layer in (before, after)]
        np.testing.assert_array_equal(*counts)
    assert twin.account_ids.to_list() == encoded.account_ids.to_list()


def test_strata_of_two_hundred_stay_and_smaller_ones_join_the_largest_of_their_cell() -> None:
    # (accounts, fine stratum, wider cell): the first cell has a good stratum, the second only poor ones.
    parts = [(250, 0, 0), (50, 1, 0), (210, 2, 0), (120, 3, 1), (130, 4, 1)]
    assert _merged(parts) == [0, 0, 1, 2, 2]


def test_a_pool_that_is_still_too_small_goes_one_level_up() -> None:
    assert _merged([(300, 0, 0), (90, 1, 1), (80, 2, 1), (220, 3, 2)]) == [0, 0, 0, 1]


def test_strata_that_are_large_enough_are_left_alone() -> None:
    assert _merged([(200, 5, 0), (201, 3, 0), (900, 9, 1)]) == [1, 0, 2]


def test_what_never_reaches_two_hundred_is_one_stratum() -> None:
    assert _merged([(60, 0, 0), (70, 1, 1), (50, 2, 2)]) == [0, 0, 0]


def test_members_of_networks_do_not_count_for_a_stratum() -> None:
    assert _merged([(300, 0, 0), (300, 1, 0)]) == [0, 1]
    assert _merged([(300, 0, 0), (300, 1, 0)], network={1: 101}) == [0, 0]


def test_an_account_counts_once_in_a_stratum_however_often_it_acts() -> None:
    accounts = np.concatenate([np.repeat(np.arange(100), 10), np.arange(100, 400)]).astype(np.int32)
    fine = np.repeat([0, 1], [1000, 300])
    merged = merge_strata([fine, np.zeros(1300, np.int64)], accounts, np.zeros(400, np.bool_))
    assert set(merged.tolist()) == {0}


@pytest.mark.parametrize("seed", range(10))
def test_every_stratum_ends_with_two_hundred_accounts_or_is_the_only_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    accounts = random.integers(0, 1500, 6000).astype(np.int32)
    fine = (random.random(6000) ** 3 * 64).astype(np.int64)
    in_network = random.random(1500) < 0.3
    merged = merge_strata([fine, fine // 8, fine // 32, fine * 0], accounts, in_network)
    for stratum in set(merged.tolist()):
        outside = set(accounts[merged == stratum].tolist()) - set(np.flatnonzero(in_network).tolist())
        assert len(outside) >= SMALLEST_STRATUM
    # Whoever was together stays together.
    assert all(len(set(merged[fine == one].tolist())) == 1 for one in set(fine.tolist()))


def _twin(
    encoded: EncodedLayers,
    interest: NDArray[np.int64] | None = None,
    *,
    in_network: NDArray[np.bool_] | None = None,
    seed: int = 0,
) -> EncodedLayers:
    accounts = len(encoded.account_ids)
    cares = np.zeros(accounts, np.int64) if interest is None else interest
    return shuffle_accounts(encoded, cares, np.zeros(accounts, np.bool_) if in_network is None else in_network, seed)


def _net(random: np.random.Generator) -> pl.DataFrame:
    """Return a network fired by commands, each member within a minute."""
    moments = START + random.integers(0, 14 * DAY // SECOND, COMMANDS) * SECOND
    times = np.tile(moments, (MEMBERS, 1)) + random.integers(0, 60, (MEMBERS, COMMANDS)) * SECOND
    return traces_of(
        [f"n{member:02}" for member in range(MEMBERS) for _ in range(COMMANDS)],
        [f"c{command:02}" for _ in range(MEMBERS) for command in range(COMMANDS)],
        times.ravel(),
        origins=np.tile(moments - 5 * HOUR, MEMBERS),
        authors=[f"w{command}" for _ in range(MEMBERS) for command in range(COMMANDS)],
    )


def _significant(evidence: PairEvidence) -> int:
    return int((false_discovery_rates(evidence.combined, evidence.possible) <= 0.01).sum())


def _only_act_of_its_moment(encoded: EncodedLayers) -> NDArray[np.bool_]:
    """Say which acts share their object and time with no other: their place in the table cannot change."""
    table = encoded.layers[0].table
    moments = np.stack([table.objects_of_acts().astype(np.int64), table.times])
    _, place, counts = np.unique(moments, axis=1, return_inverse=True, return_counts=True)
    return np.asarray(counts[place.ravel()] == 1)


def _merged(parts: list[tuple[int, int, int]], network: dict[int, int] | None = None) -> list[int]:
    """Return the stratum of each part; network: how many accounts of a part are in a network."""
    sizes = [size for size, _, _ in parts]
    fine, wide = (np.repeat([part[level] for part in parts], sizes) for level in (1, 2))
    starts = np.cumsum([0, *sizes])
    in_network = np.zeros(starts[-1], np.bool_)
    for part, members in (network or {}).items():
        in_network[starts[part] : starts[part] + members] = True
    merged = merge_strata([fine, wide, wide * 0], np.arange(starts[-1], dtype=np.int32), in_network)
    found = [set(merged[starts[part] : starts[part + 1]].tolist()) for part in range(len(parts))]
    assert all(len(strata) == 1 for strata in found)
    return [strata.pop() for strata in found]
