"""Agreed activism happens once or twice, in an hour, and leaves people their own lives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.networks.innocent.views_by_hand import Act, of_one, view_of
from unisono.networks.innocent import agreed_activism
from unisono.networks.innocent.agreed_activism import OCCASION_US, fullest_hours

fit = of_one(agreed_activism.fit)

DAY = 86_400.0


def campaign(moments: list[float], *, members: int = 20) -> list[Act]:
    """Return texts that all members posted within a minute of these moments."""
    return [
        Act(f"m{member}", f"text{number}", moment + 3.0 * member, layer="text")
        for number, moment in enumerate(moments)
        for member in range(members)
    ]


@pytest.mark.parametrize("moments", [[0.0], [0.0, 3 * DAY]])
def test_one_or_two_agreed_moments_of_people_with_lives_are_explained(moments: list[float]) -> None:
    found = fit(view_of(campaign(moments), other_traces=8))
    assert found.fit == pytest.approx(1.0)
    assert "100% of" in found.because


def test_three_moments_are_not() -> None:
    assert fit(view_of(campaign([0.0, DAY, 5 * DAY]), other_traces=20)).fit == 0.0


def test_a_dozen_commands_over_two_nights_are_not() -> None:
    commands = [night * DAY + 1_200.0 * command for night in (0, 1) for command in range(6)]
    assert fit(view_of(campaign(commands), other_traces=50)).fit == 0.0


def test_a_dozen_commands_within_two_hours_are_not() -> None:
    commands = [night * DAY + 300.0 * command for night in (0, 1) for command in range(6)]
    found = fit(view_of(campaign(commands), other_traces=50))
    assert found.fit == 0.0
    assert "with 6 by the median member in each" in found.because


def test_accounts_that_do_nothing_else_are_not() -> None:
    assert fit(view_of(campaign([0.0, DAY]), other_traces=0)).fit == 0.0


def test_a_little_life_of_ones_own_explains_a_part() -> None:
    assert 0.3 < fit(view_of(campaign([0.0, DAY, DAY + 60]), other_traces=0 + 1)).fit < 1.0


def test_a_tenth_of_the_posts_may_fall_elsewhere_but_no_more() -> None:
    stray = [Act(f"m{member}", "other", 9 * DAY + 7_200.0 * member, layer="text") for member in range(4)]
    assert fit(view_of(campaign([0.0, DAY]) + stray, other_traces=10)).fit > 0.9
    assert fit(view_of(campaign([0.0, DAY]) + stray * 1 + strays_of(6), other_traces=10)).fit == 0.0


def strays_of(members: int) -> list[Act]:
    return [Act(f"m{member}", "more", 20 * DAY + 7_200.0 * member, layer="text") for member in range(members)]


def test_several_traces_of_one_post_count_once() -> None:
    texts = [Act(f"m{n}", "words", 0.0, layer="text", post_id=f"post{n}") for n in range(6)]
    tags = [Act(f"m{n}", f"tag{tag}", 0.0, layer="hashtag", post_id=f"post{n}") for n in range(6) for tag in range(5)]
    assert fit(view_of(texts + tags, other_traces=20)).fit == pytest.approx(1.0)


def fullest_by_hand(moments: list[int]) -> list[int]:
    counts: list[int] = []
    while moments and len(counts) < 2:
        held = [sum(last - OCCASION_US <= at <= last for at in moments) for last in moments]
        last = moments[held.index(max(held))]
        counts.append(max(held))
        moments = [at for at in moments if not last - OCCASION_US <= at <= last]
    return counts


@given(st.lists(st.integers(0, 20).map(lambda quarter: quarter * OCCASION_US // 4), max_size=30))
def test_the_fullest_hours_are_those_found_by_trying_every_one(moments: list[int]) -> None:
    assert fullest_hours(np.array(sorted(moments), np.int64)) == fullest_by_hand(sorted(moments))
