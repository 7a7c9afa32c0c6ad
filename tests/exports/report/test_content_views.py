"""What a network published, on the page: shown inside, hidden in copies for others."""

import re

import pytest

from tests.dossiers.network.published_case import JOBS, SITE, build_published
from tests.exports.report.reading_html import read_page
from unisono.cases import Case, Run
from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list
from unisono.dossiers.network.content import NetworkContent, content_of_networks
from unisono.dossiers.network.languages import NetworkLanguage
from unisono.exports.report import PROFILES, render_report
from unisono.exports.report.content_views import languages_in_words, picture_address, view_content
from unisono.exports.report.disclosure import Disclosure

KEY = b"k" * 32


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    case, run = build_published(tmp_path_factory.mktemp("published"))
    listed = (ListedDomain(SITE, "partisan"),)
    keep_domain_list(case.path, DomainList("press", "A. Society", "2018-01-31", "f.csv", "aa", listed))
    return case, run


@pytest.fixture(scope="module")
def content(built: tuple[Case, Run]) -> NetworkContent:
    return content_of_networks(*built, [1])[1]


@pytest.fixture(scope="module")
def pages(built: tuple[Case, Run]) -> dict[str, str]:
    return {profile: render_report(*built, profile) for profile in PROFILES}


def test_texts_have_members_posts_wordings_and_a_template(content: NetworkContent) -> None:
    view = view_content(content, Disclosure())
    library = next(one for one in view.texts if "library" in str(one.line))
    assert (library.accounts, library.posts, library.wordings) == (6, 6, 2)
    assert '<span class="slot kind">link</span>' in str(library.line)


def test_testimony_names_the_identities_with_their_accounts(content: NetworkContent) -> None:
    (told,) = [one.testimony for one in view_content(content, Disclosure()).texts if one.testimony]
    assert told.startswith(
        "6 accounts of 6 tell of themselves in these words, in the first person: 6 different occupat"
    )
    assert all(f'<bdi dir="auto">{job}</bdi>' in told for job in JOBS)
    (public,) = [one.testimony for one in view_content(content, Disclosure("public", KEY)).texts if one.testimony]
    assert public.endswith("6 different occupations.")


def test_pictures_are_small_copies_inside_and_names_of_nothing_outside(content: NetworkContent) -> None:
    inside = view_content(content, Disclosure())
    assert inside.has_pictures
    assert all(str(one.picture).startswith("data:image/jpeg;base64,") for one in inside.images)
    assert "one-0.png" in "".join(one.names for one in inside.images)
    peer = view_content(content, Disclosure("peer", KEY))
    assert not peer.has_pictures
    assert all(one.picture is None and ".png" not in one.names and "i-" not in one.names for one in peer.images)
    assert picture_address(None) is None
    assert picture_address(b"no picture") is None


def test_pages_and_channels_are_not_named_outside() -> None:
    from unisono.dossiers.network.domains import NetworkDomain

    content = NetworkContent(domains=(NetworkDomain("t.me/member_channel", 2, 3, 1.0, ()),))
    assert "member_channel" in view_content(content, Disclosure()).domains[0].name
    assert "member_channel" not in view_content(content, Disclosure("peer", KEY)).domains[0].name


def test_small_languages_are_told_together() -> None:
    mix = [NetworkLanguage("uk", 95, 0.95), NetworkLanguage(None, 3, 0.03)]
    mix += [NetworkLanguage("bg", 1, 0.01), NetworkLanguage("ru", 1, 0.01)]
    assert languages_in_words(mix, 100).replace("\u202f", " ") == "Ukrainian 95 %, not known 3 %, 2 others 2 % together"
    assert languages_in_words([], 0) == ""


def test_the_section_shows_everything_inside(pages: dict[str, str]) -> None:
    page = read_page(pages["internal"])
    assert page.unbalanced == []
    assert len(page.all("img")) == 2
    assert all(one.attributes["src"].startswith("data:image/jpeg") for one in page.all("img"))
    (section,) = [one for one in page.all("section") if one.attributes.get("id") == "network-1"]
    assert "What they published" in section.text
    assert "listed by A. Society (press, 2018-01-31) as partisan" in section.text
    assert "Unisono judges no site" in section.text
    # Templates are made without what nobody sees: it is counted.
    assert "hidden characters in 2 posts" in section.text
    assert "\u202e" not in pages["internal"]
    assert '<bdi dir="auto">كفى</bdi>' in pages["internal"]
    assert "https://" not in pages["internal"]


def test_copies_for_others_hide_names_and_the_public_one_words(pages: dict[str, str]) -> None:
    for profile in ("peer", "public"):
        assert "member_" not in pages[profile]
        assert not re.search(r"stranger(?!s\b)", pages[profile])
        assert ".png" not in pages[profile]
        assert "<img" not in pages[profile]
    assert "opened the new library" in pages["peer"]
    assert "library" not in pages["public"]
    assert "nurse" not in pages["public"]
    assert "كفى" not in pages["public"]
