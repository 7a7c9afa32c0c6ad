"""Whether few accounts carry a flow: planted ones are seen by what they do, people are left alone."""

import numpy as np
import polars as pl
from benchmarks.scorecard.flows import geometric
from benchmarks.scorecard.measuring import measure_few, measure_power, pushed_uses, uses_of

from unisono.dossiers.hashtag.few_accounts import find_few_accounts


def test_nothing_and_little_cannot_say() -> None:
    rng = np.random.default_rng(1)
    empty = uses_of(np.ones(3, np.int64), rng).clear()
    assert find_few_accounts(empty).p is None
    found = find_few_accounts(uses_of(np.ones(20, np.int64), rng))
    assert found.p is None
    assert "cannot say, n = 20 posts of 20 accounts" in found.says[0]


def test_slogans_of_twenty_accounts_are_seen_in_their_words() -> None:
    rng = np.random.default_rng(2)
    people = geometric(rng, 740)
    _, own = pushed_uses(82, len(people), rng, "slogans")
    found = find_few_accounts(pl.concat([uses_of(people, rng), own]))
    assert found.p is not None
    assert found.p <= 0.05
    assert found.rests_on == "words"
    assert "in the same words twice or more" in found.says[0]


def test_a_quota_is_seen_in_the_counts_beside_flows_of_the_same_kind() -> None:
    rng = np.random.default_rng(3)
    others = np.concatenate([geometric(rng, 822) for _ in range(40)])
    quota = np.repeat([9], 20)
    found = find_few_accounts(uses_of(np.concatenate([geometric(rng, 642), quota]), rng), others)
    assert found.p is not None
    assert found.p <= 0.02
    assert "posted it 9 times each" in found.says[0]
    assert found.as_json()["counts"]["low"] == 9


def test_times_that_are_days_say_nothing_of_moments() -> None:
    rng = np.random.default_rng(4)
    days = uses_of(geometric(rng, 400), rng).with_columns(pl.col("at").dt.truncate("1d"))
    assert find_few_accounts(days).moments is None


def test_people_seldom_raise_an_alarm_and_orders_mostly_do() -> None:
    rng = np.random.default_rng(5)
    assert measure_few(geometric, 822, 30, rng, beside=True).alarms <= 5
    assert measure_power(geometric, 822, 10, rng, kind="orders", beside=True).alarms >= 8
