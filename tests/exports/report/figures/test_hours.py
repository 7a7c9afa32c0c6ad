"""Posts by the hour: no post is lost, columns are as high as their posts, bursts shade whole ones."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.hours import (
    HEIGHT,
    LEFT,
    MOST_COLUMNS,
    STEPS_HOURS,
    draw_hours,
    in_columns,
    round_up,
    step_hours,
)

FIRST = datetime(2018, 6, 1, tzinfo=UTC)
HOURS = st.lists(st.tuples(st.integers(0, 40_000), st.integers(1, 10_000)), min_size=1, max_size=60)


def at(hour: float) -> datetime:
    return FIRST + timedelta(hours=hour)


def test_a_column_is_as_high_as_its_posts_on_a_scale_with_units() -> None:
    picture = draw_hours("#vote", [(at(0), 20), (at(3), 5)], [], Clock(), name="hours-vote")
    assert picture is not None
    (shapes,) = re.findall(r'class="column" d="([^"]*)"', picture)
    heights = [float(height) for height in re.findall(r"v-([\d.]+)", shapes)]
    assert heights == [HEIGHT, HEIGHT / 4]
    assert ">posts in an hour<" in picture and ">20<" in picture and ">10<" in picture
    assert "25 posts from 1 June 2018 to 1 June 2018, at most 20 in an hour; 0 bursts" in picture


def test_a_burst_of_seconds_shades_its_hour() -> None:
    burst = (at(2) + timedelta(minutes=30), at(2) + timedelta(minutes=30, seconds=9))
    picture = draw_hours("#vote", [(at(0), 1), (at(2), 50), (at(3), 1)], [burst], Clock(), name="h")
    assert picture is not None
    ((x, width),) = re.findall(r'class="burst" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', picture)
    column = (960 - LEFT - 14) / 4
    assert abs(float(x) - (LEFT + 2 * column)) < 0.1
    assert abs(float(width) - column) < 0.1


@given(HOURS)
def test_columns_hold_every_post_in_its_place(hours: list[tuple[int, int]]) -> None:
    moments = [(at(hour), posts) for hour, posts in hours]
    first, span = min(hour for hour, _ in hours), max(hour for hour, _ in hours)
    step = step_hours(span - first + 1)
    columns = in_columns(moments, at(first), step)
    by_hand = [0] * len(columns)
    for hour, posts in hours:
        by_hand[(hour - first) // step] += posts
    assert columns == by_hand
    assert len(columns) <= MOST_COLUMNS
    assert step in STEPS_HOURS


@given(st.integers(1, 10**9))
def test_the_scale_ends_at_a_round_number_close_above(most: int) -> None:
    assert most <= round_up(most) < 2.5 * most + 1
    assert str(round_up(most)).rstrip("0") in ("1", "2", "5")


def test_nothing_is_no_picture_and_markup_in_a_name_stays_text() -> None:
    assert draw_hours("#vote", [], [], Clock(), name="h") is None
    picture = draw_hours("#<b>", [(at(0), 1)], [], Clock(), name="h")
    assert picture is not None and "<b>" not in picture
