"""Accounts that wake together are found to the day; lone returners and those whom news calls back are not."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from scipy.stats import nbinom

from tests.accounts.sleepers import START, Town, day_of, lone_returners, news_day, people, sleepers
from unisono.accounts.known import KnownAccounts
from unisono.accounts.returns import Returns
from unisono.accounts.waking import (
    SHAPE,
    WINDOWS,
    Waking,
    find_wakings,
    find_wakings_of_groups,
    moment_woken,
    surprise_tails,
)

VOTE = 513


def a_town(seed: int, count: int = 4_000) -> Town:
    town = Town(np.random.default_rng(seed))
    people(town, count)
    lone_returners(town)
    return town


def names_of(returns: Returns, waking: Waking) -> set[str]:
    return set(returns.silences.timelines.accounts.gather(returns.accounts[waking.chosen]).to_list())


@pytest.mark.parametrize("size", [300, 600, 900])
def test_sleepers_are_found_with_their_day_and_the_lone_returners_are_not_among_them(size: int) -> None:
    town = a_town(size, 5_000 - 300 - size)
    planted = {f"here:{number}" for number in sleepers(town, size, VOTE)}
    returns = town.known().returns
    (waking,) = find_wakings(returns)
    assert (waking.first, waking.last) == (day_of(VOTE), day_of(VOTE))
    found = names_of(returns, waking)
    assert planted <= found
    assert len(found - planted) <= 4
    assert waking.expected < 10
    assert waking.rate < 1e-100
    assert waking.tail < waking.rate
    woken = moment_woken(returns, waking)
    assert timedelta(0) <= woken - (START + timedelta(days=VOTE)) < timedelta(hours=3)


@pytest.mark.parametrize("seed", range(6))
def test_lone_returners_and_days_of_news_are_no_waking(seed: int) -> None:
    town = a_town(seed)
    assert find_wakings(town.known().returns) == []
    news_day(town, 400.0, 0.05 * (1 + seed))
    assert find_wakings(town.known().returns) == []


def test_sleepers_are_found_on_a_day_of_news_and_over_ten_days_too() -> None:
    town = a_town(1)
    news_day(town, VOTE, 0.1)
    sleepers(town, 300, VOTE)
    (waking,) = find_wakings(town.known().returns)
    assert waking.first == waking.last == day_of(VOTE)
    assert waking.expected > 15
    slow = a_town(1)
    sleepers(slow, 300, VOTE, within=10.0)
    (waking,) = find_wakings(slow.known().returns)
    assert (waking.first, waking.last) == (day_of(VOTE), day_of(VOTE + 9))
    assert waking.count >= 300


def test_two_wakings_are_told_apart() -> None:
    town = a_town(2)
    sleepers(town, 60, 300)
    sleepers(town, 200, VOTE)
    first, second = find_wakings(town.known().returns)
    assert (first.first, second.first) == (day_of(300), day_of(VOTE))
    assert not (first.chosen & second.chosen).any()


def test_accounts_that_sleep_twice_are_found_both_times() -> None:
    town = a_town(5)
    names = sleepers(town, 100, 260)
    first, again = VOTE + town.rng.uniform(0, 0.5, (100, 1)), town.rng.exponential(1.0, (100, 5))
    town.add_to(names, np.hstack([first, first + again]))
    returns = town.known().returns
    wakings = find_wakings(returns)
    assert [waking.first for waking in wakings] == [day_of(260), day_of(VOTE)]
    for waking in wakings:
        found = names_of(returns, waking)
        assert len({f"here:{number}" for number in names} & found) >= 95
        assert len(found) == waking.count


def test_the_start_of_a_collection_is_no_waking() -> None:
    town = Town(np.random.default_rng(6), days=900.0)
    people(town, 3_000, posts=60)
    posts = town.posts()
    day = (pl.col("created_at") - START).dt.total_hours() / 24
    strays = posts.filter(day < 600).sample(4_000, seed=1)
    kept = pl.concat([strays, posts.filter(day >= 600)])
    assert find_wakings(KnownAccounts(kept).returns) == []


def test_members_of_a_network_that_woke_are_found_where_the_case_is_too_loud_for_them() -> None:
    town = a_town(3)
    few = [f"here:{number}" for number in sleepers(town, 6, VOTE)]
    others = [f"here:{number}" for number in range(40)]
    returns = town.known().returns
    assert find_wakings(returns) == []
    waking, nothing, strangers = find_wakings_of_groups(returns, [[*few, *others[:20]], others, ["here:nobody"]])
    assert waking is not None
    assert waking.first == waking.last == day_of(VOTE)
    assert names_of(returns, waking) == set(few)
    assert nothing is None
    assert strangers is None


def test_tails_are_those_of_the_negative_binomial_distribution() -> None:
    counts = np.array([0, 1, 3, 10, 50, 300, 900])
    for mean in (0.001, 0.5, 6.0, 80.0):
        exact = nbinom.sf(counts - 1, SHAPE, SHAPE / (SHAPE + mean))
        assert surprise_tails(counts, np.full(7, mean)) == pytest.approx(np.maximum(exact, 1e-300), rel=1e-6)


def test_chance_alone_hardly_ever_gives_a_waking() -> None:
    rng = np.random.default_rng(9)
    days = 1_000
    tests = len(WINDOWS) * days
    found = 0
    for _ in range(200):
        calm = rng.gamma(SHAPE, 2.0 / SHAPE, days)
        tails = surprise_tails(rng.poisson(calm), np.full(days, 2.0))
        found += bool((tails * tests <= 0.01).any())
    assert found <= 3
