"""The posts of a case are kept once for each state of it, in order of time, also a part at a time."""

import os
from pathlib import Path

import pytest

from tests.dossiers.written_case import write_case
from tests.web.posts.posts_case import posts_case
from unisono.web.posts import keeping
from unisono.web.posts.keeping import keep_posts


def test_posts_stand_in_order_of_time_with_what_they_are_chosen_by(tmp_path: Path) -> None:
    kept = keep_posts(posts_case(tmp_path / "case"), "state")
    assert kept.columns["post"].to_list() == [f"twitter:{number}" for number in (1, 2, 4, 3, 5, 6)]
    assert kept.tags.rows() == [("harbour", 0), ("harbour", 1), ("harbour", 5)]
    assert kept.originals.rows() == [("twitter:1", 1), ("twitter:1", 2)]
    assert kept.links.select("publisher", "position").rows() == [
        ("theamberpage.example", 3),
        ("theamberpage.example", 5),
    ]


def test_accounts_of_profiles_alone_are_there_too(tmp_path: Path) -> None:
    accounts = keep_posts(posts_case(tmp_path / "case"), "state").accounts
    assert accounts.select("handle", "posts").rows()[-1] == ("h_eve", 0)
    assert accounts["folded"].to_list()[-1] == "h_eve\neva ωμεγα"


@pytest.mark.parametrize("most", [1, 3, 1000])
def test_a_case_that_is_read_in_parts_is_kept_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    posts = [{"account": f"a{n % 7}", "text": f"words {n}", "minutes": n * 7 % 90} for n in range(90)]
    monkeypatch.setattr(keeping, "MOST_AT_ONCE", most * 10)
    monkeypatch.setattr(keeping, "BLOCK", 8)
    kept = keep_posts(write_case(tmp_path / "case", posts), "state")
    read = kept.read(range(90))
    assert read["created_at"].is_sorted()
    assert [f"twitter:{post}" for post in read["post_id"]] == kept.columns["post"].to_list()
    assert sorted(kept.texts()) == sorted(post["text"] for post in posts)


def test_files_of_an_older_state_make_room(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    older = keep_posts(case, "older")
    newer = keep_posts(case, "newer")
    assert newer.is_whole
    assert not older.folder.exists()
    assert keep_posts(case, "newer").folder == newer.folder


def test_an_empty_case_is_kept_as_well(tmp_path: Path) -> None:
    kept = keep_posts(write_case(tmp_path / "case", []), "state")
    assert (kept.columns.height, kept.accounts.height, kept.texts().len()) == (0, 0, 0)


def test_a_case_that_cannot_be_written_is_kept_elsewhere(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    (case.path / "derived").write_text("a file where a folder should be")
    kept = keep_posts(case, "state")
    assert kept.columns.height == 6
    assert not kept.folder.is_relative_to(case.path)


def test_what_a_broken_off_making_left_is_removed_after_a_day(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    place = case.path / "derived" / "posts"
    for name in ("old", "young"):
        (place / f"{keeping.MAKING}{name}").mkdir(parents=True)
    os.utime(place / f"{keeping.MAKING}old", (0, 0))
    keep_posts(case, "state")
    assert [one.name for one in place.iterdir() if one.name.startswith(".")] == [f"{keeping.MAKING}young"]
