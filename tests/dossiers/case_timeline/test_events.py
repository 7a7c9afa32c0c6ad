"""Events stand on the timeline as what they are: something that somebody told the case."""

from datetime import UTC, datetime

import polars as pl

from unisono.dossiers.case_timeline.events import told_events
from unisono.model.tables import EVENTS


def test_an_event_says_who_told_it_and_where_it_can_be_looked_up() -> None:
    at = datetime(2018, 8, 6, tzinfo=UTC)
    rows = [{"name": "by-election", "at": at, "source": "gazette"}, {"name": "投票", "at": at, "source": None}]
    first, second = told_events(pl.DataFrame(rows, schema=EVENTS))
    assert (first.at, first.kind, first.subject) == (at, "event", "by-election")
    assert "source: gazette" in first.says
    assert "投票" in second.says
    assert "nobody said where to look it up" in second.says
