"""The card of what happened has rows in order, and before a scan the events alone."""

from datetime import UTC, datetime
from pathlib import Path

from tests.cli.scanned_case import case_with_posts, scanned_case
from unisono.cases.events import Event, keep_event
from unisono.web.cards.happenings import tell_happenings


def test_networks_have_the_days_on_which_they_were_active(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    told = tell_happenings(case, case.latest_run())
    assert [row["kind"] for row in told["happenings"]] == ["network"]
    assert {(span["kind"], span["subject"]) for span in told["spans"]} == {("network", "1")}


def test_events_are_told_without_a_scan(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    keep_event(case.path, Event("vote", datetime(2018, 6, 3, tzinfo=UTC)))
    told = tell_happenings(case, None)
    assert [row["subject"] for row in told["happenings"]] == ["vote"]
    assert told["spans"] == []
