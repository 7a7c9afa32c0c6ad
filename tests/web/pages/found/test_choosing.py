"""Filters as pills."""

from pathlib import Path

import polars as pl

from tests.web.pages.found.asked_page import asked
from unisono.web.pages.found.choosing import Filter, chosen_rows, pills_of

COLOUR = Filter("colour", "colour", "Colour", {"red": "rot"})
SIZE = Filter("size", "size", "Size", {})
ROWS = pl.DataFrame({"colour": ["red", "red", "blue", None], "size": ["big", "small", "small", "small"]})


def test_each_filter_narrows_the_rows(tmp_path: Path) -> None:
    one = asked(tmp_path, colour="red", size="small")
    assert chosen_rows(one, ROWS, [COLOUR, SIZE]).rows() == [("red", "small")]


def test_pills_count_what_they_leave_and_lead_there(tmp_path: Path) -> None:
    ((title, pills), (_, sizes)) = pills_of(asked(tmp_path, page="3"), ROWS, [COLOUR, SIZE], str.upper)
    assert title == "COLOUR"
    assert [(pill.label, pill.rows, pill.address) for pill in pills] == [
        ("ROT", 2, "/case/case/triage?colour=red"),
        ("blue", 1, "/case/case/triage?colour=blue"),
    ]
    assert [pill.value for pill in sizes] == ["small", "big"]


def test_a_chosen_pill_takes_its_choice_back(tmp_path: Path) -> None:
    groups = dict(pills_of(asked(tmp_path, size="big"), ROWS, [COLOUR, SIZE], str))
    chosen = next(pill for pill in groups["Size"] if pill.is_chosen)
    assert (chosen.value, chosen.address) == ("big", "/case/case/triage")
    assert "Colour" not in groups


def test_a_choice_that_leaves_nothing_still_stands_there(tmp_path: Path) -> None:
    groups = dict(pills_of(asked(tmp_path, size="huge"), ROWS, [SIZE], str))
    assert [(pill.value, pill.rows) for pill in groups["Size"]][-1] == ("huge", 0)
