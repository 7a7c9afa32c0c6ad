"""Outlets that publish one agency's stories name themselves as news, and link to what they publish."""

import pytest

from tests.networks.innocent.views_by_hand import Act, everyone, of_one, view_of
from unisono.networks.innocent import newswire
from unisono.networks.innocent.networks_view import NetworksView

fit = of_one(newswire.fit)

PAPER = {"handle": "leedsdaily", "display_name": "Leeds Daily News"}
PERSON = {"handle": "ann", "display_name": "Ann Press-Journalistova", "bio": "Sometimes expressive."}


def wire(*profiles: dict[str, str], stories: int = 10, links: bool = True, layer: str = "text") -> NetworksView:
    acts = [
        Act(f"m{member}", f"story{story}", 1_000.0 * story + member, layer=layer, post={"urls": ["u"] if links else []})
        for story in range(stories)
        for member in range(len(profiles))
    ]
    return view_of(acts, profiles=everyone(*profiles))


def test_papers_that_post_the_same_stories_are_explained() -> None:
    found = fit(wire(PAPER, PAPER, PAPER))
    assert found.fit == pytest.approx(1.0)
    assert "3 of 3 members name themselves as news media" in found.because
    assert "on 10 stories" in found.because


def test_people_who_post_the_same_stories_are_not() -> None:
    assert fit(wire(PERSON, PERSON, PERSON)).fit == 0.0


@pytest.mark.parametrize(
    "profile",
    [
        {"handle": "HarbourNews"},
        {"handle": "NorthfieldGazette"},
        {"handle": "DiarioNorte"},
        {"handle": "ElCorreoOeste"},
        {"handle": "LaTribuna_Rio"},
        {"handle": "HafenKurier2"},
        {"display_name": "Вечерние новости"},
        {"display_name": "朝の新聞"},
        {"bio": "News from the coast"},
        {"display_name": "Radio Norte"},
    ],
)
def test_news_is_recognised_in_names_and_profiles(profile: dict[str, str]) -> None:
    assert fit(wire(profile, profile, profile)).fit == pytest.approx(1.0)


@pytest.mark.parametrize(
    "profile",
    [
        {"bio": "I love good news and sometimes the radio"},
        {"display_name": "Express"},
        {"handle": "renewsome"},
        {"handle": "NewsLover"},
        {"handle": "RadioHeadFan"},
        {"handle": "Correosa"},
        {},
    ],
)
def test_words_that_merely_hold_a_news_word_are_not_news(profile: dict[str, str]) -> None:
    assert fit(wire(profile, profile, profile)).fit == 0.0


def test_copied_texts_without_links_are_explained_in_part_only() -> None:
    assert fit(wire(PAPER, PAPER, PAPER, links=False)).fit == pytest.approx(0.4)


def test_two_stories_are_too_few() -> None:
    assert fit(wire(PAPER, PAPER, PAPER, stories=2)).fit == pytest.approx(0.4)


def test_papers_that_repost_the_same_posts_are_not_explained_as_a_wire() -> None:
    assert fit(wire(PAPER, PAPER, PAPER, layer="repost")).fit == 0.0


def test_without_names_and_biographies_it_is_not_measured_unless_the_acts_are_reposts() -> None:
    assert not fit(wire({"handle": "a"}, {"handle": "b"}, {"handle": "c"})).measured
    assert fit(wire({"handle": "a"}, {"handle": "b"}, {"handle": "c"}, layer="repost")).measured
    assert fit(wire(PERSON, PERSON, PERSON)).measured


def test_a_handle_or_two_with_a_news_word_do_not_tell_what_hundreds_without_biography_are() -> None:
    named = fit(wire({"handle": "HarbourNews"}, *[{"handle": f"a{number}"} for number in range(9)]))
    assert (named.fit, named.measured) == (0.0, False)
    assert "1 of 10 members name themselves" in named.because
    assert fit(wire({"handle": "HarbourNews"}, *[{"handle": "a", "bio": "I sing."}] * 9)).measured
