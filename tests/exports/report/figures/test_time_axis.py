"""Ticks fall on round moments, whatever the span and the zone."""

from datetime import UTC, datetime, timedelta

import pytest

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.time_axis import ticks_between

START = datetime(2018, 3, 24, 21, 17, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "seconds", [1, 40, 600, 7200, 86400, 5 * 86400, 40 * 86400, 400 * 86400, 4000 * 86400, 30000 * 86400]
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kathmandu"])
def test_ticks_are_few_in_order_and_within_the_span(seconds: int, zone: str) -> None:
    last = START + timedelta(seconds=seconds)
    ticks = ticks_between(START, last, Clock(zone))
    moments = [tick.at for tick in ticks]
    assert 1 <= len(ticks) <= 20
    assert moments == sorted(moments)
    assert all(START <= at <= last for at in moments)


def test_days_are_days_of_the_case_across_a_change_of_the_clocks() -> None:
    ticks = ticks_between(START, START + timedelta(days=4), Clock("Europe/Berlin"))
    assert [tick.text for tick in ticks] == ["25 Mar 2018", "26 Mar 2018", "27 Mar 2018", "28 Mar 2018"]
    assert {Clock("Europe/Berlin").local(tick.at).hour for tick in ticks} == {0}


def test_months_are_named_with_their_year() -> None:
    ticks = ticks_between(START, START + timedelta(days=200), Clock())
    assert ticks[0].text == "Apr 2018"
