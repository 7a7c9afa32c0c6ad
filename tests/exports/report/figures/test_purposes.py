"""Purposes over time: each column is divided by its shares, and stands where its days are."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.cases.live.gaps import Gap
from unisono.content.purposes import PURPOSES
from unisono.dossiers.network.purpose_mix import Mix, Period
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.purposes import EDGE, HEIGHT, LEFT, RIGHT, draw_purposes

MONDAY = date(2018, 6, 4)


def week(number: int, *shares: float) -> Period:
    """Return a week with shares of PURPOSES, or without any where too few posts tell them."""
    start = MONDAY + timedelta(weeks=number)
    mix = dict(zip(PURPOSES, shares, strict=True)) if shares else dict.fromkeys(PURPOSES)
    return Period(start, start + timedelta(days=6), Mix(50, 20, mix, mix, mix))


def parts(picture: str) -> list[tuple[str, float, float]]:
    """Return purpose, x and height of the parts of columns, without the legend's squares."""
    found = re.findall(
        r'class="purpose purpose-(\w+)" x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="([\d.]+)"', picture
    )
    return [(kind, float(x), float(height)) for kind, x, height in found if height != "12"]


def test_columns_stand_at_their_weeks_and_empty_ones_are_left_out() -> None:
    picture = draw_purposes(3, "week", [week(0, 0.5, 0, 0, 0, 0.5), week(1), week(3, 0, 1, 0, 0, 0)], None)
    assert picture is not None
    wide = (960 - LEFT - RIGHT) / 4
    assert [(kind, height) for kind, _, height in parts(picture)] == [
        (PURPOSES[0], HEIGHT / 2),
        (PURPOSES[4], HEIGHT / 2),
        (PURPOSES[1], HEIGHT),
    ]
    assert parts(picture)[2][1] == pytest.approx(LEFT + 3 * wide + EDGE, abs=0.1)
    assert ">100 %<" in picture and ">2018-06-04<" in picture
    assert "advertising" in picture and "stars and sport" not in picture
    assert "changed" not in picture


def test_the_day_of_the_change_is_a_line_with_its_date() -> None:
    changed = MONDAY + timedelta(days=7)
    picture = draw_purposes(1, "week", [week(0, 1, 0, 0, 0, 0), week(1, 0, 1, 0, 0, 0)], changed)
    assert picture is not None
    assert ">changed 2018-06-11<" in picture
    (line,) = re.findall(r'class="event" d="M([\d.]+)', picture)
    assert float(line) == pytest.approx(LEFT + (960 - LEFT - RIGHT) / 2, abs=0.1)


@given(st.lists(st.tuples(*[st.integers(0, 100)] * 5).filter(any), min_size=2, max_size=12))
def test_every_column_is_whole(weights: list[tuple[int, ...]]) -> None:
    periods = [week(number, *(one / sum(own) for one in own)) for number, own in enumerate(weights)]
    picture = draw_purposes(1, "week", periods, None)
    assert picture is not None
    columns: dict[float, float] = {}
    for _, x, height in parts(picture):
        columns[x] = columns.get(x, 0.0) + height
    assert len(columns) == len(weights)
    assert list(columns.values()) == pytest.approx([HEIGHT] * len(weights), abs=0.3)


def test_one_period_that_can_be_told_is_no_picture() -> None:
    assert draw_purposes(1, "week", [week(0, 1, 0, 0, 0, 0), week(1)], None) is None
    assert draw_purposes(1, "week", [], None) is None


def test_days_that_were_not_seen_are_shaded_and_told() -> None:
    begin = datetime.combine(week(0).start, time(12), UTC)
    gap = Gap("ws:x", begin, begin + timedelta(days=7), "server gone")
    periods = [week(0, 1, 0, 0, 0, 0), week(1, 0, 1, 0, 0, 0)]
    plain, shaded = (
        draw_purposes(1, "week", periods, None),
        draw_purposes(1, "week", periods, None, Clock("UTC", unseen=(gap,))),
    )
    assert plain is not None and shaded is not None
    assert (plain.count("uncollected"), shaded.count("uncollected")) == (0, 2)
    assert "(server gone)" in shaded
