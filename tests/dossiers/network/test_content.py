"""What a network published, all parts together."""

from pathlib import Path

from tests.dossiers.network.published_case import MEMBERS_BUILT, SITE, build_published
from unisono.cases.domain_lists import DomainList, ListedDomain, keep_domain_list
from unisono.dossiers.network.content import ContentLimits, NetworkContent, content_of_networks


def test_texts_pictures_sites_and_languages_stand_together(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    keep_domain_list(
        case.path, DomainList("press", "A. Society", "2018-01-31", "f.csv", "aa", (ListedDomain(SITE, "daily"),))
    )
    content = content_of_networks(case, run, [1])[1]
    assert [one.accounts for one in content.texts] == [MEMBERS_BUILT] * 3
    assert [one.accounts for one in content.images] == [MEMBERS_BUILT] * 2
    (site,) = content.domains
    assert (site.domain, site.posts, site.share, content.linking_posts) == (SITE, MEMBERS_BUILT, 1.0, MEMBERS_BUILT)
    assert site.listed == ({"list": "press", "label": "daily", "source": "A. Society", "date": "2018-01-31"},)
    assert content.languages[0].language == "en"
    assert content.language_posts == 3 * MEMBERS_BUILT


def test_json_names_what_scripts_look_for(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    told = content_of_networks(case, run, [1])[1].as_json()
    assert {"text", "accounts", "posts", "variants", "template", "testimony", "identities", "first_at"} <= set(
        told["texts"][0]
    )
    assert {"image", "accounts", "posts", "variants", "first_at", "names"} <= set(told["images"][0])
    assert {"domain", "accounts", "posts", "share", "listed"} <= set(told["domains"][0])
    assert told["languages"][0]["name"] == "English"


def test_what_is_beyond_the_limits_is_counted(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    content = content_of_networks(case, run, [1], ContentLimits(texts=1, images=1, language_posts=4))[1]
    assert (len(content.texts), content.texts_found) == (1, 3)
    assert (len(content.images), content.images_found) == (1, 2)
    assert content.language_posts == 4


def test_a_network_that_the_run_does_not_have_published_nothing(tmp_path: Path) -> None:
    case, run = build_published(tmp_path, members=2)
    assert content_of_networks(case, run, [7]) == {7: NetworkContent()}
