"""Numbers, probabilities, spans and moments as people read them."""

from datetime import UTC, datetime

import pytest

from unisono.exports.report.amounts import (
    NOT_KNOWN,
    Clock,
    duration,
    expected,
    number,
    parse_moment,
    probability,
    share,
    whole,
    window,
)
from unisono.model.counting import counted

MOMENT = datetime(2018, 6, 3, 12, 22, 10, tzinfo=UTC)


def test_numbers_have_separators_and_what_is_not_known_is_a_dash() -> None:
    assert number(1234567) == "1,234,567"
    assert number(None) == number(float("nan")) == share(None) == probability(None) == duration(None) == NOT_KNOWN


def test_counts_agree_with_their_noun() -> None:
    assert counted(1, "account") == "1 account"
    assert counted(2000, "account") == "2,000 accounts"
    assert counted(None, "pair") == "an unknown number of pairs"


def test_shares_are_percent_with_a_digit_where_it_matters() -> None:
    assert [share(value).replace("\u202f", " ") for value in (0, 0.004, 0.09, 0.5, 1)] == [
        "0 %",
        "0.4 %",
        "9 %",
        "50 %",
        "100 %",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.01, "0.01"),
        (1.0, "1"),
        (3e-8, "3.0 × 10⁻⁸"),
        (9.99e-5, "1.0 × 10⁻⁴"),
        (0.0, "< 10⁻³⁰⁰"),
    ],
)
def test_small_probabilities_are_powers_of_ten(value: float, text: str) -> None:
    assert probability(value) == text


def test_what_chance_would_give_is_never_shown_as_nothing() -> None:
    assert expected(0.0003) == "< 0.01"
    assert expected(2.345) == "2.35" or expected(2.345) == "2.34"
    assert expected(None) == NOT_KNOWN


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (2.5, "2.5 s"), (60, "1 min"), (75, "75 s"), (600, "10 min"), (3600, "1 h"), (86400, "1 day")],
)
def test_spans_use_the_unit_that_suits_them(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_window_without_end_means_any_time() -> None:
    assert window(None) == window(float("inf")) == "at any time"
    assert window(60) == "within 1 min"


def test_a_moment_is_told_in_the_zone_with_utc_for_machines() -> None:
    clock = Clock("Europe/Madrid")
    assert clock.plain(MOMENT) == "2018-06-03 14:22:10 +02:00"
    assert 'datetime="2018-06-03T12:22:10Z"' in clock.moment(MOMENT)
    assert Clock().plain(MOMENT) == "2018-06-03 12:22:10 UTC"
    assert clock.day(MOMENT) == "3 June 2018"
    assert clock.moment(None) == clock.plain(None) == clock.day(None) == NOT_KNOWN


def test_a_clock_without_seconds_hides_them_everywhere() -> None:
    for zone in ("UTC", "Asia/Tokyo"):
        assert ":10" not in Clock(zone, shows_seconds=False).moment(MOMENT)


def test_a_record_names_moments_as_text_and_counts_as_numbers() -> None:
    assert parse_moment("2018-06-03T12:22:10Z") == MOMENT
    assert parse_moment("2018-06-03T12:22:10") == MOMENT
    assert parse_moment(None) is None
    assert whole({"pairs": 3}, "pairs") == 3
    assert whole({"pairs": None}, "pairs") is None
