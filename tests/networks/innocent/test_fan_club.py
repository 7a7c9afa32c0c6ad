"""Fans repost few authors, each in their own time; accounts that are called do not."""

import numpy as np
import pytest

from tests.networks.innocent.views_by_hand import Act, of_one, view_of
from unisono.networks.innocent import fan_club

fit = of_one(fan_club.fit)


def reposts(
    authors: int, *, origin_known: bool = True, by_case: bool = False, called: bool = False, first_author: str = "star"
) -> list[Act]:
    """Return 24 posts by this many authors, each reposted by six members: as readers, or when called hours later.

    by_case: when they were made is not said by the reposts, but known to the case.
    """
    rng = np.random.default_rng(3)
    acts = []
    for post in range(24):
        published = 20_000.0 * post
        author = first_author if post % authors == 0 else f"star{post % authors}"
        start = rng.uniform(3_600, 15_000) if called else 0.0
        for member in range(6):
            delay = start + (rng.uniform(0, 60) if called else 90.0 * rng.lognormal(0.0, 1.0) + 5.0)
            told = (None, published) if by_case else (published if origin_known else None, None)
            acts.append(
                Act(f"m{member}", f"p{post}", published + delay, author=author, origin=told[0], known_origin=told[1])
            )
    return acts


def test_fans_of_one_author_are_explained() -> None:
    found = fit(view_of(reposts(1)))
    assert found.fit == pytest.approx(1.0)
    assert "100% of 144 common reposts and replies go to 1 authors" in found.because


def test_members_called_hours_after_the_posts_of_one_author_are_not() -> None:
    found = fit(view_of(reposts(1, called=True)))
    assert found.fit < 0.05
    assert "0% are on posts to which the members came each in their own time" in found.because


def test_reposts_of_two_dozen_authors_are_not() -> None:
    assert fit(view_of(reposts(24))).fit == 0.0


def test_the_fit_falls_as_the_authors_grow_in_number() -> None:
    fits = [fit(view_of(reposts(authors))).fit for authors in (3, 4, 6, 8)]
    assert fits == sorted(fits, reverse=True)
    assert fits[0] == pytest.approx(1.0)
    assert fits[-1] == 0.0


def test_members_who_repost_one_of_their_own_are_no_fans() -> None:
    assert fit(view_of(reposts(1, first_author="m0"))).fit == 0.0


def test_without_the_times_of_the_originals_fans_are_explained_in_part_only() -> None:
    found = fit(view_of(reposts(1, origin_known=False)))
    assert found.fit == pytest.approx(0.4)
    assert "not known" in found.because


def test_times_of_originals_that_only_the_case_knows_count_as_well() -> None:
    assert fit(view_of(reposts(1, by_case=True))) == fit(view_of(reposts(1)))
    assert fit(view_of(reposts(1, by_case=True, called=True))).fit < 0.05


def test_without_authors_nothing_is_measured() -> None:
    found = fit(view_of([Act("m0", "p", 60, origin=0), Act("m1", "p", 70, origin=0)]))
    assert found.fit == 0.0
    assert "not known" in found.because


def test_a_network_that_mostly_writes_its_own_texts_is_no_fan_club() -> None:
    texts = [Act(f"m{member}", f"t{text}", 10.0 * text, layer="text") for member in range(6) for text in range(40)]
    found = fit(view_of(reposts(1) + texts))
    assert found.fit == 0.0
    assert "144 of 384" in found.because


def test_followers_of_a_popular_account_are_fans_too() -> None:
    rng = np.random.default_rng(4)
    acts, hub = [], []
    for post in range(24):
        hub.append((f"p{post}", "hub", 20_000.0 * post))
        for member in range(6):
            after = float(20_000 * post + 600 * rng.lognormal(0.0, 1.0))
            acts.append(Act(f"m{member}", f"p{post}", after, author=f"star{post}", origin=20_000.0 * post - 9_000))
    profiles = {f"m{member}": {"followers": 200} for member in range(6)} | {"hub": {"followers": 90_000}}
    found = fit(view_of(acts, profiles=profiles, outsiders=hub))
    assert found.fit > 0.9
    assert "hub" in found.because
    assert fit(view_of(acts, profiles=profiles)).fit < 0.1
