"""The crowd around the networks is everybody who left a trace on what the networks acted on."""

import polars as pl
import pytest

from tests.detectors.small_world import HIRED, world
from unisono.model.settings import ScanSettings
from unisono.networks.crowd import read_crowd, read_reposts
from unisono.networks.searching import search_networks
from unisono.networks.tracing_back import acts_of_networks
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.traces import read_traces


@pytest.fixture(scope="module")
def traces() -> dict[str, pl.DataFrame]:
    batch = world()
    found = read_traces(batch.posts, batch.references)
    # Some traces name another author, and some none: the first named counts.
    odd = pl.when(pl.int_range(pl.len()) % 3 == 0).then(None).when(pl.int_range(pl.len()) % 5 == 0).then(pl.lit("odd"))
    return {layer: frame.with_columns(odd.otherwise("author").alias("author")) for layer, frame in found.items()}


@pytest.fixture(scope="module")
def encoded(traces: dict[str, pl.DataFrame]) -> EncodedLayers:
    return encode_layers(traces)


@pytest.fixture(scope="module")
def acts(encoded: EncodedLayers) -> pl.DataFrame:
    return acts_of_networks(encoded, search_networks(encoded, ScanSettings()).found)


def test_actors_authors_and_origins_are_those_of_all_traces_on_the_object(
    traces: dict[str, pl.DataFrame], encoded: EncodedLayers, acts: pl.DataFrame
) -> None:
    expected = {}
    for layer, name in acts.select("layer", "object").unique().rows():
        own = traces[layer].filter(pl.col("object") == name)
        named = [author for author in own["author"] if author is not None]
        expected[layer, name] = (len(set(own["account"])), max(named, default=None), own["origin_at"].min())
    crowd = read_crowd(encoded, acts)
    assert {(layer, name): facts for layer, name, *facts in map(tuple, crowd.rows())} == {
        key: list(facts) for key, facts in expected.items()
    }
    assert {"odd", None} < set(crowd["author"])


def test_reposts_are_those_of_the_accounts_asked_for_on_what_the_networks_reposted(
    traces: dict[str, pl.DataFrame], encoded: EncodedLayers, acts: pl.DataFrame
) -> None:
    some = pl.Series([*sorted(HIRED)[:2], *traces["repost"]["account"].unique().sort().head(9), "nobody:here"])
    objects = set(acts.filter(pl.col("layer") == "repost")["object"])
    rows = traces["repost"].select("object", "account", "at").rows()
    expected = {row for row in rows if row[0] in objects and row[1] in set(some)}
    assert expected
    assert set(read_reposts(encoded, acts, some).rows()) == expected
    assert read_reposts(encoded, acts, pl.Series([], dtype=pl.String)).is_empty()


def test_without_acts_there_is_no_crowd(encoded: EncodedLayers, acts: pl.DataFrame) -> None:
    assert read_crowd(encoded, acts.clear()).is_empty()
    assert read_reposts(encoded, acts.clear(), encoded.account_ids).is_empty()
