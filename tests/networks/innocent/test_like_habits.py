"""Few people who come to the same things minutes or hours apart may be friends; members under a command are not."""

from dataclasses import replace

import pytest

from tests.networks.innocent.views_by_hand import Act, of_one, view_of
from unisono.networks.innocent import like_habits

fit = of_one(like_habits.fit)


def circle(size: int, seconds_apart: float) -> list[Act]:
    """Return acts of so many accounts on five objects, one after the other."""
    return [Act(f"m{who}", f"p{what}", what * 86_400 + who * seconds_apart) for who in range(size) for what in range(5)]


@pytest.mark.parametrize(("seconds_apart", "expected"), [(10, 0.0), (180, 0.0), (270, 0.5), (360, 1.0), (36_000, 1.0)])
def test_it_fits_the_better_the_more_time_lies_between_the_members(seconds_apart: float, expected: float) -> None:
    assert fit(view_of(circle(6, seconds_apart))).fit == pytest.approx(expected)


@pytest.mark.parametrize("layer", ["text", "wording", "image"])
def test_who_publishes_the_same_words_or_pictures_is_no_circle_of_friends(layer: str) -> None:
    found = fit(view_of([replace(act, layer=layer) for act in circle(6, 3_600)]))
    assert found.fit == 0.0
    assert found.because.startswith("Not applicable: most common acts are words or pictures")


def test_the_nearest_member_counts_not_the_span_of_all() -> None:
    acts = [Act(f"m{who}", f"p{what}", (who // 2) * 7_200 + who % 2 * 5) for who in range(8) for what in range(5)]
    assert fit(view_of(acts)).fit == 0.0


def test_more_than_twelve_accounts_are_no_circle_of_friends() -> None:
    assert fit(view_of(circle(12, 600))).fit == 1.0
    many = fit(view_of(circle(13, 600)))
    assert many.fit == 0.0
    assert many.because.startswith("Not applicable to 13 accounts")


def test_members_that_never_came_to_the_same_object_are_not_measured() -> None:
    alone = fit(view_of([Act("m0", "p0", 0), Act("m1", "p1", 0), Act("m2", "p2", 0)]))
    assert (alone.fit, alone.because) == (0.0, "No two members came to the same object.")


def test_the_reason_states_the_time() -> None:
    assert "10 minutes or more from the next member's" in fit(view_of(circle(5, 600))).because
