"""Followers of one popular account repost what it reposted, shortly after it and each in their own time."""

import numpy as np
import pytest

from tests.networks.innocent.views_by_hand import Act, of_one, view_of
from unisono.networks.innocent import hub
from unisono.networks.innocent.networks_view import NetworksView

fit_hub = of_one(hub.fit_hub)

PEOPLE = {f"m{member}": {"followers": 150 + member} for member in range(8)}


def network(
    *, hub_followers: int | None = 80_000, hub_is_member: bool = False, after: str = "readers", finds: int = 20
) -> NetworksView:
    """Return eight members who repost scattered posts after a hub: as readers, called, or a day later."""
    rng = np.random.default_rng(5)
    delays = {
        "readers": lambda: 600.0 * rng.lognormal(0.0, 1.2),
        "at once": lambda: rng.uniform(1.0, 30.0),
        "called": lambda: 3_000.0 + rng.uniform(0.0, 60.0),
        "called loosely": lambda: 1_260.0 + rng.normal(0.0, 500.0),
        "a day later": lambda: 86_400.0 * rng.lognormal(0.0, 0.5),
    }
    acts, outside = [], []
    for post in range(24):
        found_at = 200_000.0 * post
        if post < finds and hub_is_member:
            acts.append(Act("hub", f"p{post}", found_at, author=f"author{post}"))
        elif post < finds:
            outside.append((f"p{post}", "hub", found_at))
        acts += [
            Act(f"m{member}", f"p{post}", found_at + delays[after](), author=f"author{post}") for member in range(8)
        ]
    return view_of(acts, profiles=PEOPLE | {"hub": {"followers": hub_followers}}, outsiders=outside)


@pytest.mark.parametrize("hub_is_member", [True, False])
def test_readers_of_a_popular_account_are_explained(*, hub_is_member: bool) -> None:
    found = fit_hub(network(hub_is_member=hub_is_member))
    assert found.fit >= 0.8
    assert "came within six hours after hub" in found.because


def test_an_account_without_many_followers_is_no_hub() -> None:
    assert fit_hub(network(hub_followers=900)).fit == 0.0
    assert fit_hub(network(hub_followers=None)).fit == 0.0


@pytest.mark.parametrize("after", ["at once", "called", "called loosely", "a day later"])
def test_members_who_do_not_come_in_their_own_time_shortly_after_are_not_explained(after: str) -> None:
    assert fit_hub(network(after=after)).fit < 0.1


def test_a_hub_on_few_of_the_common_posts_explains_nothing() -> None:
    assert fit_hub(network(finds=8)).fit == 0.0


def test_without_followers_nothing_is_measured() -> None:
    acts = [Act(f"m{member}", "p", 60.0 * member) for member in range(4)]
    assert fit_hub(view_of(acts, profiles={"m0": {"followers": None}})).fit == 0.0
