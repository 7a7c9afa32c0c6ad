"""Figures of letters: every day and hour in its place, and signs that say what they mean."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from unisono.cli.text_figures import (
    HEIGHTS,
    NONE,
    SIGNS,
    UNCOLLECTED,
    event_marks,
    hours_text,
    life_line,
    life_line_text,
)
from unisono.dossiers.hours_of_week import HoursOfWeek

FIRST = date(2018, 1, 1)


def activity(*days: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"day": FIRST + timedelta(days=day), "posts": posts} for day, posts in days]


def span(first: int, last: int) -> dict[str, date]:
    return {"first": FIRST + timedelta(days=first), "last": FIRST + timedelta(days=last)}


def test_a_line_has_a_sign_a_day_and_the_most_is_the_highest() -> None:
    line = life_line(activity((0, 1), (3, 100), (9, 25)), [])
    assert line is not None
    assert line.signs == f"{HEIGHTS[0]}{NONE * 2}{HEIGHTS[-1]}{NONE * 5}{HEIGHTS[4]}"
    assert line.days_of_sign == 1
    assert (line.place_of(FIRST + timedelta(days=3)), line.place_of(FIRST - timedelta(days=1))) == (3, None)


def test_long_lives_share_signs_and_never_outgrow_the_line() -> None:
    for days in (59, 60, 61, 1_000, 3_651):
        line = life_line(activity((0, 1), (days, 1)), [])
        assert line is not None
        assert len(line.signs) <= SIGNS
        assert line.place_of(line.last) == len(line.signs) - 1


def test_signs_whose_days_were_not_collected_are_told_from_silence() -> None:
    line = life_line(activity((0, 1), (9, 1)), [span(2, 4)])
    assert line is not None
    assert line.signs[1:9] == f"{NONE}{UNCOLLECTED * 3}{NONE * 4}"
    text = life_line_text(line, [])
    assert f"{UNCOLLECTED} nothing collected" in text
    assert life_line([], []) is None


def test_marks_stand_below_their_day_and_those_outside_are_left_out() -> None:
    line = life_line(activity((0, 1), (9, 1)), [])
    assert line is not None
    marks = [(FIRST + timedelta(days=5), "woke"), (FIRST + timedelta(days=99), "never")]
    lines = life_line_text(line, marks).splitlines()
    assert lines[1].index("^") == lines[0].index(line.signs) + 5
    assert lines[1].endswith("^ woke")
    assert "never" not in "".join(lines)
    assert lines[-1] == "  One sign is 1 day: the higher, the more; · no post."


def week(cells: dict[tuple[int, int], int], busy: int = 0) -> dict[str, Any]:
    counts = np.zeros((7, 24), np.int64)
    for place, count in cells.items():
        counts[place] = count
    return dict(HoursOfWeek("Asia/Tokyo", counts, np.full(24, busy), 0).as_json())


def test_an_hour_stands_below_its_number_and_beside_its_weekday() -> None:
    lines = hours_text(week({(2, 15): 40, (6, 0): 8})).splitlines()
    assert lines[0] == "Hours and weekdays (48 posts; clock of Asia/Tokyo)"
    wednesday = next(line for line in lines if "Wed" in line)
    assert wednesday[lines[1].index("15") :].startswith("██ ")
    assert wednesday.rstrip().endswith("40")
    sunday = next(line for line in lines if "Sun" in line)
    assert sunday[lines[1].index("00") :].startswith("░░ ")
    assert "░ 1 to 10, ▒ 11 to 20, ▓ 21 to 30, █ 31 to 40; blank none." in lines[9]


def test_large_counts_are_read_with_separators() -> None:
    text = hours_text(week({(0, 0): 8_000, (0, 1): 4_000}))
    assert "░ 1 to 2,000, ▒ 2,001 to 4,000, ▓ 4,001 to 6,000, █ 6,001 to 8,000; blank none." in text


def test_few_levels_use_the_strongest_shades_and_few_posts_have_no_picture() -> None:
    ones = hours_text(week({(day, hour): 1 for day in range(7) for hour in range(8, 20)}))
    assert "█ 1; blank none." in ones and "░" not in ones
    few = hours_text(week({(0, 0): 7}))
    assert few == "Hours and weekdays: cannot say, fewer than 30 posts with an hour (n = 7)."


def test_quiet_hours_are_told_without_saying_where_somebody_is() -> None:
    cells = {(day, hour): 9 for day in range(7) for hour in range(8, 23)}
    counts = np.zeros((7, 24), np.int64)
    for place, count in cells.items():
        counts[place] = count
    text = hours_text(dict(HoursOfWeek("UTC", counts, counts.sum(axis=0), 3).as_json()))
    assert "Quietest: the 9 hours from 23:00 on" in text and "they name no place" in text
    assert "3 more have a day, but no hour" in text


def test_events_stand_in_the_line_on_their_days_and_those_outside_do_not() -> None:
    line = life_line(activity((0, 1), (9, 25)), [])
    assert line is not None
    told = [("the vote", 4), ("long before", -40)]
    marks = event_marks(
        [{"name": name, "at": datetime(2018, 1, 1, tzinfo=UTC) + timedelta(days=d)} for name, d in told]
    )
    first, marked, _ = life_line_text(line, marks).splitlines()
    assert marked.endswith("^ the vote")
    assert marked.index("^") == first.index(line.signs) + 4
