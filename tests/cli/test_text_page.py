"""The page of one text."""

import json
import re
from pathlib import Path

import pytest

from tests.dossiers.written_case import PAGE, SPUN, forms_case, put_in_network, spun_posts, texts_case, write_case
from unisono.cases import Case
from unisono.cli import main


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def shown(case: Case, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(case.path), "text", name]) == 0
    return capsys.readouterr().out


def test_a_page_has_template_wordings_first_posts_days_links_and_the_way_on(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(case, "b0", capsys)
    assert "6 posts of 5 accounts, 2 wordings; reposted 1 time in this case." in page
    assert "Template: The harbour bridge must be opened before the winter comes to our town" in page
    assert f"unisono scan {case.path}" in page
    for part in ("Innocent explanations:", "What differs", "Wordings, links aside", "Who was first", "Posts by day"):
        assert part in page
    assert f"unisono show {case.path} link {PAGE}" in page


def test_hidden_characters_are_named(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(case, "b0", capsys)
    assert "1 post holds characters that cannot be seen" in page
    assert "bri<U+200B>dge" in page
    assert "\u200b" not in page


def test_testimony_names_the_identities_and_does_not_judge_them(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(case, "0", capsys)
    assert "Testimony: 5 accounts say who they are" in page
    assert "nurse 1" in page
    assert '"farmer": 1 post · "nurse": 1 post' in page


def test_numbers_in_slots_are_told_from_their_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = "We were {} people who waited at the pharmacy of our town before the sun came up"
    rows = [{"account": name, "text": line.format(number)} for name, number in zip("abc", (3, 3, 2), strict=True)]
    page = shown(write_case(tmp_path / "queue", rows), "0", capsys)
    assert '"3": 2 posts · "2": 1 post' in page
    assert "(nothing): " not in page


def test_a_wording_is_quoted_as_posted_and_it_is_said_of_how_many_posts_that_is_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = write_case(tmp_path / "spun", spun_posts())
    page = shown(case, "1", capsys)
    assert re.search(r"(?m)^ +7 +1 +7 .* {3}The mayor wants to tear down", page)
    assert "Exactly so: posts with just the text that is quoted." in page
    assert f"(fits 11 of 15 different texts, 11 of 15 posts): ⟨(nothing) 9 · @someone 1 · SHAME 1⟩ {SPUN} ⟨" in page
    assert main(["texts", str(case.path), "--top", "1"]) == 0
    assert "(11 of 15 texts fit)" in capsys.readouterr().out


def test_after_a_scan_the_networks_are_named_and_lead_on(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    put_in_network(case, ["b0", "b4"])
    page = shown(case, "b0", capsys)
    assert "50% of the posts are by members: network 1 (3 posts of 2 accounts)." in page
    assert f"unisono show {case.path} network 1" in page


def test_words_of_one_account_are_called_its_own(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(case, "own", capsys)
    assert "No other account of the case published these words." in page
    assert "copied" not in page


def test_json_is_one_object_with_the_contracted_fields(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "text", "b0", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert list(card)[:5] == ["id", "posts", "accounts", "template", "variants"]
    assert (card["first_at"], card["networked_share"], len(card["post_ids"])) == ("2018-06-01T13:00:00Z", None, 6)


def test_what_names_no_text_is_an_error_with_advice(
    tmp_path: Path, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(case.path), "text", "t-zzz"]) == 2
    assert "has no text t-zzz. See: unisono texts" in capsys.readouterr().err
    empty = write_case(tmp_path / "empty", [])
    assert main(["show", str(empty.path), "text", "t-1"]) == 2
    assert "has no texts" in capsys.readouterr().err


def test_a_text_put_together_from_the_words_of_others_names_some_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(forms_case(tmp_path / "forms"), "f0", capsys)
    assert (
        "It is put together from the words of others: 9 texts of this form by 9 accounts in 9 posts, such as t-" in page
    )
    assert "of this form" not in shown(texts_case(tmp_path / "copies"), "0", capsys)
