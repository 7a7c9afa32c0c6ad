"""What happened in a case, as a card: rows in order of time, and the spans of days that the figure draws."""

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.events import kept_events
from unisono.dossiers.case_timeline.events import told_events
from unisono.dossiers.case_timeline.happening import MOMENTS, happenings_table
from unisono.dossiers.case_timeline.telling import CaseTimeline, what_happened
from unisono.exports.report.amounts import Clock
from unisono.exports.report.course import active_days
from unisono.exports.report.reading import read_profiles
from unisono.web.cards.declared import Card


def tell_happenings(case: Case, run: Run | None) -> Card:
    """Return happenings (rows of HAPPENINGS with author_handle) and spans; before a scan, the events that are known."""
    told = what_happened(case, run) if run is not None else _without_scan(case)
    handles = _handles(case, told.happenings)
    rows = [{**row, "author_handle": handles.get(row["author"])} for row in told.happenings.to_dicts()]
    spans = [
        {"kind": kind, "subject": subject, "at": span.at, "until": span.until, "level": span.level}
        for (kind, subject), own in active_days(told.moments, Clock(case.zone)).items()
        for span in own
    ]
    return {"happenings": rows, "spans": spans}


def _without_scan(case: Case) -> CaseTimeline:
    return CaseTimeline(happenings_table(told_events(kept_events(case.path))), pl.DataFrame(schema=MOMENTS))


def _handles(case: Case, happenings: pl.DataFrame) -> dict[str, str]:
    wanted = set(happenings["author"].drop_nulls().to_list())
    return dict(read_profiles(case, wanted).select("account", "handle").drop_nulls().iter_rows())
