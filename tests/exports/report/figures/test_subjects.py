"""Shares of posts before and after: a ring, a dot, and both numbers."""

import re

import pytest

from unisono.exports.report.figures.subjects import LEFT, Subject, draw_subjects


def test_ring_and_dot_stand_at_the_shares_before_and_after() -> None:
    picture = draw_subjects(
        1,
        [
            Subject("#vote", "hashtag", 0.0, 0.8),
            Subject("#cats", "hashtag", 0.4, 0.2),
            Subject("صوت", "word", 0.1, 0.1),
        ],
    )
    assert picture is not None
    dots = [float(x) for x in re.findall(r'class="after" cx="([\d.]+)"', picture)]
    rings = [float(x) for x in re.findall(r'class="half" cx="([\d.]+)"', picture)]
    assert rings[0] == LEFT
    whole = dots[0] - LEFT
    assert rings[1] - LEFT == pytest.approx(whole / 2, abs=0.2)
    assert dots[1] - LEFT == pytest.approx(whole / 4, abs=0.2)
    assert rings[2] == dots[2]
    assert "0\u202f% → 80\u202f%" in picture
    assert ">صوت<" in picture


def test_the_scale_covers_what_is_shown_even_where_it_is_small_or_all() -> None:
    small = draw_subjects(1, [Subject("x", "word", 0.001, 0.02)])
    whole = draw_subjects(1, [Subject("x", "word", 0.0, 1.0)])
    assert small is not None and whole is not None
    assert ">5\u202f%<" in small and ">10\u202f%<" not in small
    assert ">100\u202f%<" in whole


def test_nothing_is_no_picture_and_markup_is_text() -> None:
    assert draw_subjects(1, []) is None
    picture = draw_subjects(1, [Subject("<script>", "word", 0.1, 0.2)])
    assert picture is not None and "<script>" not in picture


def test_a_share_that_nobody_knows_stands_nowhere() -> None:
    drawn = draw_subjects(1, [Subject("vote", "word", 0.1, float("nan")), Subject("out", "word", float("nan"), 0.2)])
    assert drawn is not None
    assert "nan" not in drawn
    assert (drawn.count('class="half"'), drawn.count('class="after"'), drawn.count('class="shift"')) == (1, 1, 0)
    assert "10 % → –" in drawn.replace("\u202f", " ")
