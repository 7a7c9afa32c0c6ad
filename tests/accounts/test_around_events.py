"""Who woke around an event is compared with returns outside of those two weeks, in the case and in groups."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from tests.accounts.sleepers import START, Town, lone_returners, news_day, people, sleepers
from unisono.accounts.around_events import AroundEvent, count_around_events
from unisono.accounts.returns import Returns
from unisono.model.tables import EVENTS

VOTE = 513


def a_town(seed: int, count: int = 1_500, days: float = 700.0) -> tuple[Town, list[str]]:
    town = Town(np.random.default_rng(seed), days=days)
    people(town, count)
    return town, [f"here:{number}" for number in lone_returners(town)]


def events_on(*days: float) -> pl.DataFrame:
    moments = [START + timedelta(days=day) for day in days]
    return pl.DataFrame({"name": [f"day {day}" for day in days], "at": moments, "source": None}, schema=EVENTS)


def counted(returns: Returns, day: float, *groups: list[str]) -> list[AroundEvent]:
    return [one for one in count_around_events(returns, events_on(day), groups) if one.side == "before"]


def test_sleepers_do_not_raise_what_is_expected_of_them() -> None:
    town, _ = a_town(4)
    without = counted(town.known().returns, VOTE)[0].expected
    planted = sleepers(town, 312, VOTE - 12, within=11.0)
    returns = town.known().returns
    (before,) = counted(returns, VOTE)
    assert before.count >= 312
    assert before.expected < without + 3
    assert before.tail < 1e-5
    ended, at = returns.woken_at, (START + timedelta(days=VOTE)).timestamp() * 1e6
    assert before.chosen.tolist() == ((ended >= at - 14 * 86_400e6) & (ended < at)).tolist()
    (_, group) = counted(returns, VOTE, [f"here:{number}" for number in planted])
    assert (group.group, group.count, group.n) == (0, 312, 312)
    assert group.expected < 30
    assert group.tail < before.tail


def test_a_group_is_found_where_the_case_is_too_loud_for_it() -> None:
    town, lone = a_town(5)
    few = [f"here:{number}" for number in sleepers(town, 8, VOTE - 5)]
    case, strangers, group = counted(town.known().returns, VOTE, lone[:40], few)
    assert case.tail > 0.01
    assert (strangers.group, group.group, group.count) == (0, 1, 8)
    assert strangers.tail > 0.01
    assert group.tail < 1e-4


@pytest.mark.parametrize("seed", range(6, 10))
def test_a_group_whom_the_news_calls_as_it_calls_other_sleepers_is_nothing_unusual(seed: int) -> None:
    town, _ = a_town(seed)
    asleep = town.add(town.rng.uniform(0, 40, (300, 12)))
    back = VOTE - 3 + town.rng.uniform(0, 1, (300, 3)) + np.where(town.rng.random((300, 1)) < 0.5, 0, 100)
    town.add_to(asleep, back)
    names = [f"here:{number}" for number in asleep]
    (_, group) = counted(town.known().returns, VOTE, names[:40])
    assert group.count > 10
    assert group.expected > 8
    assert group.tail > 0.05


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_days_without_an_event_are_nothing_unusual(seed: int) -> None:
    town, lone = a_town(seed)
    news_day(town, 300.0, 0.1)
    tested = count_around_events(town.known().returns, events_on(*range(30, 680, 14)), [lone[:40], lone[40:60]])
    said = np.array([one.tail for one in tested if one.unsaid is None])
    assert len(said) > 250
    assert (said <= 0.01).mean() <= 0.02
    assert (said <= 0.05).mean() <= 0.05


@pytest.mark.parametrize(
    ("days", "day", "why"),
    [
        (700.0, -400, "the case has 0 of these 14 days"),
        (700.0, 5, "the case has 5 of these 14 days"),
        (20.0, 19, "no account came back after a silence of 5 days or more"),
    ],
)
def test_what_cannot_be_tested_says_why(days: float, day: float, why: str) -> None:
    town = Town(np.random.default_rng(1), days=days)
    people(town, 200, posts=12 if days > 420 else 100)
    if days > 420:
        lone_returners(town)
    (before,) = counted(town.known().returns, day)
    assert before.unsaid is not None
    assert before.unsaid.startswith(why)
    assert np.isnan(before.tail)
    assert np.isnan(before.expected)


def test_two_weeks_that_are_most_of_the_case_are_not_tested() -> None:
    town = Town(np.random.default_rng(2), days=20.0)
    people(town, 200, posts=100)
    sleepers_at = town.rng.uniform(8, 18, (60, 1))
    town.add(
        np.hstack([town.rng.uniform(0, 0.4, (60, 5)), sleepers_at, sleepers_at + town.rng.uniform(0, 0.4, (60, 5))])
    )
    (before,) = counted(town.known().returns, 19.5)
    assert before.unsaid == "the case has too few other days on which accounts could have come back"
