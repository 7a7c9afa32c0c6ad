"""Hashtags ranked by posts, by networks, by surprise; in a span, and in each day of it."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.hashtag.tagged_case import tagged_case
from tests.dossiers.written_case import START, put_in_network, write_case
from unisono.dossiers.hashtag.material import Material, read_tags
from unisono.dossiers.hashtag.ranking import ORDERS, rank_spans, rank_tags, within


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    case = tagged_case(tmp_path_factory.mktemp("tags") / "case")
    return read_tags(case, case.latest_run())


@pytest.mark.parametrize("by", ORDERS)
def test_every_order_lists_every_tag_once(material: Material, by: str) -> None:
    rows = rank_tags(material, by)
    assert sorted(str(row["hashtag"]) for row in rows) == sorted(material.uses["object"].unique())
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_pushed_tag_comes_first_by_surprise_and_by_networks_with_its_verdict(material: Material) -> None:
    for by in ("surprise", "network-share"):
        first = rank_tags(material, by, top=1)[0]
        assert (first["hashtag"], first["verdict"]) == ("harbour", "coordinated")
        assert first["members_share"] == pytest.approx(48 / 68)


def test_posts_are_in_order_of_their_counts(material: Material) -> None:
    counts = [row["posts"] for row in rank_tags(material, "posts")]
    assert counts == sorted(counts, reverse=True)


def test_a_tag_is_new_in_a_span_where_it_was_not_used_before(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": "#old", "minutes": 0},
        {"account": "b", "text": "#old", "minutes": 100},
        {"account": "b", "text": "#fresh", "minutes": 101},
    ]
    material = read_tags(write_case(tmp_path / "c", posts), None)
    start = START + timedelta(minutes=50)
    rows = rank_tags(within(material, start, None), "new", before=within(material, None, start))
    assert [(row["hashtag"], row["is_new"], row["posts"]) for row in rows] == [("fresh", True, 1), ("old", False, 1)]
    assert {row["verdict"] for row in rows} == {None}


def test_tags_of_few_posts_have_no_verdict_and_say_why(tmp_path: Path) -> None:
    posts = [{"account": "a", "text": "#lone", "minutes": n} for n in range(30)]
    posts += [{"account": f"b{n}", "text": "#pair", "minutes": n} for n in range(2)]
    case = write_case(tmp_path / "c", posts)
    put_in_network(case, ["b0"])
    rows = {str(row["hashtag"]): row for row in rank_tags(read_tags(case, case.latest_run()), "posts")}
    assert (rows["lone"]["verdict"], rows["lone"]["verdict_cannot_say"]) == (None, "cannot say: one account")
    assert (rows["pair"]["verdict"], rows["pair"]["verdict_cannot_say"]) == (None, "cannot say: 2 posts")
    assert [rows[name]["ctm_percentile_cannot_say"] for name in ("lone", "pair")] == ["needs show", "few posts"]


def test_each_day_has_its_ranks_and_those_of_the_day_before(material: Material) -> None:
    rows = rank_spans(material, "day", "posts", 3)
    days = material.uses.with_columns(pl.col("at").dt.truncate("1d").alias("day"))
    for row in rows:
        on_day = days.filter((pl.col("day") == row["span"]) & (pl.col("object") == row["hashtag"]))
        assert on_day.height == row["posts"]
        assert on_day["account"].n_unique() == row["accounts"]
    second = sorted({row["span"] for row in rows})[1]
    full = {(row["span"], row["hashtag"]): row["rank"] for row in rank_spans(material, "day", "posts", 1_000)}
    for row in rows:
        if row["span"] == second:
            assert row["rank_before"] == full.get((second - timedelta(days=1), row["hashtag"]))


def test_hours_are_ranked_by_the_share_of_networks_where_there_are_posts_enough(material: Material) -> None:
    for row in rank_spans(material, "hour", "network-share", 2):
        assert row["posts"] >= 10
        assert row["accounts"] >= 3


def test_a_list_tells_the_percentile_of_small_tags_as_their_pages_do(tmp_path: Path) -> None:
    posts = [
        {"account": f"a{n % (5 + tag % 7)}", "text": f"#tag{tag}", "minutes": n} for tag in range(40) for n in range(25)
    ]
    material = read_tags(write_case(tmp_path / "c", posts), None)
    for row in rank_tags(material, "posts", top=3):
        assert row["ctm_percentile"] == material.compare(str(row["hashtag"])).percentile is not None
