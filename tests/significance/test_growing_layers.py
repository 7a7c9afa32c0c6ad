"""Layers that grow part by part are, in the end, those of all traces at once."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.detectors.small_world import world
from tests.traces.test_by_part import LAYERS, posts, read_by_part
from unisono.detectors.alike import likeness_of_posts, repeated
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays
from unisono.significance.growing_layers import GrowingLayers, names_in_order
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.traces import read_traces

ARRAYS = ("accounts", "times", "object_start")


class Names:
    """The names of all posts."""

    def __init__(self, table: pl.DataFrame) -> None:
        self.names = table["platform"] + pl.Series([":"]) + table["post_id"]

    def gather(self, indices: np.ndarray, /) -> pl.Series:
        return self.names.gather(indices)


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return pl.concat([posts(), posts().head(30).with_columns(pl.format("z{}", "post_id").alias("post_id"))])


@pytest.fixture(scope="module")
def traces(table: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return read_traces(table, world().references, LAYERS, likeness=likeness_of_posts(table))


def grown(table: pl.DataFrame, size: int, arrays: LargeArrays = IN_MEMORY) -> GrowingLayers:
    layers = GrowingLayers(LAYERS, arrays)
    for part in read_by_part(table, size, likeness_of_posts(table)):
        layers.add(part)
    layers.tell_wordings_apart()
    return layers


def assert_same(one: EncodedLayers, other: EncodedLayers) -> None:
    assert one.account_ids.to_list() == other.account_ids.to_list()
    assert [layer.layer for layer in one.layers] == [layer.layer for layer in other.layers]
    for left, right in zip(one.layers, other.layers, strict=True):
        assert left.object_ids.to_list() == right.object_ids.to_list()
        for name in ARRAYS:
            assert (getattr(left.table, name) == getattr(right.table, name)).all(), (left.layer, name)
        places = np.arange(len(left.table.rows))
        assert left.posts_at(places).to_list() == right.posts_at(places).to_list()
        assert (left.origins == right.origins).all()
        assert (left.authors == right.authors).all()
        assert (left.makers == right.makers).all()
        assert (left.posts is None) == (right.posts is None)


@pytest.mark.parametrize("size", [97, 100_000])
def test_layers_of_parts_are_those_of_all_traces(
    table: pl.DataFrame, traces: dict[str, pl.DataFrame], size: int
) -> None:
    assert 0 < traces["wording"].height < traces["text"].height
    assert_same(grown(table, size).finish(Names(table)), encode_layers(traces))


def test_what_several_posts_carry_is_named_as_in_a_scan_of_the_whole(
    table: pl.DataFrame, traces: dict[str, pl.DataFrame]
) -> None:
    expected = repeated(traces)["texts"]
    assert expected.height > 0
    found = grown(table, 211).repeated("text", Names(table))
    assert found.drop("place").equals(expected)
    assert Names(table).gather(found["place"].to_numpy()).to_list() == expected["post"].to_list()


def test_of_several_authors_the_last_by_id_counts() -> None:
    layers = GrowingLayers(("repost",))
    rows = posts().filter(pl.col("kind") == "repost").head(4)
    shown = rows.with_columns(
        pl.lit("one").alias("ref_post_id"),
        pl.Series("ref_account_id", ["b", "c", "a", "b"]),
        pl.lit("x").alias("platform"),
    )
    for part in read_by_part(shown, 2):
        layers.add(part)
    found = layers.finish(Names(shown)).layers[0]
    assert found.author_ids.to_list() == ["x:a", "x:b", "x:c"]
    assert found.author_ids.gather(found.authors).to_list() == ["x:c"]


def test_layers_in_files_are_those_in_memory(
    table: pl.DataFrame, traces: dict[str, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unisono.engine.acts.ACTS_AT_ONCE", 300)
    layers = grown(table, 500, LargeArrays(tmp_path, 0)).finish(Names(table))
    assert_same(layers, encode_layers(traces))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_names_are_put_in_order_range_by_range(tmp_path: Path, at_once: int) -> None:
    names = pl.Series([f"n{number % 97}" for number in range(0, 97 * 31, 31)])
    used = np.arange(len(names)) % 5 != 0
    expected, ranks = names_in_order(names, used)
    ordered, places = names_in_order(names, used, LargeArrays(tmp_path, 0), at_once)
    assert ordered.to_list() == expected.to_list() == sorted(names.filter(pl.Series(used)))
    assert (places == ranks).all()
