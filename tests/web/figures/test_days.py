"""Bars by day are as high as their counts, and days that nobody knows are shaded."""

import re
from datetime import date, timedelta

from unisono.exports.report.amounts import Clock
from unisono.web.figures.days import BARS, DayLane, days_in_bar, draw_days

FIRST = date(2018, 6, 1)


def drawn(*lanes: DayLane, zone: str = "UTC") -> str:
    return str(draw_days(lanes, Clock(zone), name="days", title="Posts <by> day", description="Bars."))


def test_a_bar_is_as_high_as_its_share_of_the_busiest_day_of_its_row() -> None:
    picture = drawn(DayLane("twitter", {FIRST: 10, FIRST + timedelta(days=1): 5}))
    assert re.findall(r"v-([\d.]+)h", picture) == [f"{BARS:.1f}", f"{BARS / 2:.1f}"]
    assert ">10</text>" in picture
    assert "Posts &lt;by&gt; day" in picture


def test_a_gap_is_shaded_from_its_first_to_its_last_day() -> None:
    days = {FIRST: 1, FIRST + timedelta(days=9): 1}
    picture = drawn(DayLane("a", days, gaps=[(FIRST + timedelta(days=1), FIRST + timedelta(days=8))]))
    (width,) = re.findall(r'class="uncollected"[^>]*width="([\d.]+)"', picture)
    assert abs(float(width) - 0.8 * (960 - 150 - 76)) < 1


def test_years_are_drawn_with_several_days_to_a_bar() -> None:
    lane = DayLane("a", {FIRST + timedelta(days=number): 1 for number in range(1000)})
    assert days_in_bar([lane]) == 3
    assert drawn(lane, zone="Europe/Berlin").count("z") >= 334


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_days([DayLane("a", {})], Clock(), name="d", title="t", description="d") is None
