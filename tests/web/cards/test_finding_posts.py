"""Posts of a finding as a card."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import case_that_grew
from unisono.model.errors import UsageError
from unisono.web.cards import finding_posts
from unisono.web.cards.finding_posts import finding_card


def test_the_earliest_posts_are_given_and_all_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_that_grew(tmp_path / "case")
    monkeypatch.setattr(finding_posts, "MOST", 2)
    card = finding_card(case, case.runs()[0], "f-aa11")
    assert (len(card["posts"]), card["found"], card["are_profiles"]) == (2, 6, False)
    assert card["posts"][0]["created_at"] < card["posts"][1]["created_at"]


def test_a_finding_needs_a_scan_that_has_it(tmp_path: Path) -> None:
    case = case_that_grew(tmp_path / "case")
    with pytest.raises(UsageError, match="not been scanned"):
        finding_card(case, None, "f-aa11")
    with pytest.raises(UsageError, match="no finding"):
        finding_card(case, case.runs()[0], "f-none")
