"""Events of Jetstream in both formats, told apart and translated."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.streams import account_line, delete_line, did, identity_line, post_line
from unisono.watch.replay.manners.jetstream_events import (
    as_envelope,
    as_flat,
    check_event,
    deletion_of,
    event_sequence,
    event_time,
    framed,
    redated,
)

LINES = [post_line(1, 0.25, "words"), delete_line(1, 2, "key"), account_line(2, 3), identity_line(2, 4, "b.example")]
AT = 1_777_896_000_250_000


@pytest.mark.parametrize("line", LINES)
def test_an_event_keeps_every_member_on_its_way_through_version_two(line: bytes) -> None:
    flat = as_flat(json.loads(line), 7)
    assert flat is not None and flat["seq"] == 7
    assert as_envelope(flat) == as_envelope({"$type": "message", "payload": flat}) == json.loads(line)


@given(
    extra=st.dictionaries(st.sampled_from(["cursor", "new", "text", "handle"]), st.integers() | st.text() | st.none()),
    record=st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.booleans()), max_size=3),
)
def test_members_that_nobody_knows_survive_as_well(extra: dict, record: dict) -> None:
    event = json.loads(LINES[0]) | extra
    event["commit"]["record"] = record
    flat = as_flat(event, 1)
    assert flat is not None and as_envelope(flat) == event


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b'{"did":"did:plc:a","time_us":5,"kind":"other"}',
        b'{"time_us":5,"kind":"commit"}',
        b'{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor"}}',
        b'{"$type":"error","error":"ConsumerTooSlow"}',
        b'{"did":"did:plc:a","kind":"commit","commit":{}}',
    ],
)
def test_what_is_no_event_or_has_no_time_is_told_apart(line: bytes) -> None:
    assert not check_event(line).is_fit


def test_times_and_numbers_are_read_in_both_versions() -> None:
    second = framed(as_flat(json.loads(LINES[0]), 12) or {})
    assert check_event(LINES[0])[:3] == (True, AT, None)
    assert check_event(second)[:3] == (True, AT, 12)
    assert event_time(LINES[0]) == event_time(second) == AT
    spaced = json.dumps(dict(reversed(json.loads(LINES[0]).items()))).encode()
    assert event_time(spaced) == AT, "members may stand in any order"
    assert (event_sequence(second), event_sequence(LINES[0])) == (12, None)


def test_an_event_dated_anew_differs_in_its_time_only() -> None:
    for line in (LINES[0], framed(as_flat(json.loads(LINES[0]), 12) or {})):
        moved = redated(line, AT + 5)
        assert event_time(moved) == AT + 5 and redated(moved, AT) != moved
        assert json.loads(redated(moved, AT)) == json.loads(line)


def test_only_what_posted_something_can_be_deleted() -> None:
    gone = json.loads(deletion_of(LINES[0], AT + 9) or b"")
    key = json.loads(LINES[0])["commit"]["rkey"]
    assert gone["did"] == did(1) and gone["time_us"] == AT + 9
    assert {name: gone["commit"][name] for name in ("operation", "rkey")} == {"operation": "delete", "rkey": key}
    assert all(deletion_of(line, AT) is None for line in LINES[1:])
