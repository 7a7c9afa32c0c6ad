"""The page of one hashtag."""

import json
from pathlib import Path

import pytest

from tests.dossiers.hashtag.tagged_case import tagged_case
from tests.dossiers.written_case import write_case
from unisono.cases import Case
from unisono.cli import main


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return tagged_case(tmp_path_factory.mktemp("tags") / "case")


def shown(folder: Path, tag: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(folder), "hashtag", tag]) == 0
    return capsys.readouterr().out


def test_the_page_opens_with_the_answer_and_its_numbers(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(case.path, "#Harbour", capsys)
    lines = page.splitlines()
    assert lines[0] == "Hashtag #harbour: 68 posts of 25 accounts, 0% reposts."
    assert lines[1].startswith("  Coordinated: accounts that acted together carry it")
    assert "8 members of networks used it; going by everybody else" in lines[2]
    assert "Networks: 70.6% of the posts (95 %:" in page
    assert "  Written as #Harbour (48 posts), #harbour (20 posts): capitals, widths and" in page
    assert "Concentration: coefficient of traffic manipulation (CTM)" in page
    for part in ("When and where", "Who posts it most", "What it says", "Who was first", "What else could explain it"):
        assert part in page
    assert "Whether it trended: not known" in page


def test_a_case_without_a_scan_says_what_a_scan_adds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(tagged_case(tmp_path / "c", scanned=False).path, "harbour", capsys)
    assert "Verdict: whether networks carry it is known after a scan." in page
    assert "unisono scan" in page


def test_few_posts_abstain_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_case(tmp_path / "c", [{"account": "a", "text": "look #ميناء"}])
    page = shown(case.path, "ميناء", capsys)
    assert "1 post of 1 account" in page
    assert "cannot say, n = 1 post " in page
    assert "Arguments: cannot say" in page
    assert "Tactics (suggestions): cannot say" in page


def test_json_is_one_object_with_times_in_utc(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "hashtag", "harbour", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card["verdict"] == "coordinated"
    assert card["first_at"].endswith("Z")
    assert 0 <= card["networked_share"] <= 1
    assert card["ctm"]["f"] == 100.0


def test_an_unknown_tag_is_an_error_that_names_others(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "hashtag", "nowhere"]) == 2
    assert "has the hashtag #nowhere. Used most: #day" in capsys.readouterr().err
