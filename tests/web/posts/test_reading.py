"""Chosen posts are read a page at a time, oldest or newest first, or all of them."""

from pathlib import Path

import polars as pl
import pytest

from tests.web.posts.posts_case import posts_case
from unisono.web.posts import reading
from unisono.web.posts.keeping import keep_posts
from unisono.web.posts.reading import ChosenPosts


@pytest.fixture
def chosen(tmp_path: Path) -> ChosenPosts:
    case = posts_case(tmp_path / "case")
    return ChosenPosts(case, keep_posts(case, "state"), pl.Series([0, 1, 2, 4, 5], dtype=pl.UInt32))


def ids(rows: list[reading.Row]) -> list[str]:
    return [row["post_id"].removeprefix("twitter:") for row in rows]


def test_a_page_is_a_slice_in_either_order(chosen: ChosenPosts) -> None:
    newest = ChosenPosts(chosen.case, chosen.kept, chosen.positions, newest_first=True)
    assert [ids(chosen.page(number, 2)) for number in (1, 2, 3, 4)] == [["1", "2"], ["4", "5"], ["6"], []]
    assert [ids(newest.page(number, 2)) for number in (1, 3, 4)] == [["6", "5"], ["1"], []]


def test_all_posts_come_in_parts(chosen: ChosenPosts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    assert [ids(rows) for rows in chosen.every()] == [["1", "2"], ["4", "5"], ["6"]]


def test_a_post_names_its_account_original_and_file(chosen: ChosenPosts) -> None:
    row = chosen.page(1, 2)[1]
    assert (row["account_id"], row["ref_post_id"]) == ("twitter:bob", "twitter:1")
    assert (row["source_file"], row["source_row"], row["source_sha256"]) == ("posts.jsonl", 2, "ab" * 32)
