"""Readings: one plain sentence for each signal, with what it rests on and with whom it is compared."""

import numpy as np
import polars as pl
import pytest

from unisono.accounts.percentiles import reference_of
from unisono.accounts.signals import SIGNALS, signal_named
from unisono.accounts.signals.declaration import Signal
from unisono.accounts.signals.measuring import SignalTable
from unisono.accounts.signals.reading import (
    Reading,
    duration_text,
    in_words,
    read_account,
    reason,
    share_text,
    value_text,
)
from unisono.accounts.signals.strata import STRATA
from unisono.model.errors import UsageError


def table_with(**held: tuple[list[float], int]) -> SignalTable:
    """Return a table of accounts x:0, x:1 …, each signal with its values and the n of all."""
    count = len(next(iter(held.values()))[0])
    return SignalTable(
        pl.Series([f"x:{number:04}" for number in range(count)]),
        {name: np.array(values) for name, (values, _) in held.items()},
        {name: np.full(count, n) for name, (_, n) in held.items()},
        pl.DataFrame([("x", "en", 2016, 3)] * count, schema=STRATA, orient="row"),
    )


def readings(table: SignalTable, account: str) -> dict[str, Reading]:
    return {reading.signal: reading for reading in read_account(table, reference_of(table), account)}


def test_a_reading_says_value_n_percentile_and_reference() -> None:
    table = table_with(repost_share=([n / 400 for n in range(401)], 57))
    found = readings(table, "x:0392")["repost_share"]
    assert (found.value, found.n, found.percentile) == (0.98, 57, 98.0)
    assert (found.reference, found.reference_n) == ("x, language en, 2016 Q3, in this case", 400)
    assert found.says == "98 % of its posts are reposts: more than 98 % of 400 compared."
    assert found.cannot_say is None
    assert readings(table, "x:0200")["repost_share"].says.endswith(": nothing unusual among 400 compared.")
    assert readings(table, "x:0000")["repost_share"].says == "0 % of its posts are reposts: less than all 400 compared."


def test_what_cannot_be_said_says_why() -> None:
    nothing = table_with(repost_share=([np.nan] * 3, 7), automation_tools=([np.nan] * 3, 0), woke_at=([np.nan] * 3, 20))
    found = readings(nothing, "x:0001")
    assert found["repost_share"].says == "Cannot say: n = 7 (posts); 10 are needed."
    assert found["automation_tools"].cannot_say == "the files do not say with which apps it posted"
    assert found["woke_at"].says == "No: none of its silences counts as a long one."
    assert [name for name, one in found.items() if one.is_no] == ["woke_at"]
    assert all(reading.value is None and reading.percentile is None for reading in found.values())


def test_a_value_without_accounts_to_compare_is_said_alone() -> None:
    found = readings(table_with(repost_share=([0.5] * 20, 40), woke_at=([1.5e9] * 20, 40)), "x:0003")
    assert found["repost_share"].says == "50 % of its posts are reposts (too few accounts to compare it with)."
    assert found["repost_share"].percentile is None and found["repost_share"].reference_n == 0
    assert found["woke_at"].says == "Its last long silence ended on 2017-07-14."


def test_yes_and_no_are_said_with_how_many_say_the_same() -> None:
    table = table_with(handle_digits=([1.0] * 31 + [0.0] * 270, 1))
    found = readings(table, "x:0000")["handle_digits"]
    assert found.says == "Its handle is letters and eight digits; the same is true of 10 % of 300 compared."
    other = readings(table, "x:0300")["handle_digits"]
    assert other.says.endswith("; the same is true of 90 % of 300 compared.")


def test_an_account_without_posts_is_an_error_that_names_it() -> None:
    table = table_with(repost_share=([0.5] * 20, 40))
    for name in ("x:0020", "nobody", "x:00"):
        with pytest.raises(UsageError, match=f"{name} has no post"):
            read_account(table, reference_of(table), name)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_every_signal_has_a_sentence_for_its_values_and_for_none(signal: Signal) -> None:
    named = signal_named(signal.name)
    assert named is not None
    for value in (0.0, 0.25, 1.0, 1.5e9 if named.unit == "time" else 40.0):
        words = in_words(named, value)
        assert words and "{" not in words and "|" not in words and not words.endswith(".")
    assert reason(named, 0) == named.absent
    if named.least > 1:
        assert f"{named.least} are needed" in reason(named, named.least - 1)


def test_shares_that_are_neither_none_nor_all_are_not_rounded_to_them() -> None:
    assert [share_text(share) for share in (0.0, 0.0004, 0.004, 0.5, 0.9999, 0.996, 1.0)] == [
        *("0 %", "less than 0.1 %", "0.4 %", "50 %", "more than 99.9 %", "99.6 %", "100 %"),
    ]


def test_times_are_told_in_units_that_people_read() -> None:
    assert [duration_text(seconds) for seconds in (0.0, 59.0, 60.0, 7_200.0, 180_000.0)] == [
        *("0.0 seconds", "59.0 seconds", "1.0 minutes", "2.0 hours", "2.1 days"),
    ]
    assert value_text("time", 0.0) == "1970-01-01"
    assert value_text("bits", 2.347) == "2.35"
    assert value_text("hours", 12.04) == "12.0"
