"""The timeline of a case holds everything that its scan found at a time, and its events, in order."""

from datetime import timedelta
from pathlib import Path

from tests.exports.report.invented import START, build_case
from unisono.cases import create_case
from unisono.cases.events import Event, keep_event
from unisono.dossiers.case_timeline.happening import HAPPENINGS
from unisono.dossiers.case_timeline.telling import what_happened


def test_networks_and_events_are_told_in_order(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    keep_event(case.path, Event("before", START - timedelta(days=1)))
    keep_event(case.path, Event("long after", START + timedelta(days=900)))
    happened = what_happened(case, run).happenings
    assert happened["at"].is_sorted()
    assert happened["subject"][0] == "before"
    assert happened["subject"][-1] == "long after"
    spans = run.table("networks").select("first_at", "last_at").sort("first_at")
    told = happened.filter(kind="network")
    assert told["at"].to_list() == spans["first_at"].to_list()
    assert set(told["until"].to_list()) == set(spans["last_at"].to_list())


def test_a_run_that_found_nothing_tells_nothing(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.write_run(
        {},
        {
            name: build_case(tmp_path / name)[1].table(name).head(0)
            for name in ("networks", "findings", "members", "acts")
        },
    )
    run = case.latest_run()
    assert run is not None
    happened = what_happened(case, run).happenings
    assert happened.is_empty()
    assert dict(happened.schema) == HAPPENINGS
