"""A report reads a run's tables as they are, and only the posts that it quotes."""

from pathlib import Path

import polars as pl

from tests.exports.report.invented import Shape, build_case
from unisono.cases import SourceRecord, create_case
from unisono.exports.report.reading import accounts_passed_on, pairs_inside, parsed, read_material, read_posts
from unisono.model.batches import Batch
from unisono.model.tables import MEMBERS, PAIRS, POSTS, conform


def test_only_significant_pairs_within_one_network_are_kept() -> None:
    members = conform(pl.DataFrame({"account": ["a", "b", "c"], "network": [1, 1, 2]}), MEMBERS)
    rows = {"a": ["a", "a", "a"], "b": ["b", "c", "b"], "layer": ["repost", "repost", "link"], "q": [0.001, 0.001, 0.2]}
    kept = pairs_inside(conform(pl.DataFrame(rows), PAIRS), members, 0.01)
    assert kept.select("a", "b", "layer", "network").rows() == [("a", "b", "repost", 1)]


def test_posts_are_found_by_platform_and_number_originals_included(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(4, 4)])
    material = read_material(case, run)
    repost = material.acts.filter(pl.col("layer") == "repost").row(0, named=True)
    posts = read_posts(case, {repost["post"], repost["object"], "twitter:none"})
    assert posts[repost["post"]].account == repost["account"]
    assert posts[repost["object"]].kind == "original"
    assert set(posts) == {repost["post"], repost["object"]}
    assert read_posts(case, set()) == {}


def test_damaged_json_in_a_cell_counts_as_nothing() -> None:
    assert parsed('{"a": 1}', {}) == {"a": 1}
    assert parsed("{", {}) == {}
    assert parsed("[1]", {}) == {}
    assert parsed(None, []) == []


def test_the_accounts_that_others_pass_on_most_come_first(tmp_path: Path) -> None:
    told = {"platform": "x", "post_id": ["1", "2", "3", "4"], "ref_account_id": ["b", "a", "b", None]}
    case = create_case(tmp_path / "case")
    case.append([Batch(conform(pl.DataFrame(told), POSTS))], SourceRecord("a", "f" * 64))
    assert accounts_passed_on(case) == ["x:b", "x:a"]
    assert accounts_passed_on(case, most=1) == ["x:b"]
