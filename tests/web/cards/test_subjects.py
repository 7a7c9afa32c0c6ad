"""Cards about subjects are computed from a case, and posts are kept and found for pages."""

from pathlib import Path

from tests.dossiers.written_case import texts_case
from tests.web.posts.posts_case import posts_case
from unisono.web.cards.subjects import SUBJECTS


def test_posts_are_kept_beside_the_case_and_found_there(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    kept = SUBJECTS["kept_posts"](case, None, "", {})
    assert (kept["posts"], kept["accounts"]) == (6, 5)
    folder = case.path / kept["folder"]
    assert folder.is_relative_to(case.path / "derived")
    assert SUBJECTS["found_posts"](case, None, "nino", {"what": "words", "folder": str(folder)}) == {"posts": 1}


def test_each_kind_of_subject_has_its_card(tmp_path: Path) -> None:
    case = texts_case(tmp_path / "case")
    assert SUBJECTS["text"](case, None, "twitter:b0", {})["posts"] == 6
    assert SUBJECTS["link"](case, None, "theamberpage.example", {})["kind"] == "site"
    assert SUBJECTS["account"](case, None, "h_b4", {})["account_id"] == "twitter:b4"
