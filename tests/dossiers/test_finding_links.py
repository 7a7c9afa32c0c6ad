"""Which link or site somebody means."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.written_case import BRIDGE, FORMS, PAGE, texts_case, write_case
from unisono.cases import Case
from unisono.dossiers.finding_links import Place, find_place, posts_of_place
from unisono.dossiers.link_dossier import read_links
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def test_every_form_of_an_address_is_one_page(case: Case) -> None:
    links = read_links(case)
    defanged = "hxxps://theamberpage[.]example/articles/7"
    for form in (*FORMS, "theamberpage.example/articles/7", f"<{PAGE}#top>", defanged, f" {PAGE}/ "):
        assert find_place(case, links, form) == Place(PAGE, is_site=False)


def test_a_short_link_of_a_text_leads_to_the_address_of_its_post(case: Case) -> None:
    assert find_place(case, read_links(case), "https://t.co/a1") == Place(PAGE, is_site=False)


def test_a_bare_domain_is_the_site(case: Case) -> None:
    links = read_links(case)
    for name in ("theamberpage.example", "https://theamberpage.example/", "www.theamberpage.example"):
        assert find_place(case, links, name) == Place("theamberpage.example", is_site=True)


def test_a_page_on_a_host_of_many_is_a_site_of_its_own(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": BRIDGE, "urls": ["https://t.me/harbour/12"]},
        {"account": "b", "text": BRIDGE, "urls": ["https://t.me/harbour/13"]},
        {"account": "c", "text": BRIDGE, "urls": ["https://t.me/another/1"]},
    ]
    case = write_case(tmp_path / "many", posts)
    links = read_links(case)
    place = find_place(case, links, "t.me/harbour")
    assert place == Place("t.me/harbour", is_site=True)
    assert posts_of_place(links, place).height == 2
    assert posts_of_place(links, find_place(case, links, "t.me")).height == 3


def test_what_nobody_links_says_what_is_linked(case: Case) -> None:
    links = read_links(case)
    with pytest.raises(UsageError, match=r"2 posts link to other pages of theamberpage\.example"):
        find_place(case, links, "https://theamberpage.example/other")
    with pytest.raises(UsageError, match=r"Linked most: theamberpage\.example"):
        find_place(case, links, "nowhere.example")
    with pytest.raises(UsageError, match="Links to the platform itself do not count"):
        find_place(case, links, "twitter.com")
    with pytest.raises(UsageError, match="is no web address"):
        find_place(case, links, "mailto:ann@x.example")


def test_a_case_without_links_says_so(tmp_path: Path) -> None:
    case = write_case(tmp_path / "bare", [{"account": "a", "text": BRIDGE}])
    with pytest.raises(UsageError, match="has no links"):
        find_place(case, read_links(case), PAGE)


@given(given=st.text(max_size=60))
def test_whatever_is_typed_is_answered_or_refused_with_advice(
    given: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "typed"
    case = Case(folder, "typed") if (folder / "case.json").exists() else texts_case(folder)
    links = pl.DataFrame({"account": ["a"], "post": ["p"], "address": [PAGE], "domain": ["x"], "publisher": ["x"]})
    try:
        find_place(case, links, given)
    except UsageError as error:
        assert "Type" in str(error)
