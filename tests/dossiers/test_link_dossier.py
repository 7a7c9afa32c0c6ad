"""One link or site and everything known of it."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import BRIDGE, FORMS, PAGE, put_in_network, texts_case, write_case
from unisono.cases import Case
from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list
from unisono.dossiers.link_dossier import describe_link, read_links


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return texts_case(tmp_path / "case")


def test_a_page_has_its_forms_its_texts_and_its_first_post(case: Case) -> None:
    card = describe_link(case, None, PAGE)
    assert (card["id"], card["kind"], card["posts"], card["accounts"]) == (PAGE, "page", 2, 2)
    assert sorted(form["form"] for form in card["forms"]) == sorted(FORMS[1:])
    assert [(text["posts"], text["accounts"], text["pressed"]) for text in card["texts"]] == [(2, 2, False)]
    assert card["first"][0]["account_id"] == "twitter:b1"
    assert card["publisher"] == "theamberpage.example"
    assert card["post_ids"] == ["twitter:6", "twitter:7"]


def test_a_list_of_the_case_says_what_its_publisher_says(case: Case) -> None:
    entries = (ListedDomain("theamberpage.example", "amber press"),)
    keep_domain_list(case.path, DomainList("press", "A Society", "2018-01-31", "f.csv", "ab", entries))
    (listing,) = describe_link(case, None, PAGE)["listed"]
    assert listing["says"] == "listed by A Society (press, 2018-01-31) as amber press"
    assert describe_link(case, None, "theamberpage.example")["listed"] == [listing]


def test_a_site_has_its_pages_by_posts_with_their_share(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": f"{BRIDGE} one", "urls": [f"{PAGE}?utm_source=a"]},
        {"account": "b", "text": f"{BRIDGE} two", "urls": [PAGE]},
        {"account": "c", "text": BRIDGE, "urls": ["https://theamberpage.example/x"]},
    ]
    case = write_case(tmp_path / "site", posts)
    put_in_network(case, ["a"])
    card = describe_link(case, case.latest_run(), "theamberpage.example")
    assert (card["kind"], card["variants"], card["posts"]) == ("site", 2, 3)
    assert [(page["address"], page["posts"], page["networked_share"]) for page in card["pages"]] == [
        (PAGE, 2, 0.5),
        ("https://theamberpage.example/x", 1, 0.0),
    ]


def test_reposts_are_counted_apart(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": BRIDGE, "urls": [PAGE], "id": "o"},
        {"account": "b", "text": BRIDGE, "urls": [PAGE], "kind": "repost", "ref_post_id": "o"},
    ]
    case = write_case(tmp_path / "again", posts)
    assert read_links(case).height == 1
    card = describe_link(case, None, PAGE)
    assert (card["posts"], card["reposts"]) == (1, 1)


def test_words_of_a_button_are_told_from_copied_ones(tmp_path: Path) -> None:
    posts = [
        {
            "account": f"p{number}",
            "text": "The harbour bridge opens at last via @amber",
            "urls": [PAGE],
            "minutes": 95 * number,
        }
        for number in range(6)
    ]
    copied = [
        {"account": f"c{number}", "text": BRIDGE + " at once", "urls": [PAGE], "minutes": 0} for number in range(4)
    ]
    card = describe_link(write_case(tmp_path / "words", posts + copied), None, PAGE)
    assert [(text["posts"], text["sign"], text["pressed"]) for text in card["texts"]] == [
        (6, "via", True),
        (4, None, False),
    ]


def test_an_address_of_a_shortener_says_that_it_is_one(tmp_path: Path) -> None:
    case = write_case(tmp_path / "short", [{"account": "a", "text": BRIDGE, "urls": ["https://bit.ly/3abc"]}])
    assert describe_link(case, None, "bit.ly/3abc")["is_short"]
    assert not describe_link(texts_case(tmp_path / "long"), None, PAGE)["is_short"]
