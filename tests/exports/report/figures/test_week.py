"""The week as a field of hours: every hour in its place, each field scaled by itself."""

import re

import numpy as np

from unisono.exports.report.figures.week import CELL, LEFT, LEVELS, TOP, draw_hours_of_week, draw_week, level_of


def squares(picture: str, level: int) -> list[str]:
    """Return where the hours of a level begin, without those of the keys."""
    paths = re.findall(rf'class="hour hour-{level}" stroke-width="{CELL - 1}" d="([^"]*)"', picture)
    return [place for path in paths for place in re.findall(r"M\d+ \d+", path)]


def test_an_hour_stands_in_its_column_and_row_and_is_as_strong_as_its_count() -> None:
    counts = np.zeros((7, 24), np.int64)
    counts[2, 15], counts[6, 0] = 100, 10
    picture = draw_week(3, [("Its accounts", counts)])
    assert picture is not None
    assert squares(picture, LEVELS) == [f"M{LEFT + 15 * CELL} {TOP + 2 * CELL + CELL // 2}"]
    assert squares(picture, 1) == [f"M{LEFT} {TOP + 6 * CELL + CELL // 2}"]
    assert len(squares(picture, 0)) == 7 * 24 - 2
    assert "100 posts in an hour of a weekday" in picture
    assert 'id="week-3-title"' in picture


def test_each_field_is_scaled_by_its_own_most() -> None:
    few, many = np.ones((7, 24), np.int64), np.full((7, 24), 1_000)
    picture = draw_week(1, [("Few", few), ("Many", many)])
    assert picture is not None
    assert len(squares(picture, LEVELS)) == 2 * 168
    assert ">Few: 168 posts<" in picture and ">Many: 168,000 posts<" in picture


def test_levels_rise_with_the_count_from_none_to_the_most() -> None:
    levels = [level_of(count, 50) for count in range(51)]
    assert levels == sorted(levels)
    assert (levels[0], levels[1], levels[50]) == (0, 1, LEVELS)
    assert level_of(1, 1) == LEVELS


def test_no_posts_are_no_picture_and_nobody_else_is_an_empty_field() -> None:
    nobody = np.zeros((7, 24), np.int64)
    assert draw_week(1, [("Its accounts", nobody)]) is None
    alone = draw_week(1, [("Its accounts", nobody + 1), ("All others", nobody)])
    assert alone is not None
    assert ">All others: 0 posts<" in alone


def test_the_week_of_any_subject_has_its_own_title() -> None:
    counts = np.ones((7, 24), np.int64)
    picture = draw_hours_of_week("week-account", "Hours of <one> account", [("It", counts)])
    assert picture is not None
    assert '<title id="week-account-title">Hours of &lt;one&gt; account</title>' in picture
    assert draw_hours_of_week("week-account", "None", []) is None
