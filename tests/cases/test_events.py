"""A case keeps events durably, each with its time and source, and says which file is damaged."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from unisono.cases.events import Event, keep_event, kept_events, remove_event
from unisono.cases.folder import create_case
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import EVENTS

VOTE = Event("Vote of 2017", datetime(2017, 6, 4, 5, 30, tzinfo=UTC), "gazette, page 3")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def test_events_are_kept_as_they_were_given_and_come_in_the_order_of_time(case: Path) -> None:
    keep_event(case, VOTE)
    keep_event(case, Event("fair", datetime(2016, 1, 2, tzinfo=UTC)))
    events = kept_events(case)
    assert dict(events.schema) == EVENTS
    assert events.rows() == [
        ("fair", datetime(2016, 1, 2, tzinfo=UTC), None),
        (VOTE.name, VOTE.at, VOTE.source),
    ]


def test_a_case_without_events_has_none(case: Path) -> None:
    assert kept_events(case).is_empty()
    assert dict(kept_events(case).schema) == EVENTS


def test_a_name_is_taken_once_whatever_its_capitals(case: Path) -> None:
    keep_event(case, VOTE)
    with pytest.raises(UsageError, match="event remove"):
        keep_event(case, Event("vote OF 2017", VOTE.at))
    assert kept_events(case)["name"].to_list() == [VOTE.name]


def test_an_event_can_be_taken_out_and_given_again(case: Path) -> None:
    keep_event(case, VOTE)
    remove_event(case, "vote of 2017")
    assert kept_events(case).is_empty()
    keep_event(case, VOTE)
    with pytest.raises(UsageError, match="event list"):
        remove_event(case, "other")


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 65, "dot.", "a\0b", "a\\b"])
def test_a_name_cannot_lead_out_of_the_case(case: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name an event"):
        keep_event(case, Event(name, VOTE.at))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"name": "x", "source": null}',
        b'{"name": "x", "at": "soon", "source": null}',
        b'{"name": "x", "at": "2017-06-04T05:30:00", "source": null}',
        b'{"name": "x", "at": 5, "source": null}',
        b'{"name": 1, "at": "2017-06-04T05:30:00+00:00", "source": null}',
    ],
)
def test_a_damaged_event_is_named(case: Path, content: bytes) -> None:
    keep_event(case, VOTE)
    next((case / "events").glob("*.json")).write_bytes(content)
    with pytest.raises(DataRejectedError, match=r"vote of 2017\.json is damaged"):
        kept_events(case)
