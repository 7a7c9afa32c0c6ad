"""The rows of pairs and acts are what a plain reading of the traces gives."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from tests.detectors.small_world import world
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACTS, PAIRS
from unisono.networks.searching import Search, pairs_inside, search_networks
from unisono.networks.tracing_back import acts_of_accounts, acts_of_networks, describe_pairs, traces_per_account
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.traces import read_traces

Act = tuple[datetime, str]
"""A moment and the post."""


class Traced:
    """The small world's traces, read plainly: layer, account, object, then acts; repeats in one moment count once."""

    def __init__(self) -> None:
        batch = world()
        traces = read_traces(batch.posts, batch.references)
        self.acts: dict[str, dict[str, dict[str, dict[datetime, str]]]] = {}
        for layer, frame in traces.items():
            for account, name, at, post in frame.select("account", "object", "at", "post").iter_rows():
                moments = self.acts.setdefault(layer, {}).setdefault(account, {}).setdefault(name, {})
                moments[at] = min(post, moments.get(at, post))
        self.encoded: EncodedLayers = encode_layers(traces)
        self.search: Search = search_networks(self.encoded, ScanSettings()).found

    def meetings(self, row: dict[str, object]) -> list[tuple[str, Act, Act]]:
        """Return (object, act of a, act of b) for every meeting of a pair within the row's window."""
        of_a, of_b = (self.acts[str(row["layer"])][str(row[side])] for side in ("a", "b"))
        window = row["window_s"]
        reach = timedelta.max if window is None else timedelta(seconds=float(str(window)))
        return [
            (name, left, right)
            for name in of_a.keys() & of_b.keys()
            for left in of_a[name].items()
            for right in of_b[name].items()
            if abs(left[0] - right[0]) <= reach
        ]


@pytest.fixture(scope="module")
def traced() -> Traced:
    return Traced()


def test_each_row_of_pairs_counts_what_a_plain_reading_counts(traced: Traced) -> None:
    rows = describe_pairs(traced.encoded, traced.search, traced.search.chosen)
    assert dict(rows.schema) == PAIRS
    assert set(rows["layer"]) >= {"repost", "link"}
    for row in rows.iter_rows(named=True):
        met = traced.meetings(row)
        acts = [act for _, *both in met for act in both]
        assert row["a"] < row["b"]
        # Each day of a hashtag is an object.
        assert row["objects"] == len(
            {(name, at.date() if row["layer"] == "hashtag" else None) for name, (at, _), _ in met}
        )
        assert row["acts"] == len(met)
        assert row["posts"] == len({post for _, post in acts})
        assert (row["first_at"], row["last_at"]) == (min(acts)[0], max(acts)[0])


def test_every_chosen_pair_has_a_row_and_no_other(traced: Traced) -> None:
    search, ids = traced.search, traced.encoded.account_ids
    rows = describe_pairs(traced.encoded, search, search.chosen)
    chosen = zip(ids.gather(search.pairs.a[search.chosen]), ids.gather(search.pairs.b[search.chosen]), strict=True)
    assert set(rows.select("a", "b").rows()) == set(chosen)
    assert not rows.select("a", "b", "layer").is_duplicated().any()


@pytest.mark.parametrize("level", [0.0, 1e-9, 1e-3])
def test_a_layer_has_a_row_if_it_is_the_pairs_best_or_good_enough(traced: Traced, level: float) -> None:
    every = np.ones_like(traced.search.chosen)
    everything = describe_pairs(traced.encoded, traced.search, every, level=1.0)
    best = pl.col("p") == pl.col("p").min().over("a", "b")
    rows = describe_pairs(traced.encoded, traced.search, every, level)
    assert rows.equals(everything.filter(best | (pl.col("p") <= level)))
    assert level > 0.0 or rows.height < everything.height


def test_the_rows_are_in_order_of_their_q(traced: Traced) -> None:
    rows = describe_pairs(traced.encoded, traced.search, traced.search.chosen)
    assert rows.equals(rows.sort("q", "p", "a", "b", "layer"))


def test_the_acts_of_networks_are_all_meetings_of_their_pairs_and_nothing_else(traced: Traced) -> None:
    inside = describe_pairs(traced.encoded, traced.search, pairs_inside(traced.search))
    number = dict(zip(traced.encoded.account_ids, traced.search.groups.member_of + 1, strict=True))
    expected = {
        (number[account], row["layer"], name, account, post, at)
        for row in inside.iter_rows(named=True)
        for name, *both in traced.meetings(row)
        for account, (at, post) in zip((row["a"], row["b"]), both, strict=True)
    }
    acts = acts_of_networks(traced.encoded, traced.search)
    assert dict(acts.schema) == ACTS
    assert acts.height == len(expected) > 0
    assert set(acts.rows()) == expected


def test_acts_are_in_order_of_network_and_time(traced: Traced) -> None:
    acts = acts_of_networks(traced.encoded, traced.search)
    assert acts.equals(acts.sort("network", "at", "account", "layer", "object", "post"))
    one_layer = replace(traced.search, evidence=traced.search.evidence[:1])
    first = acts_of_networks(replace(traced.encoded, layers=traced.encoded.layers[:1]), one_layer)
    assert first.height > 0
    assert first.equals(first.sort("network", "at", "account", "layer", "object", "post"))


def test_the_acts_of_some_accounts_are_theirs_by_object_and_time_with_a_number_for_each_post(traced: Traced) -> None:
    for layer in traced.encoded.layers:
        own = traced.acts[layer.layer]
        numbers = np.arange(0, len(traced.encoded.account_ids), 3, dtype=np.int32)
        acts, places = acts_of_accounts(layer, np.concatenate([numbers, numbers[:2]]))
        names = layer.posts_at(places).to_list()
        assert len(acts.posts) == len(places)
        assert (
            len(set(zip(acts.posts.tolist(), names, strict=True))) == len(set(names)) == len(set(acts.posts.tolist()))
        )
        for number, account in enumerate(traced.encoded.account_ids):
            given = slice(acts.start[number], acts.start[number + 1])
            objects = layer.object_ids.gather(acts.objects[given]).to_list()
            moments = acts.times[given].tolist()
            wanted = own.get(account, {}) if number in numbers else {}
            expected = [(name, at) for name, times in sorted(wanted.items()) for at in sorted(times)]
            assert [(name, in_microseconds(at)) for name, at in expected] == list(zip(objects, moments, strict=True))


def in_microseconds(moment: datetime) -> int:
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))


def test_nothing_chosen_gives_no_rows(traced: Traced) -> None:
    assert describe_pairs(traced.encoded, traced.search, np.zeros_like(traced.search.chosen)).height == 0


def test_traces_of_an_account_are_counted_over_all_layers(traced: Traced) -> None:
    counted = traces_per_account(traced.encoded.layers, len(traced.encoded.account_ids))
    expected = [
        sum(len(moments) for layer in traced.acts.values() for moments in layer.get(account, {}).values())
        for account in traced.encoded.account_ids
    ]
    assert counted.tolist() == expected
