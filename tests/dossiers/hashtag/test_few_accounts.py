"""Whether few accounts carry a flow: planted ones are seen by what they do, people are left alone."""

import numpy as np
import polars as pl
from benchmarks.scorecard.flows import geometric
from benchmarks.scorecard.measuring import measure_few, measure_power, pushed_uses, uses_of

from unisono.dossiers.hashtag.few_accounts import FewAccounts, find_few_accounts
from unisono.significance.count_excess import CountExcess
from unisono.significance.shared_marks import SharedMarks


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


def _said_of_words(pairs: int, expected: float, ratio: float) -> str:
    marks = SharedMarks(pairs, expected, ratio, 0.002)
    return FewAccounts(0.015, "words", None, marks, None, 200).says[0]


def test_an_excess_that_rounding_hides_is_told_as_a_little_more_with_the_digits_that_show_it() -> None:
    said = _said_of_words(19_701, 19_701.0, 1.0042)
    assert said == (
        "Few accounts carry a little more of it than chance gives (p = 0.015): 19,701 pairs of accounts posted it in "
        "the same words twice or more, where as many are usual if who posts does not matter; where a pair counts once "
        "for every two times, there are 1.004 times as many as usual."
    )
    assert "19,701 pairs" in (near := _said_of_words(19_701, 19_700.6, 1.04))
    assert "where 19,700.6 are usual" in near
    assert "there are 1.04 times as many as usual" in near


def test_an_excess_that_shows_is_told_in_whole_numbers() -> None:
    said = _said_of_words(946, 848.2, 4.21)
    assert "Few accounts carry more of it than chance gives" in said
    assert "946 pairs of accounts" in said
    assert "where 848 are usual if who posts does not matter; where a pair counts once for every two times" in said
    assert "there are 4.2 times as many as usual" in said
    assert "all told" not in said


def test_no_sign_of_few_accounts_is_told_in_plain_words() -> None:
    (said,) = FewAccounts(0.4, "words", None, None, None, 9).says
    assert said.startswith("Whether few accounts carry it: no sign of it in how many posts each has")


def test_counts_that_are_hardly_more_than_usual_are_told_as_a_little_more() -> None:
    said = [
        FewAccounts(0.03, "counts", CountExcess(9, 9, 30, expected, 0.02, 2, True), None, None, 40).says[0]
        for expected in (29.7, 11.2)
    ]
    assert "carry a little more of it" in said[0]
    assert "30 accounts posted it 9 times each, where 29.7 are usual" in said[0]
    assert "carry more of it" in said[1]
    assert "30 accounts posted it 9 times each, where 11 are usual" in said[1]
