"""What scorecards are made of, read once from a case."""

from pathlib import Path

import polars as pl

from tests.dossiers.hashtag.tagged_case import PUSHERS, TAG, tagged_case
from unisono.dossiers.hashtag.flows import count_posts
from unisono.dossiers.hashtag.material import read_addresses, read_tags


def test_tags_are_flows_with_the_share_of_members(tmp_path: Path) -> None:
    case = tagged_case(tmp_path / "case")
    material = read_tags(case, case.latest_run())
    flow = material.flows.filter(pl.col("object") == TAG.lower()).row(0, named=True)
    own = material.uses.filter(pl.col("object") == TAG.lower())
    assert flow["posts"] == own.height == 68
    assert material.members is not None
    assert set(material.members["account"]) == {f"twitter:{name}" for name in PUSHERS}
    assert material.carried is not None
    assert material.carried.filter(pl.col("object") == TAG.lower())["networked_share"].item() == 48 / 68


def test_without_a_run_nothing_is_said_of_networks(tmp_path: Path) -> None:
    material = read_tags(tagged_case(tmp_path / "case", scanned=False), None)
    assert (material.members, material.pushing, material.carried) == (None, None, None)


def test_posts_per_account_of_the_compared_flows_are_handed_out_together(tmp_path: Path) -> None:
    material = read_tags(tagged_case(tmp_path / "case", scanned=False), None)
    standing = material.compare("day1")
    counts = material.counts_beside(standing)
    if standing.objects.is_empty():
        assert counts is None
    else:
        assert sorted(counts or []) == sorted(count_posts(material.uses, standing.objects)["posts"].to_list())


def test_a_case_without_links_has_no_flows_of_them(tmp_path: Path) -> None:
    assert read_addresses(tagged_case(tmp_path / "case", scanned=False), None).flows.is_empty()
