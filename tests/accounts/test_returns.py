"""Returns after long silences, and how many each day would bring by chance, compared with loops."""

import numpy as np
import polars as pl
import pytest

from tests.accounts.sleepers import Town, lone_returners, news_day, people, sleepers
from tests.accounts.test_silences import posts_on
from unisono.accounts.returns import Returns, find_returns, long_silence
from unisono.accounts.silences import find_silences
from unisono.accounts.timelines import DAY, read_timelines
from unisono.model.tables import POSTS, conform


def returns_in(posts: pl.DataFrame) -> Returns:
    return find_returns(find_silences(read_timelines(posts)))


@pytest.fixture(scope="module")
def ordinary() -> Returns:
    town = Town(np.random.default_rng(4))
    people(town)
    lone_returners(town)
    return returns_in(town.posts())


def test_a_silence_is_long_by_days_and_by_the_rhythm_of_its_account() -> None:
    crowd = {f"zz{n}": [day + n / 10 for day in range(800)] for n in range(3)}
    days = {
        "slept": [*range(9), 200.0, 201.0],
        "short": [*range(9), 97.0, 98.0],
        "quarterly": [80.0 * n for n in range(10)],
        "at the end": [*range(9)],
    }
    returns = returns_in(posts_on({name: [float(day) for day in own] for name, own in (days | crowd).items()}))
    names = returns.silences.timelines.accounts.gather(returns.accounts).to_list()
    assert names == ["here:slept"]
    assert returns.long_days == 90.0
    assert returns.woke.tolist() == [200]
    assert returns.may_wake.tolist() == [98]
    assert returns.observed[200] == 1


def test_an_account_may_sleep_twice_with_posts_enough_before_each() -> None:
    crowd = {f"zz{n}": [day + n / 10 for day in range(800)] for n in range(3)}
    days = {
        "a twice": [*range(9), *range(200, 210), *range(400, 405)],
        "b one post between": [*range(9), 200, *range(400, 410)],
        "c few posts": [*range(4), *range(200, 204), *range(400, 404)],
        "d five times": [day for begin in range(0, 800, 150) for day in range(begin, begin + 10)],
    }
    returns = returns_in(posts_on({name: [float(day) for day in own] for name, own in (days | crowd).items()}))
    names = returns.silences.timelines.accounts.gather(returns.accounts).to_list()
    assert list(zip(names, returns.woke.tolist(), strict=True)) == [
        ("here:a twice", 200),
        ("here:a twice", 400),
        ("here:b one post between", 200),
    ]
    assert returns.lengths == pytest.approx([192.0, 191.0, 192.0])
    assert (returns.woken_at // DAY - returns.silences.coverage.first_day).tolist() == [200, 400, 200]


def test_short_cases_ask_for_shorter_silences() -> None:
    assert [long_silence(days) for days in (5, 21, 100, 360, 5_000)] == [5.0, 5.25, 25.0, 90.0, 90.0]


def test_each_return_falls_on_some_day_of_those_on_which_it_could(ordinary: Returns) -> None:
    everybody = np.ones(len(ordinary.accounts), np.bool_)
    assert ordinary.drawn(everybody).sum() == pytest.approx(len(ordinary.accounts))
    assert ordinary.expected.sum() >= len(ordinary.accounts)
    slow = np.zeros(ordinary.days)
    for since in ordinary.may_wake.tolist():
        slow[since:] += ordinary.pull[since:] / ordinary.pull[since:].sum()
    assert ordinary.drawn(everybody) == pytest.approx(slow)
    assert (ordinary.woke >= ordinary.may_wake).all()
    assert (ordinary.expected >= slow - 1e-9).all()


def test_a_group_gets_its_part_of_what_is_expected(ordinary: Returns) -> None:
    half = np.arange(len(ordinary.accounts)) % 2 == 0
    parts = ordinary.expected_of(half) + ordinary.expected_of(~half)
    able = ordinary.drawn(np.ones(len(half), np.bool_)) > 0
    assert parts[able] == pytest.approx(ordinary.expected[able])


def test_returns_of_the_weeks_around_are_counted_as_a_loop_does(ordinary: Returns) -> None:
    around = ordinary.as_around()
    for day in (0, 30, 333, ordinary.days - 1):
        ring = [d for d in range(ordinary.days) if 15 <= abs(d - day) <= 60]
        share = ordinary.pull[day] / ordinary.pull[ring].sum()
        assert around[day] == pytest.approx(share * (ordinary.observed[ring].sum() + 0.5))


def test_news_raises_what_is_expected_and_those_who_wake_do_not_explain_themselves() -> None:
    quiet, loud, woken = (Town(np.random.default_rng(4)) for _ in range(3))
    for town in (quiet, loud, woken):
        people(town)
        lone_returners(town)
    news_day(loud, 400.0, 0.2)
    sleepers(woken, 600, 400.0)
    base, news, waking = (returns_in(town.posts()) for town in (quiet, loud, woken))
    assert base.expected[400] < 3
    assert news.expected[400] > 12
    assert news.observed[400] < news.expected[400]
    assert waking.observed[400] >= 595
    assert waking.expected[400] < 10


def test_an_empty_case_has_no_returns() -> None:
    returns = returns_in(conform(pl.DataFrame(), POSTS))
    assert len(returns.accounts) == 0
    assert returns.days == 0
