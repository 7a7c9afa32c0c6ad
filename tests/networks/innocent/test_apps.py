"""An app that posts for its users bears its site's name as a client, or posts at the hour that each of them chose."""

from dataclasses import replace

import pytest

from tests.networks.innocent.views_by_hand import Act, of_one, view_of
from unisono.networks.innocent import share_button
from unisono.networks.innocent.apps import posted_by_apps, posted_by_the_clock

fit = of_one(share_button.fit)

DAY = 86_400.0
STRANGERS = {f"verse{day}": 60 for day in range(40)}


def verses(
    days: int = 20, *, members: int = 4, client: str | None = None, drift: float = 0.0, begin: float = 0.0
) -> list[Act]:
    """Return the verse of each day by each member, in the same seconds; drift: seconds later from day to day."""
    return [
        Act(
            f"m{member}",
            f"verse{day}",
            begin + day * (DAY + drift) + 3.0 * member,
            layer="text",
            post={
                "text": f"Verse of the day: the {day}th of many https://verse-a-day.example/v/{day}",
                "urls": [f"https://verse-a-day.example/v/{day}"],
                "client": client,
            },
        )
        for day in range(days)
        for member in range(members)
    ]


def test_members_who_keep_one_hour_of_what_others_post_at_theirs_are_explained() -> None:
    found = fit(view_of(verses(), strangers=STRANGERS))
    assert found.fit == pytest.approx(1.0)
    assert "80 of those that others posted as well," in found.because


def test_an_hour_around_midnight_is_one_hour() -> None:
    view = view_of(verses(begin=12 * 3_600.0 - 5.0), strangers=STRANGERS)
    assert posted_by_the_clock(view.acts)["by_clock"].to_list() == [80]


def test_members_who_keep_hours_far_from_one_another_are_explained_without_strangers() -> None:
    acts = [replace(act, at=act.at + 3_600.0 * int(act.account[1:])) for act in verses()]
    assert fit(view_of(acts)).fit == pytest.approx(1.0)


def test_the_same_hour_of_what_nobody_else_posts_is_not() -> None:
    assert fit(view_of(verses())).fit == 0.0


def test_a_week_of_it_is_too_short() -> None:
    assert fit(view_of(verses(days=9), strangers=STRANGERS)).fit < 0.05


def test_posts_at_ever_other_hours_are_no_habit() -> None:
    assert fit(view_of(verses(drift=5_000.0), strangers=STRANGERS)).fit < 0.05


@pytest.mark.parametrize("client", ["Verse-a-Day", "verse.app", "Verse (Bible)"])
def test_a_client_that_bears_the_name_of_the_site_is_its_app(client: str) -> None:
    found = fit(view_of(verses(days=5, client=client, drift=5_000.0)))
    assert found.fit == pytest.approx(1.0)
    assert "20 were posted through an app that bears the name of the site" in found.because


def test_quotes_link_to_their_platform_and_are_posted_by_no_app() -> None:
    own = {"urls": ["https://twitter.com/ann/status/1"], "client": "Twitter for iPhone"}
    view = view_of([replace(act, post={**act.post, **own}) for act in verses(days=5, drift=5_000.0)])
    assert posted_by_apps(view, view.acts).height == 0


@pytest.mark.parametrize("client", ["Twitter Web App", "Twitter for iPhone", "day", "!", None])
def test_other_clients_are_not(client: str | None) -> None:
    view = view_of(verses(days=5, client=client, drift=5_000.0))
    assert posted_by_apps(view, view.acts).height == 0
    assert fit(view).fit == 0.0
