"""A post is shown with its beginning, its hashtags as pages are named, and whether its original is at hand."""

from pathlib import Path

import polars as pl

from tests.dossiers.written_case import write_case
from tests.web.posts.posts_case import posts_case
from unisono.cases import Case
from unisono.web.posts.keeping import keep_posts
from unisono.web.posts.reading import ChosenPosts
from unisono.web.posts.shown_posts import LETTERS_OPEN, ShownPost, shown_posts


def shown(case: Case) -> list[ShownPost]:
    kept = keep_posts(case, "state")
    every = ChosenPosts(case, kept, kept.columns["position"])
    return shown_posts(every.page(1, 50), kept)


def test_an_original_that_the_case_holds_is_told_from_one_it_does_not(tmp_path: Path) -> None:
    assert [one.has_original for one in shown(posts_case(tmp_path / "case"))] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    (one,) = shown(write_case(tmp_path / "case", [{"account": "ann", "text": "long " * 300}]))
    assert one.is_cut
    assert len(one.text) <= LETTERS_OPEN


def test_links_beyond_a_dozen_are_counted(tmp_path: Path) -> None:
    links = [f"https://page{number}.example" for number in range(15)]
    (one,) = shown(write_case(tmp_path / "case", [{"account": "ann", "text": "x", "urls": links}]))
    assert (len(one.links), one.links_left, one.precision) == (12, 3, "second")


def test_no_post_is_shown_of_none(tmp_path: Path) -> None:
    kept = keep_posts(posts_case(tmp_path / "case"), "state")
    assert (
        shown_posts(ChosenPosts(posts_case(tmp_path / "other"), kept, pl.Series([], dtype=pl.UInt32)).page(1, 5), kept)
        == []
    )
