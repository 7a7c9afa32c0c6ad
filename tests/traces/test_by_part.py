"""Posts that come part by part leave the traces that they leave as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl
import pytest

from tests.detectors.small_world import world
from unisono.model.layers import PAIR_LAYERS
from unisono.model.tables import POSTS, conform
from unisono.traces import Likeness, layer_named, read_traces
from unisono.traces.by_part import PartTraces, read_traces_by_part
from unisono.traces.origins import find_origins, find_origins_by_part

LAYERS = (*PAIR_LAYERS, "mention")
LONG = "the very same long words that somebody else has written before them all"


def posts() -> pl.DataFrame:
    """Return a small world, reposts without ids of which some are cut, replies by handle, and posts of nobody."""
    own = world().posts
    base = {"platform": "twitter", "created_at": own["created_at"][0]}
    rows = [
        {"post_id": "w1", "account_id": "1", "handle": "Ann", "kind": "post", "text": LONG},
        {"post_id": "w2", "account_id": "2", "handle": "bob", "text": f"RT @ann: {LONG[:60]}…"},
        {"post_id": "w3", "account_id": "3", "handle": "eve", "text": f"RT @ann: {LONG}"},
        {"post_id": "w4", "account_id": None, "text": "said by nobody #now"},
        {"post_id": "w5", "account_id": "3", "kind": "repost", "ref_post_id": "w1", "ref_handle": "ann"},
        {"post_id": "w6", "account_id": "2", "kind": "reply", "text": "@ann yes", "ref_post_id": "w1"},
    ]
    words = [
        "Fix the old bridge by the mill",
        "Fix the old bridge by the mill!",
        "Fix that old bridge by the mill",
        LONG,
    ]
    rows += [
        {"post_id": f"t{number}", "account_id": str(number % 5), "text": words[number % 4]} for number in range(20)
    ]
    return pl.concat([own, conform(pl.DataFrame([{**base, **row} for row in rows]), POSTS)])


def cut(table: pl.DataFrame, size: int) -> list[pl.DataFrame]:
    return [table[begin : begin + size] for begin in range(0, table.height, size)]


def read_by_part(table: pl.DataFrame, size: int, likeness: Likeness | None = None) -> list[PartTraces]:
    def read(columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        yield from (part.select(columns) for part in cut(table, size))

    origins = replace(find_origins_by_part(read, world().references), likeness=likeness or Likeness())
    return list(read_traces_by_part(read(list(POSTS)), [layer_named(name) for name in LAYERS], origins))


@pytest.mark.parametrize("size", [1, 700, 100_000])
def test_the_traces_of_all_parts_are_those_of_the_whole(size: int) -> None:
    table = posts() if size > 1 else posts().tail(40)
    parts = read_by_part(table, size)
    whole = read_traces(table, world().references, LAYERS)
    for layer in LAYERS:
        if layer == "wording":  # told apart when all are read
            continue
        together = pl.concat([part.traces[layer] for part in parts if layer in part.traces])
        assert together.sort(together.columns).equals(whole[layer].sort(together.columns)), layer


def test_each_trace_says_the_number_of_its_post() -> None:
    table = posts()
    names = (table["platform"] + ":" + table["post_id"]).to_list()
    for part in read_by_part(table, 333):
        for traces in part.traces.values():
            rows = part.rows_of(traces["post"])
            assert [names[row] for row in rows] == traces["post"].to_list()


def test_origins_of_all_parts_know_what_those_of_the_whole_know() -> None:
    table = posts()
    whole = find_origins(table, world().references)
    parts = find_origins_by_part(lambda columns: (part.select(columns) for part in cut(table, 100)), world().references)
    assert parts.handles.sort("handle_key").equals(whole.handles.sort("handle_key"))
    assert (
        parts.originals.join(whole.originals, on="object", how="semi")
        .sort("object")
        .equals(whole.originals.sort("object"))
    )
