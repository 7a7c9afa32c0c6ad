"""What is said of networks and members can be counted again from pairs and acts."""

from dataclasses import replace

import numpy as np
import orjson
import polars as pl
import pytest

from tests.detectors.small_world import HIRED, world
from unisono.detectors.scanning import ScanResult, scan_posts
from unisono.model.settings import ScanSettings
from unisono.model.tables import MEMBERS, NETWORKS
from unisono.networks.describing import Context, describe_members, describe_networks
from unisono.networks.searching import SearchWithTwin, search_networks
from unisono.networks.tracing_back import acts_of_networks, describe_pairs
from unisono.significance.layer_acts import EncodedLayers, encode_layers
from unisono.traces import read_traces


@pytest.fixture(scope="module")
def scan() -> ScanResult:
    batch = world()
    return scan_posts(batch.posts, batch.accounts, batch.references, ScanSettings())


@pytest.fixture(scope="module")
def encoded() -> EncodedLayers:
    batch = world()
    return encode_layers(read_traces(batch.posts, batch.references))


@pytest.fixture(scope="module")
def result(encoded: EncodedLayers) -> SearchWithTwin:
    return search_networks(encoded, ScanSettings())


def test_networks_agree_with_members_acts_and_pairs(scan: ScanResult) -> None:
    networks, members, acts, pairs = (scan.tables[name] for name in ("networks", "members", "acts", "pairs"))
    assert dict(networks.schema) == NETWORKS
    assert networks["network"].to_list() == list(range(1, networks.height + 1))
    assert networks["weight"].is_sorted(descending=True)
    for row in networks.iter_rows(named=True):
        own = acts.filter(pl.col("network") == row["network"])
        accounts = members.filter(pl.col("network") == row["network"])["account"].to_list()
        inside = pairs.filter(pl.col("a").is_in(accounts), pl.col("b").is_in(accounts))
        assert (row["accounts"], row["size"]) == (accounts, len(accounts))
        assert row["posts"] == own["post"].n_unique()
        assert row["objects"] == own.select("layer", "object").n_unique()
        assert (row["first_at"], row["last_at"]) == (own["at"].min(), own["at"].max())
        assert orjson.loads(row["layers"]) == dict(inside["layer"].value_counts().iter_rows())
        assert f"these {row['size']} accounts" in row["because"]
        assert row["verdict"] in ("coordinated", "coordinated_explained")


def test_members_agree_with_acts(scan: ScanResult) -> None:
    members, acts = scan.tables["members"], scan.tables["acts"]
    assert dict(members.schema) == MEMBERS
    assert members["account"].is_unique().all()
    for row in members.iter_rows(named=True):
        own = acts.filter(pl.col("account") == row["account"])
        assert set(own["network"]) == {row["network"]}
        assert row["explained_share"] == pytest.approx(own.height / row["acts"])
        assert 0 < row["explained_share"] <= 1
        assert row["layers"] == sorted(set(own["layer"]))
        assert (row["first_at"], row["last_at"]) == (own["at"].min(), own["at"].max())
        assert row["partners"] >= 2
        assert row["role"] in ("launcher", "booster", "crowd")


def test_a_network_of_weak_pairs_alone_is_described_by_them(encoded: EncodedLayers, result: SearchWithTwin) -> None:
    weak = replace(result.found, chosen=np.zeros_like(result.found.chosen))
    pairs = describe_pairs(encoded, weak, weak.chosen)
    acts = acts_of_networks(encoded, weak)
    batch = world()
    accounts = batch.accounts.with_columns(pl.concat_str("platform", pl.lit(":"), "account_id").alias("account"))
    posts = batch.posts.with_columns(pl.concat_str("platform", pl.lit(":"), "post_id").alias("post"))
    members = describe_members(encoded, weak, acts, accounts)
    networks = describe_networks(encoded, replace(result, found=weak), pairs, members, acts, Context(posts, accounts))
    assert pairs.height == 0
    assert networks.height == result.found.groups.count
    (hired,) = [row for row in networks.iter_rows(named=True) if set(row["accounts"]) == HIRED]
    assert "none by itself beyond doubt" in hired["because"]
    assert orjson.loads(hired["layers"]).keys() == {"repost"}


def test_without_networks_the_tables_are_empty(encoded: EncodedLayers, result: SearchWithTwin) -> None:
    nobody = replace(result.found.groups, member_of=np.full(len(encoded.account_ids), -1), count=0)
    none = replace(result, found=replace(result.found, groups=nobody))
    acts = acts_of_networks(encoded, none.found)
    members = describe_members(encoded, none.found, acts, pl.DataFrame())
    context = Context(pl.DataFrame(), pl.DataFrame())
    assert (acts.height, members.height) == (0, 0)
    assert describe_networks(encoded, none, pl.DataFrame(), members, acts, context).height == 0
