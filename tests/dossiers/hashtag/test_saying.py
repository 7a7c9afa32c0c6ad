"""What the posts of a tag say."""

from pathlib import Path

import polars as pl

from tests.dossiers.hashtag.tagged_case import PUSHERS, SLOGANS, tagged_case
from tests.dossiers.written_case import BRIDGE, write_case
from unisono.dossiers.hashtag.material import read_tags
from unisono.dossiers.hashtag.saying import rank_arguments, read_posts


def test_posts_that_say_nearly_the_same_have_one_wording_and_reposts_have_none(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": f"{BRIDGE} #t"},
        {"account": "b", "text": f"{BRIDGE}!! #t", "minutes": 5},
        {"account": "c", "text": f"RT @h_a: {BRIDGE} #t", "kind": "repost", "ref_post_id": "0", "minutes": 6},
        {"account": "d", "text": "ok #t", "minutes": 7},
    ]
    material = read_tags(write_case(tmp_path / "c", posts), None)
    read = read_posts(material, material.uses).sort("post")
    wordings = read["wording"].to_list()
    assert wordings[0] == wordings[1] is not None
    assert wordings[2] is None
    assert wordings[3] is None
    assert read["object"][2] == wordings[0]


def test_arguments_are_ranked_by_accounts_with_the_share_of_members(tmp_path: Path) -> None:
    case = tagged_case(tmp_path / "c")
    material = read_tags(case, case.latest_run())
    uses = material.uses.filter(pl.col("object") == "harbour")
    cards, found = rank_arguments(material, read_posts(material, uses))
    assert found.posts == uses.height
    first = cards[: len(SLOGANS)]
    assert [one["accounts"] for one in first] == [len(PUSHERS)] * len(SLOGANS)
    assert {one["networked_share"] for one in first} == {1.0}
    assert all(isinstance(term, str) for one in cards for term in one["terms"])
