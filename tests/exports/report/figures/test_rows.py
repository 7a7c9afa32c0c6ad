"""Rows, axis and events lie where their moments are."""

import re
from datetime import UTC, datetime, timedelta

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.drawing import WIDTH
from unisono.exports.report.figures.rows import EVENT_ROOM, NAMED_ROWS, Canvas, draw_axis, draw_events, draw_row_names

START = datetime(2018, 1, 1, tzinfo=UTC)
CANVAS = Canvas(left=100, top=30, row_height=10, rows=5, start=START.timestamp(), seconds=100 * 86_400)


def test_moments_run_from_the_left_edge_to_the_right() -> None:
    assert CANVAS.x(START.timestamp()) == 100
    assert CANVAS.x(START.timestamp() + CANVAS.seconds) == WIDTH - 12
    assert CANVAS.bottom == 80


def test_events_outside_are_left_out_and_names_too_near_to_others_too() -> None:
    days = [("first", 10), ("second", 11), ("third", 12), ("far", 60), ("before", -1), ("after", 101)]
    drawn = "".join(draw_events([(name, START + timedelta(days=day)) for name, day in days], CANVAS))
    assert drawn.count('class="event"') == 4
    assert ">first<" in drawn and ">far<" in drawn
    assert ">before<" not in drawn and ">after<" not in drawn


def test_few_rows_are_named_and_many_are_counted() -> None:
    few = draw_row_names(["a", "b"], {"a": "@ann"}, CANVAS, "in some order")
    assert [re.findall(r">([^<]+)<", one)[0] for one in few] == ["@ann", "b"]
    (many,) = draw_row_names([str(row) for row in range(NAMED_ROWS + 1)], {}, CANVAS, "in some order")
    assert f"{NAMED_ROWS + 1} accounts, in some order" in many


def test_the_axis_has_ticks_within_the_canvas() -> None:
    pieces = draw_axis(START, START + timedelta(days=90), CANVAS, Clock())
    places = [float(x) for one in pieces for x in re.findall(r'class="grid" d="M([\d.]+)', one)]
    assert len(places) > 2
    assert all(100 <= x <= WIDTH - 12 for x in places)


def test_names_of_events_that_would_collide_stand_on_lines_of_their_own() -> None:
    canvas = Canvas(left=34.0, top=60.0, row_height=10.0, rows=10, start=0.0, seconds=1_000_000.0)
    events = [(name, datetime.fromtimestamp(at, UTC)) for name, at in (("woke", 990_000), ("the vote", 995_000))]
    heights = re.findall(r'y="([\d.]+)"', "".join(map(str, draw_events(events, canvas))))
    assert len(heights) == 2
    assert len(set(heights)) == 2
    assert all(0 < float(height) < EVENT_ROOM for height in heights)
