"""The breakout scale: levels 1 to 3 by counts, none where they are missing, and never 4 to 6."""

import pytest
from markupsafe import Markup

from unisono.exports.report.frames.breakout import COMPUTED, LEVELS, view_breakout, view_scale
from unisono.exports.report.frames.passing_on import PassedOn, definition
from unisono.exports.report.frames.stated_levels import StatedView

TWO = ("bluesky", "twitter")


@pytest.mark.parametrize(
    ("platforms", "communities", "level"),
    [(1, 0, 1), (1, 1, 1), (1, 2, 2), (2, 0, 2), (2, 1, 2), (2, 2, 3), (2, 400, 3)],
)
def test_the_level_follows_from_platforms_and_communities(platforms: int, communities: int, level: int) -> None:
    view = view_breakout(4, PassedOn(TWO[:platforms], 9, 9, 30, 20, communities))
    assert (view.number, view.level, view.at_least) == (4, level, level)
    assert view.meaning == LEVELS[level]


def test_without_communities_there_is_a_lowest_level_and_a_reason() -> None:
    view = view_breakout(1, PassedOn(TWO, 9, 9, cannot_say="the case holds no repost"))
    assert (view.level, view.at_least) == (None, 2)
    assert view.meaning.endswith(", or more")
    assert view.says == "Cannot say how many communities it reached: the case holds no repost."


def test_counts_are_told_in_words() -> None:
    told = view_breakout(1, PassedOn(("twitter",), 1500, 1200, 31, 20, 1, 3)).says
    assert told == (
        "1,200 of its 1,500 posts are its own, on twitter; 20 accounts outside passed them on 31 times, in at least "
        "1 community; 3 of them are in none that can be told."
    )
    assert "no account outside" in view_breakout(1, PassedOn(("twitter",), 3, 3, communities=0)).says


def test_levels_above_three_are_for_people() -> None:
    scale = view_scale({2: PassedOn(("x",), 1, 1, communities=0), 1: PassedOn(TWO, 5, 5, 9, 9, 3)})
    assert [one.number for one in scale.networks] == [1, 2]
    assert [level for level, _, is_computed in scale.levels if not is_computed] == [4, 5, 6]
    assert max(COMPUTED) == 3
    assert scale.definition == definition()


def test_a_run_without_networks_has_a_scale_without_rows() -> None:
    assert list(view_scale({}).networks) == []


def test_what_people_stated_changes_no_level_that_was_counted() -> None:
    stated = StatedView(1, 5, Markup("Rosa"), "20 May 2026", Markup("a page"), "", None, False, None)
    scale = view_scale({1: PassedOn(("x",), 1, 1, communities=0)}, [stated])
    assert [one.level for one in scale.networks] == [1]
    assert list(scale.stated) == [stated]
