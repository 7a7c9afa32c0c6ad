"""What pushes an estimate is said with its counts, and the sentence never says what an account is."""

import numpy as np
import pytest

from unisono.accounts.automation.act_features import FEATURES, count_acts
from unisono.accounts.automation.wording import SIGNALS, percent, says, strongest_signals, values_in_words

COUNTS = count_acts(np.array([0, 0, 1, 1, 1, 1, 1, 1, 1, 2], np.int8), np.array([0, 10]))


def test_each_feature_has_words() -> None:
    assert len(SIGNALS) == len(FEATURES)
    assert values_in_words(COUNTS, 0) == (
        "70 % of 10 acts",
        "2, against 1 reply",
        "once, 0.2 by chance",
        "6 times, 5.4 by chance",
        "never, as it has one",
    )


def test_the_three_signals_that_move_most_are_named_with_where_they_push() -> None:
    found = strongest_signals(COUNTS, 0, np.array([0.4, -0.9, 0.05, 0.2, -0.15]))
    assert [(one["signal"], one["pushes"]) for one in found] == [
        ("own posts", "lowers it"),
        ("reposts", "raises it"),
        ("reposts in a row", "raises it"),
    ]
    assert found[1]["value"] == "70 % of 10 acts"


def test_signals_that_hardly_move_it_are_not_named() -> None:
    assert strongest_signals(COUNTS, 0, np.array([0.05, 0.0, 0.0, -0.09, 0.0])) == []


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 10, "0 %"),
        (10, 10, "100 %"),
        (395, 412, "96 %"),
        (999, 1_000, "99.9 %"),
        (9_999, 10_000, "over 99.9 %"),
        (1, 10_000, "under 0.1 %"),
        (5, 1_000, "0.5 %"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: float, whole: float, said: str) -> None:
    assert percent(part, whole) == said


def test_an_estimate_is_one_sentence() -> None:
    row = {"estimate": 0.824, "low": 0.741, "high": 0.884, "n": 1_412, "cannot_say": None}
    assert says(row) == (
        "how much its acts look like those of accounts run by programs: 0.82 (0.74 to 0.88) on a scale from 0 to 1, "
        "n = 1,412 acts"
    )


def test_a_low_estimate_says_that_the_acts_look_like_those_of_people() -> None:
    row = {"estimate": 0.12, "low": 0.02, "high": 0.43, "n": 412, "cannot_say": None}
    assert says(row) == (
        "how much its acts look like those of accounts run by programs: 0.12 (0.02 to 0.43) on a scale from 0 to 1, "
        "n = 412 acts; they look more like those of people"
    )


def test_no_sentence_asserts_that_an_account_posts_like_a_program() -> None:
    for value in (0.0, 0.12, 0.5, 0.99):
        row = {"estimate": value, "low": value, "high": value, "n": 412, "cannot_say": None}
        assert says(row).startswith("how much its acts look like")


def test_acts_in_a_row_that_could_not_be_seen_are_not_named_and_the_next_strongest_is() -> None:
    """Of one own post and no replies nothing can follow its kind."""
    alike = count_acts(np.array([1] * 9 + [0], np.int8), np.array([0, 10]))
    found = strongest_signals(alike, 0, np.array([0.4, -0.3, 0.9, 0.2, 0.8]))
    assert [one["signal"] for one in found] == ["reposts", "own posts", "reposts in a row"]
    apart = count_acts(np.array([0, 2, 1] * 20, np.int8), np.array([0, 60]))
    (never,) = strongest_signals(apart, 0, np.array([0.0, 0.0, -0.5, 0.0, 0.0]))
    assert (never["signal"], never["value"]) == ("own posts in a row", "never, 6.4 times by chance")


def test_silence_says_why() -> None:
    row = {"estimate": None, "low": None, "high": None, "n": 7, "cannot_say": "it has 7 acts and 200 are needed"}
    assert says(row) == (
        "cannot say how much its acts look like those of accounts run by programs, because it has 7 acts and 200 are "
        "needed"
    )
