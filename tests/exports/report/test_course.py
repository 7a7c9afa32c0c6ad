"""The report tells what happened in order; copies for others withhold what they withhold elsewhere."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from tests.exports.report.invented import START, build_case
from unisono.cases.events import Event, keep_event
from unisono.dossiers.case_timeline.happening import KINDS, MOMENTS, Happening, happenings_table
from unisono.dossiers.case_timeline.telling import CaseTimeline
from unisono.exports.report.amounts import Clock
from unisono.exports.report.course import KIND_NAMES, CourseView, active_days, view_course
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.page import render_report
from unisono.model.tables import conform, empty

AT = datetime(2018, 6, 1, 20, tzinfo=UTC)
TOLD = [
    Happening(AT, "network", "network", "1", "12 accounts acted.", AT + timedelta(days=3), (1,), 12),
    Happening(AT, "woke", "cohort", "woke:2018-06-01", "3 accounts woke.", networks=(1, 2), accounts=3, finding="f-1"),
    Happening(AT, "born", "cohort", "born:2018-06-01", "3 accounts were made.", accounts=3, finding="f-2"),
    Happening(AT, "text", "text", "t-1", "4 accounts claim: “I was @ann”.", AT, (), 4, "f-3"),
    Happening(AT, "event", "event", "vote", "vote (told)."),
    Happening(AT, "target", "target", "Ilva", "40 posts against it.", AT, (), 4, "f-4"),
    Happening(AT, "post", "post", "twitter:77", "9 of the 9 reposts are by members.", AT, (), 9, "f-5", "twitter:1"),
]


def view(disclosure: Disclosure | None = None, limits: Limits | None = None) -> CourseView:
    told = CaseTimeline(happenings_table(TOLD), empty(MOMENTS))
    return view_course(told, disclosure or Disclosure(), Clock(), limits or Limits())


def test_every_kind_of_happening_has_a_name() -> None:
    assert set(KIND_NAMES) == set(KINDS)


def test_rows_name_their_networks_and_findings_and_marks_stand_on_the_lanes_of_networks_that_are_drawn() -> None:
    course = view()
    assert course.found == len(TOLD)
    rows = {one.kind: one for one in course.shown}
    assert rows["Woke together"].networks == "1, 2"
    assert rows["Made together"].networks == "none"
    assert rows["Woke together"].finding == "f-1"
    assert rows["Woke together"].is_day
    assert not rows["Network"].is_day
    assert course.picture is not None
    # Network 2 has no span here: its mark, and that of those without network, stand with the others.
    assert ">Others</text>" in course.picture
    assert course.picture.count("mark-woke") == 2 + 1
    assert ">vote</text>" in course.picture


def test_a_row_about_a_target_or_a_post_names_it_as_the_copy_may() -> None:
    rows = {one.kind: str(one.says) for one in view(Disclosure(handles={"twitter:1": "ann"})).shown}
    assert rows["Attack"].startswith("Ilva: 40 posts against it")
    assert rows["Amplified post"].startswith("Post twitter:77 by @ann: 9 of the 9 reposts")
    peer = {one.kind: str(one.says) for one in view(Disclosure("peer", b"k" * 32, {"twitter:1": "ann"})).shown}
    assert "ann:" not in peer["Amplified post"]
    assert "twitter:77" not in peer["Amplified post"]
    assert peer["Amplified post"].startswith("Post post-")


def test_a_copy_for_the_public_withholds_quoted_words_and_ids_of_findings() -> None:
    course = view(Disclosure("public", b"k" * 32, {"twitter:1": "ann"}))
    rows = {one.kind: one for one in course.shown}
    assert rows["Testimony"].says is None
    assert rows["Network"].says is not None
    assert all(one.finding is None for one in course.shown)
    peer = view(Disclosure("peer", b"k" * 32, {"twitter:1": "ann"}))
    assert "@ann" not in str([one.says for one in peer.shown])


def test_what_does_not_fit_is_counted() -> None:
    course = view(limits=Limits(happenings=2))
    assert len(course.shown) == 2
    assert course.found == len(TOLD)


def test_days_of_a_network_join_where_they_are_alike_and_are_days_of_the_zone() -> None:
    hours = [0, 1, 2, 3, 24, 25, 26, 27, 48, 120]
    acts = {"kind": "network", "subject": "1", "at": [AT + timedelta(hours=h) for h in hours]}
    moments = conform(pl.DataFrame(acts), MOMENTS)
    spans = active_days(moments, Clock())["network", "1"]
    assert [(span.at.day, span.until.day, span.level) for span in spans] == [(1, 3, 4), (3, 4, 1), (6, 7, 1)]
    tokyo = active_days(moments, Clock("Asia/Tokyo"))["network", "1"]
    assert tokyo[0].at.astimezone(UTC) == datetime(2018, 6, 1, 15, tzinfo=UTC)


def test_the_report_has_the_section_and_one_that_found_nothing_has_not(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    keep_event(case.path, Event("the vote", START))
    page = render_report(case, run)
    assert 'id="course"' in page
    assert "the vote (told by whoever keeps the case" in page
    nothing, without = build_case(tmp_path / "nothing", ())
    assert 'id="course"' not in render_report(nothing, without)
