"""The raster has a row for every account, a mark for every day with posts, and shows silences as gaps."""

import re
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from unisono.dossiers.network.life import LIVES
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.raster import RasterPicture, draw_raster
from unisono.model.tables import conform

FIRST = date(2018, 1, 1)
DAYS = {"account": pl.String, "day": pl.Date, "posts": pl.Int64}


def at(day: int) -> datetime:
    return datetime(2018, 1, 1, tzinfo=UTC) + timedelta(days=day)


def draw(
    days: dict[str, list[tuple[int, int]]],
    *,
    slept: dict[str, tuple[int, int]] | None = None,
    events: list[tuple[str, datetime | None]] | None = None,
    uncollected: list[dict[str, date]] | None = None,
    zone: str = "UTC",
    most_cells: int = 6_000,
) -> RasterPicture | None:
    """Draw accounts with posts on days (day, posts), which slept from one day to another."""
    rows = [(account, FIRST + timedelta(days=day), posts) for account, own in days.items() for day, posts in own]
    lives = [
        {"account": account}
        | (
            {"silent_from": at(slept[account][0]), "woke_at": at(slept[account][1])}
            | {"silent_days": float(slept[account][1] - slept[account][0])}
            if slept and account in slept
            else {}
        )
        for account in days
    ]
    return draw_raster(
        1,
        lives=conform(pl.DataFrame(lives, infer_schema_length=None), LIVES),
        days=pl.DataFrame(rows, schema=DAYS, orient="row"),
        names={account: f"@{account}" for account in days},
        events=events or [],
        uncollected=uncollected or [],
        clock=Clock(zone),
        most_rows=150,
        most_cells=most_cells,
    )


def places(picture: RasterPicture, level: int) -> list[tuple[float, float]]:
    """Return (x, y) of the marks of a level, without those of the legend."""
    paths = re.findall(rf'class="day level-{level}" stroke-width="[\d.]+" d="([^"]*)"', picture.svg)
    marks = [re.findall(r"M([\d.]+) ([\d.]+)v", path) for path in paths if path.count("M") > 1 or "v11" not in path]
    return [(float(x), float(y)) for own in marks for x, y in own]


def test_every_day_with_posts_has_a_mark_as_strong_as_its_posts_and_in_its_place() -> None:
    picture = draw({"ann": [(0, 1), (10, 4), (20, 40)], "bob": [(0, 2), (20, 12)]})
    assert picture is not None
    assert picture.note == ""
    assert [len(places(picture, level)) for level in (1, 2, 3, 4)] == [2, 1, 1, 1]
    ((middle, row),) = places(picture, 2)
    ((last, same_row),) = places(picture, 4)
    first = min(x for x, _ in places(picture, 1))
    assert row == same_row
    assert middle - first == pytest.approx(last - middle, abs=0.2)
    assert ">@ann<" in picture.svg and ">@bob<" in picture.svg


def test_a_long_silence_is_drawn_through_its_gap_and_a_short_one_is_not() -> None:
    long = draw({"ann": [(0, 1), (50, 1)]}, slept={"ann": (0, 50)})
    short = draw({"ann": [(0, 1), (5, 1)]}, slept={"ann": (0, 5)})
    assert long is not None and short is not None
    assert "silence at least 3 times as long as its others" in long.svg
    assert 'class="asleep"' not in short.svg
    began, ended = re.findall(r'class="asleep" d="M([\d.]+) [\d.]+H([\d.]+)', long.svg)[0]
    marks = sorted(x for x, _ in places(long, 1))
    # The silence runs from midnight to midnight, marks stand in the middle of their days.
    assert float(began) < marks[0] < float(ended) < marks[-1]


def test_events_are_named_lines_and_uncollected_days_are_shaded() -> None:
    dark = {"first": FIRST + timedelta(days=10), "last": FIRST + timedelta(days=19)}
    picture = draw({"ann": [(0, 1), (40, 1)]}, events=[("the vote", at(20)), ("none", None)], uncollected=[dark])
    assert picture is not None
    assert ">the vote<" in picture.svg
    assert picture.svg.count('class="event"') == 1
    x, width = re.findall(r'class="uncollected" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', picture.svg)[0]
    left, right = sorted(place for place, _ in places(picture, 1))
    a_day = (right - left) / 40
    assert float(width) == pytest.approx(10 * a_day, rel=0.01)
    assert float(x) == pytest.approx(left + 9.5 * a_day, abs=0.3)
    assert "hardly anything collected" in picture.svg


def test_days_of_the_zone_begin_at_its_midnight_also_where_clocks_change() -> None:
    days = {"ann": [(day, 1) for day in range(200)]}
    tokyo, berlin = draw(days, zone="Asia/Tokyo"), draw(days, zone="Europe/Berlin")
    assert tokyo is not None and berlin is not None
    assert len(places(tokyo, 1)) == len(places(berlin, 1)) == 200


def test_many_accounts_share_rows_and_many_days_share_marks_and_the_note_says_so() -> None:
    days = {f"a{number:03d}": [(day, 1) for day in range(0, 2_000, 3)] for number in range(400)}
    picture = draw(days, most_cells=5_000)
    assert picture is not None
    assert re.search(r"Each row stands for \d+ accounts", picture.note)
    assert re.search(r"\d+ days share a mark", picture.note)
    assert "400 accounts, in order of their first post" in picture.svg
    assert len(picture.svg) < 250_000


def test_no_post_with_a_time_is_no_picture_and_names_of_strangers_do_no_harm() -> None:
    assert draw({}) is None
    picture = draw({"<b>\u202eevil": [(0, 1)]})
    assert picture is not None
    assert "<b>" not in picture.svg and "\u202e" not in picture.svg
