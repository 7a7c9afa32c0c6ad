"""Delays of reposts."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from unisono.dossiers.post.speed import delays_of, fast_accounts, speed_of

START = datetime(2020, 1, 1, tzinfo=UTC)


def reposts_of(delays: list[float], exact: bool = True, known: bool = True) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "account": [f"a{number}" for number in range(len(delays))],
            "object": ["o"] * len(delays),
            "at": [START + timedelta(seconds=delay) for delay in delays],
            "origin_at": [START if known else None] * len(delays),
            "exact": [exact] * len(delays),
        },
        schema_overrides={"at": pl.Datetime("us", "UTC"), "origin_at": pl.Datetime("us", "UTC")},
    )


def test_quantiles_and_the_share_under_ten_seconds_are_counted() -> None:
    speed = speed_of(reposts_of([float(second) for second in range(1, 101)]))
    assert (speed["n"], speed["fast"], speed["fast_share"]) == (100, 9, 0.09)
    assert speed["median_s"] == pytest.approx(50.5)
    assert speed["p10_s"] == pytest.approx(10.9)


def test_few_delays_say_nothing() -> None:
    speed = speed_of(reposts_of([1.0] * 9))
    assert (speed["median_s"], speed["fast_share"], speed["n"]) == (None, None, 9)
    assert speed["cannot_say"] == "n = 9 reposts whose delay is known to the second"


@pytest.mark.parametrize(("exact", "known"), [(False, True), (True, False)])
def test_times_to_the_minute_and_unknown_originals_have_no_delay(exact: bool, known: bool) -> None:
    assert speed_of(reposts_of([1.0] * 50, exact, known))["n"] == 0


def test_a_repost_before_its_original_is_a_wrong_time() -> None:
    assert delays_of(reposts_of([-5.0, 5.0]))["delay"].to_list() == [5.0]


def test_an_account_is_fast_if_one_of_its_reposts_is() -> None:
    twice = pl.concat([reposts_of([3.0, 30.0]), reposts_of([300.0, 40.0])])
    assert dict(fast_accounts(twice).sort("account").iter_rows()) == {"a0": True, "a1": False}
