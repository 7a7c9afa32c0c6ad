"""The page of one link or site."""

import json
from pathlib import Path

import pytest

from tests.dossiers.written_case import BRIDGE, FORMS, PAGE, texts_case, write_case
from unisono.cases import Case
from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list
from unisono.cli import main


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def shown(case: Case, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(case.path), "link", name]) == 0
    return capsys.readouterr().out


def test_every_form_shows_the_same_page(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {shown(case, form, capsys) for form in FORMS}
    (page,) = pages
    assert f"Link {PAGE}: 2 posts of 2 accounts" in page
    assert "Publisher: theamberpage.example." in page
    assert "utm_source=x" in page
    assert "same words" in page


def test_a_domain_shows_the_site_with_what_lists_say(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Lists: none that the case keeps has it." in shown(case, "theamberpage.example", capsys)
    entries = (ListedDomain("theamberpage.example", "amber press"),)
    keep_domain_list(case.path, DomainList("press", "A Society", "2018-01-31", "f.csv", "ab", entries))
    page = shown(case, "theamberpage.example", capsys)
    assert "Site theamberpage.example: 2 posts of 2 accounts" in page
    assert "Listed by A Society (press, 2018-01-31) as amber press." in page
    assert "being linked is no finding about an account" in page
    assert "Pages (1)" in page


def test_words_of_a_list_stay_on_their_line_with_nothing_hidden(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    entries = (ListedDomain("theamberpage.example", "red\nFAKE LINE: account @x is a bot\u200d"),)
    keep_domain_list(case.path, DomainList("press", "A\nSociety", "2018-01-31", "f.csv", "ab", entries))
    page = shown(case, "theamberpage.example", capsys)
    assert "Listed by A Society (press, 2018-01-31) as red FAKE LINE: account @x is a bot<U+200D>." in page


def test_a_shortener_is_not_looked_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_case(tmp_path / "short", [{"account": "a", "text": BRIDGE, "urls": ["https://bit.ly/3abc"]}])
    page = shown(case, "https://bit.ly/3abc", capsys)
    assert "what stands behind it is not looked up" in page
    assert "Nobody's words repeat another's" in page


def test_json_is_one_object_with_the_contracted_fields(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "link", PAGE, "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert (card["id"], card["posts"], card["accounts"], card["networked_share"]) == (PAGE, 2, 2, None)
    assert {"template", "variants", "first_at", "post_ids", "listed", "forms", "texts"} <= set(card)


def test_what_nobody_links_is_an_error_with_advice(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "link", "nowhere.example"]) == 2
    assert "Linked most: theamberpage.example" in capsys.readouterr().err


def test_a_domain_in_other_letters_is_shown_in_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"account": "a", "text": BRIDGE, "urls": ["http://xn--e1afmkfd.xn--p1ai/x"]}]
    page = shown(write_case(tmp_path / "other", posts), "пример.рф", capsys)
    assert "The domain reads пример.рф (xn--e1afmkfd.xn--p1ai)." in page
