"""Numbered acts: the same whatever the order of rows, with what is known of each object."""

import numpy as np
import polars as pl
import pytest

from tests.significance.traces_by_draw import MINUTE, START, Draw, draw_traces, encode, layer_of, traces_of
from unisono.model.tables import TRACES, empty
from unisono.significance.layer_acts import NO_TIME, LayerActs, encode_layers, number_by


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    traces = draw_traces(random, Draw(traces=2000, accounts=200))
    first, second = encode(traces), encode(traces[random.permutation(traces.height)])
    assert first.account_ids.to_list() == second.account_ids.to_list()
    _assert_same(first.layers[0], second.layers[0])


def names_of_posts(acts: LayerActs) -> list[str]:
    return acts.posts_at(np.arange(len(acts.table.rows))).to_list()


def test_one_numbering_of_accounts_holds_in_all_layers() -> None:
    reposts = traces_of(["c", "a"], ["x", "x"], [START, START + 1])
    links = traces_of(["b", "c"], ["y", "y"], [START, START + 1])
    encoded = encode_layers({"repost": reposts, "link": links})
    assert encoded.account_ids.to_list() == ["a", "b", "c"]
    assert [layer.layer for layer in encoded.layers] == ["repost", "link"]
    assert [layer.table.accounts.tolist() for layer in encoded.layers] == [[2, 0], [1, 2]]
    assert [layer.table.account_count for layer in encoded.layers] == [3, 3]


def test_acts_stand_by_object_and_time_and_point_to_their_traces() -> None:
    traces = traces_of(["a", "b", "a", "c"], ["y", "x", "x", "y"], [START + 3, START + 2, START + 1, START])
    acts = layer_of(traces)
    assert acts.object_ids.to_list() == ["x", "y"]
    assert acts.table.object_start.tolist() == [0, 2, 4]
    assert acts.table.times.tolist() == [START + 1, START + 2, START, START + 3]
    assert names_of_posts(acts) == ["p2", "p1", "p3", "p0"]


def test_each_day_of_a_hashtag_is_an_object_and_of_a_link_is_not() -> None:
    day = 86_400_000_000
    midnight = START - START % day
    moments = [midnight + 2 * day, midnight + day - 1, midnight + day, midnight + 5]
    traces = traces_of(["a", "b", "c", "a"], ["y", "x", "x", "x"], moments)
    acts = encode_layers({"hashtag": traces}).layers[0]
    assert acts.object_ids.to_list() == ["x", "x", "y"]
    assert acts.table.object_start.tolist() == [0, 2, 3, 4]
    assert names_of_posts(acts) == ["p3", "p1", "p2", "p0"]
    assert encode_layers({"link": traces}).layers[0].object_ids.to_list() == ["x", "y"]


def test_the_same_act_twice_counts_once() -> None:
    assert layer_of(traces_of(["a", "a", "a"], ["x", "x", "x"], [START, START, START + 1])).table.times.tolist() == [
        START,
        START + 1,
    ]


def test_the_earliest_origin_counts_and_an_unknown_one_stays_unknown() -> None:
    traces = traces_of(["a", "b", "c"], ["x", "x", "y"], [START] * 3, origins=[START - 5, START - 9, START - 1])
    traces = traces.with_columns(origin_at=pl.when(pl.col("object") == "x").then("origin_at"))
    assert layer_of(traces).origins.tolist() == [START - 9, NO_TIME]


def test_authors_are_numbered_in_order_and_unknown_ones_are_not_numbered() -> None:
    traces = traces_of(["a"] * 3, ["x", "y", "z"], [START] * 3, authors=["news", "blog", "none"])
    traces = traces.with_columns(author=pl.when(pl.col("author") != "none").then("author"))
    acts = layer_of(traces)
    assert acts.authors.tolist() == [1, 0, -1]
    assert acts.author_count == 2


def test_posts_are_numbered_only_where_one_left_several_traces() -> None:
    alone = traces_of(["a", "b"], ["x", "x"], [START, START])
    assert layer_of(alone).posts is None
    together = traces_of(["a", "a", "b"], ["x", "y", "x"], [START] * 3, posts=["second", "second", "first"])
    posts = layer_of(together).posts
    assert posts is not None
    assert posts[0] == posts[1] != posts[2]


@pytest.mark.parametrize(("by_minute", "flag"), [(0, False), (1, False), (2, True), (100, True)])
def test_a_layer_is_of_minute_precision_when_more_than_a_hundredth_of_its_times_are(by_minute: int, flag: bool) -> None:
    traces = traces_of(range(100), ["x"] * 100, [START + place * MINUTE for place in range(100)])
    traces = traces.with_columns(minute_precision=pl.int_range(100) < by_minute)
    assert layer_of(traces).has_minute_precision is flag


def test_times_of_unknown_precision_count_as_exact() -> None:
    traces = traces_of(["a"], ["x"], [START]).with_columns(minute_precision=pl.lit(None, pl.Boolean))
    assert layer_of(traces).has_minute_precision is False


def test_empty_layers_are_left_out() -> None:
    assert encode_layers({"repost": empty(TRACES)}).layers == ()
    assert encode_layers({}).account_ids.to_list() == []
    both = encode_layers({"repost": empty(TRACES), "link": traces_of(["a"], ["x"], [START])})
    assert [layer.layer for layer in both.layers] == ["link"]


def test_values_are_numbered_by_their_place_among_the_ids() -> None:
    assert number_by(pl.Series(["b", "c", "b"]), pl.Series(["a", "b", "c"])).tolist() == [1, 2, 1]
    assert number_by(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.String)).tolist() == []


def _assert_same(first: LayerActs, second: LayerActs) -> None:
    assert first.object_ids.to_list() == second.object_ids.to_list()
    for name in ("accounts", "times", "object_start"):
        np.testing.assert_array_equal(getattr(first.table, name), getattr(second.table, name))
    np.testing.assert_array_equal(first.origins, second.origins)
    np.testing.assert_array_equal(first.authors, second.authors)
    posts = [names_of_posts(layer) for layer in (first, second)]
    assert posts[0] == posts[1]
