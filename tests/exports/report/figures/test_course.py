"""The course of a case has a row for each subject, spans that are to scale, marks told apart by form, and events."""

import re
from datetime import UTC, datetime, timedelta

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.course import MARK_NAMES, THINNEST, Lane, Mark, Span, draw_course

START = datetime(2018, 6, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def spans(svg: str) -> list[tuple[float, float]]:
    """Return (x, width) of every span drawn."""
    return [
        (float(x), float(w)) for x, w in re.findall(r'class="span [^"]*" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    ]


def test_nothing_with_a_time_is_no_picture() -> None:
    assert draw_course([], [("vote", START)], Clock()) is None
    assert draw_course([Lane("Network 1", "network")], [], Clock()) is None


def test_spans_are_to_scale_and_the_shortest_can_be_seen() -> None:
    lanes = [
        Lane("Network 1", "network", [Span(day(0), day(40)), Span(day(60), day(80), 1)]),
        Lane("#push", "hashtag", [Span(day(50), day(50) + timedelta(minutes=1))]),
    ]
    svg = draw_course(lanes, [], Clock())
    assert svg is not None
    (first, long), (second, half), (_, short) = spans(svg)
    assert abs(long - 2 * half) < 0.2
    assert abs((second - first) - 1.5 * long) < 0.3
    assert short == THINNEST
    assert "span-hashtag" in svg
    assert "strength-1" in svg


def test_marks_have_a_form_of_their_own_and_the_legend_names_those_that_are_drawn() -> None:
    lanes = [Lane("Network 1", "network", marks=[Mark(day(number), kind) for number, kind in enumerate(MARK_NAMES)])]
    svg = draw_course(lanes, [], Clock())
    assert svg is not None
    forms = {re.sub(r"[\d. -]+", "", form) for form in re.findall(r'class="mark mark-\w+" d="([^"]*)"', svg)}
    assert len(forms) == len(MARK_NAMES)
    assert all(f">{name}</text>" in svg for name in MARK_NAMES.values())
    only = draw_course([Lane("Network 1", "network", marks=[Mark(START, "woke")])], [], Clock())
    assert only is not None
    assert ">woke</text>" in only
    assert ">made</text>" not in only


def test_names_of_strangers_are_escaped_and_events_are_named() -> None:
    lanes = [Lane("<b>\u202eevil</b>", "hashtag", [Span(day(0), day(9))])]
    svg = draw_course(lanes, [("投票", day(5)), ("<vote>", day(6))], Clock())
    assert svg is not None
    assert "<b>" not in svg
    assert "\u202e" not in svg
    assert "投票" in svg
    assert "&lt;vote&gt;" in svg
