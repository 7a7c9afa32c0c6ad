"""Ranks by day as bars: as high as the rank is good, full where it is unusual, names of any script."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from unisono.cases.live.gaps import Gap
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.ranks import BAR, MOST_DAYS, RankedThing, draw_ranks

FIRST = date(2018, 6, 1)


def by_day(*ranks: int) -> dict[date, int]:
    return {FIRST + timedelta(days=number): rank for number, rank in enumerate(ranks) if rank}


def bars(picture: str) -> list[tuple[str, float, int]]:
    found = re.findall(r'<rect class="(\w+)"[^>]*height="([\d.]+)" data-rank="(\d+)"', picture)
    return [(kind, float(height), int(rank)) for kind, height, rank in found]


def test_a_bar_is_as_high_as_the_rank_is_good_and_full_where_unusual() -> None:
    picture = draw_ranks("desk", [RankedThing("#vote", by_day(1, 10, 11, 0, 4), frozenset({FIRST}))])
    assert picture is not None
    assert bars(picture) == [("after", BAR, 1), ("half", BAR / 10, 10), ("half", pytest.approx(BAR * 0.7, abs=0.1), 4)]
    assert "best 1, 3 days" in picture


def test_names_of_any_script_are_text_and_markup_is_not() -> None:
    picture = draw_ranks("desk", [RankedThing("#حقيقة", by_day(1)), RankedThing("<script>", by_day(2))])
    assert picture is not None
    assert ">#حقيقة<" in picture
    assert "<script>" not in picture


def test_names_that_begin_alike_are_cut_where_they_can_still_be_told_apart() -> None:
    names = [f"hxxps://example[.]org/a/very/long/path/of/page-{number}" for number in (1, 2)]
    picture = draw_ranks("desk", [RankedThing(name, by_day(1)) for name in names])
    assert picture is not None
    shown = re.findall(r">(hxxps[^<]*)<", picture)
    assert len(set(shown)) == 2
    assert all(len(one) <= 28 for one in shown)


def test_of_many_days_the_last_are_drawn() -> None:
    picture = draw_ranks("desk", [RankedThing("#vote", by_day(*[1] * 90))])
    assert picture is not None
    assert len(bars(picture)) == MOST_DAYS
    assert str(FIRST + timedelta(days=89)) in picture


def test_what_was_never_on_top_is_no_picture() -> None:
    assert draw_ranks("desk", []) is None
    assert draw_ranks("desk", [RankedThing("#vote", by_day(11, 12))]) is None


def test_days_that_were_not_seen_are_shaded_and_told() -> None:
    things = [RankedThing("a", {date(2018, 6, 1): 1, date(2018, 6, 4): 2})]
    begin = datetime(2018, 6, 2, tzinfo=UTC)
    gap = Gap("ws:x", begin, begin + timedelta(days=2), "server gone")
    plain, shaded = draw_ranks("list", things), draw_ranks("list", things, Clock("UTC", unseen=(gap,)))
    assert plain is not None and shaded is not None
    assert (plain.count("uncollected"), shaded.count("uncollected")) == (0, 2)
    assert "(server gone)" in shaded
