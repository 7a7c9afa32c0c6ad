"""Accounts under one site's name that post that site's links are one publisher's."""

from dataclasses import replace

import pytest

from tests.networks.innocent.views_by_hand import Act, everyone, of_one, view_of
from unisono.networks.innocent import one_publisher
from unisono.networks.innocent.networks_view import NetworksView

fit = of_one(one_publisher.fit)

SECTION = {"handle": "vp_sport", "display_name": "Valley Post Sport"}


def feeds(*profiles: dict[str, str], sites: int = 1, layer: str = "link") -> NetworksView:
    acts = [
        Act(
            f"m{member}",
            f"https://valley-post.example/{page}",
            9_000.0 * page,
            layer=layer,
            author=site_of(page % sites),
        )
        for page in range(20)
        for member in range(len(profiles))
    ]
    return view_of(acts, profiles=everyone(*profiles))


def site_of(number: int) -> str:
    return "valley-post.example" if number == 0 else f"site{number}.example"


def test_accounts_that_bear_the_name_of_the_site_they_link_to_are_explained() -> None:
    found = fit(feeds(SECTION, SECTION, SECTION))
    assert found.fit == pytest.approx(1.0)
    assert "100% of 60 common links go to valley-post.example; 3 of 3 members" in found.because


@pytest.mark.parametrize(
    "profile",
    [
        {"handle": "valleypost_news"},
        {"bio": "Posted by our website, valley-post.example"},
        {"url": "http://www.valley-post.example"},
    ],
)
def test_the_name_may_stand_anywhere_in_the_profile(profile: dict[str, str]) -> None:
    assert fit(feeds(profile, profile, profile)).fit == pytest.approx(1.0)


def test_strangers_who_push_one_site_are_not() -> None:
    found = fit(feeds({"handle": "ann"}, {"handle": "bob"}, {}))
    assert found.fit == 0.0
    assert "0 of 3 members" in found.because


def test_one_account_of_the_site_among_strangers_does_not_explain_them() -> None:
    assert fit(feeds(SECTION, *[{"handle": "bob", "bio": "I sing."}] * 3)).fit == 0.25


def test_links_to_several_sites_are_not() -> None:
    assert fit(feeds(SECTION, SECTION, SECTION, sites=3)).fit == 0.0


def test_a_network_without_links_is_not() -> None:
    assert fit(feeds(SECTION, SECTION, layer="text")).fit == 0.0


def test_a_site_of_a_short_name_is_in_everybodys_profile_and_proves_nothing() -> None:
    acts = [Act(f"m{n}", "https://on.example/1", 0, layer="link", author="on.example") for n in range(3)]
    assert fit(view_of(acts, profiles=everyone(*[{"bio": "London on Sunday"}] * 3))).fit == 0.0


def test_a_domain_is_its_own_site() -> None:
    acts = [Act(f"m{n}", "valley-post.example", 0, layer="domain") for n in range(3)]
    assert fit(view_of(acts, profiles=everyone(SECTION, SECTION, SECTION))).fit == pytest.approx(1.0)


def test_accounts_that_bear_the_singular_of_the_site_are_its_accounts() -> None:
    acts = [
        Act(f"m{n}", f"https://jobs.example/{job}", 60.0 * job, layer="link", author="jobs.example")
        for n in range(3)
        for job in range(5)
    ]
    towns = [{"handle": f"{name}_leeds", "bio": "Vacancies."} for name in ("empleo", "job_alerts", "myjob")]
    assert fit(view_of(acts, profiles=everyone(*towns))).fit == 0.0
    longer = [replace(act, author="vacancies.example", object=act.object.replace("jobs", "vacancies")) for act in acts]
    vacancies = [{"handle": f"vacancies_{town}", "bio": "x"} for town in ("leeds", "york", "hull")]
    assert fit(view_of(longer, profiles=everyone(*vacancies))).fit == pytest.approx(1.0)
    offers = [replace(act, author="offers.example") for act in acts]
    offer = [{"handle": f"offer_{town}", "bio": "x"} for town in ("leeds", "york", "hull")]
    assert fit(view_of(offers, profiles=everyone(*offer))).fit == pytest.approx(1.0)


def test_an_open_series_is_explained_whatever_it_does_together() -> None:
    acts = [Act(f"m{n}", f"day{day}", 60.0 * n, layer="hashtag") for n in range(4) for day in range(5)]
    lines = [{"handle": f"delays_{line}", "bio": f"Delays on line {line}."} for line in ("S1", "S3", "U2")]
    found = fit(view_of(acts, profiles=everyone(*lines, {"handle": "ann", "bio": "I sing."})))
    assert found.fit == pytest.approx(0.75)
    assert found.because.startswith("3 of 4 members are an open series")
