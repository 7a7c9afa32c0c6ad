"""Posts are found by their words, their text or a target, and their positions are kept."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import texts_case
from tests.web.posts.posts_case import posts_case
from unisono.model.errors import UsageError
from unisono.web.posts.found_posts import find_and_keep, find_positions, kept_positions
from unisono.web.posts.keeping import keep_posts


def test_posts_are_found_by_all_of_the_words(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    kept = keep_posts(case, "state")
    assert find_positions(case, None, kept, "words", "nino CUANDO").to_list() == [3]
    assert find_positions(case, None, kept, "words", "$^.*").to_list() == [3]
    assert find_positions(case, None, kept, "words", '"bridge harbour"').to_list() == []


def test_words_without_a_letter_are_refused(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    with pytest.raises(UsageError, match="nothing to look for"):
        find_positions(case, None, keep_posts(case, "state"), "words", "\u200b")


def test_posts_are_found_by_the_text_that_one_of_them_carries(tmp_path: Path) -> None:
    case = texts_case(tmp_path / "case")
    kept = keep_posts(case, "state")
    assert find_and_keep(case, None, kept, "text", "twitter:b0") == 6
    places = kept.mapped(kept_positions(kept, None, "text", "twitter:b0").stem)["position"]
    assert len(places) == 6


def test_findings_need_a_scan(tmp_path: Path) -> None:
    case = texts_case(tmp_path / "case")
    with pytest.raises(UsageError, match="has not been scanned"):
        find_positions(case, None, keep_posts(case, "state"), "finding", "f-1")
