"""Pictures of a network's life, from its card."""

from typing import Any

from unisono.exports.report.amounts import Clock
from unisono.web.pages.found.life_pictures import life_line, purposes_picture, week_picture

CLOCK = Clock("UTC")
LIFE: dict[str, Any] = {
    "days": [{"day": "2018-06-01", "accounts": 2, "posts": 3}, {"day": "2018-06-09", "accounts": 8, "posts": 9}],
    "uncollected": [{"first": "2018-06-03", "last": "2018-06-05"}],
    "awake": {"together": "2018-06-09T00:00:00Z"},
    "turned": {"at": None},
    "made": {"together": None},
    "events": [{"name": "<b>vote", "at": "2018-06-02T00:00:00Z"}],
    "hours": {"cannot_say": None, "counts": [[1] * 24] * 7},
}


def shares(**known: float) -> dict[str, float]:
    return dict.fromkeys(("commercial", "political", "news", "fan", "unknown"), 0.0) | known


def test_days_are_drawn_with_what_befell_the_accounts() -> None:
    picture = life_line(1, LIFE, CLOCK)
    assert picture is not None
    assert "woke" in picture
    assert "uncollected" in picture
    assert "<b>" not in picture
    assert life_line(1, {**LIFE, "days": []}, CLOCK) is None


def test_a_week_is_drawn_where_the_files_tell_hours() -> None:
    assert "168 posts" in (week_picture(1, LIFE) or "")
    assert week_picture(1, {"hours": {"cannot_say": "days only", "counts": [[0] * 24] * 7}}) is None


def test_purposes_are_drawn_over_time_with_the_change() -> None:
    mix = {"posts": 9, "texts": 9, "low": shares(), "high": shares()}
    periods = [
        {"start": "2018-06-01", "end": "2018-06-07", "shares": shares(commercial=1.0), **mix},
        {"start": "2018-06-08", "end": "2018-06-14", "shares": shares(political=1.0), **mix},
    ]
    card = {"over_time": periods, "by": "week", "crossover_at": "2018-06-08T12:00:00Z"}
    assert "changed 2018-06-08" in (purposes_picture(1, card, Clock()) or "")
    assert purposes_picture(1, {**card, "over_time": []}, Clock()) is None
