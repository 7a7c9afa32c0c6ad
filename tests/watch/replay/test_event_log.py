"""The log of a stream: the same from wherever it is read, with the faults that belong to it."""

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.watch.streams import START, post_line, write_lines
from unisono.watch.replay.event_log import EventLog, Start, Told
from unisono.watch.replay.manners.jetstream_events import WRITING, check_event
from unisono.watch.replay.recording import Recording, read_recording
from unisono.watch.replay.settings import Faults

QUICK_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)  # explaining traces every line: slow
LINES = [post_line(number % 7, number * 0.5 - (number % 5) * 0.7, key=f"key{number:04d}") for number in range(900)]


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    folder = tmp_path_factory.mktemp("log")
    path = write_lines(folder / "made.jsonl", LINES)
    return read_recording(path, path.name, check_event, folder)


def read(recording: Recording, faults: Faults, start: Start | None = None) -> list[Told]:
    return list(EventLog(recording, WRITING, faults).messages_from(start or Start()))


def test_without_faults_the_log_is_the_recording(recording: Recording) -> None:
    log = read(recording, Faults())
    assert [told.line for told in log] == LINES
    assert [told.sequence for told in log] == [told.number for told in log] == list(range(1, 901))
    dues = [told.due_us for told in log]
    assert dues == sorted(dues), "what is due never goes back, though the times of events do"


FAULTS = st.builds(
    Faults,
    seed=st.integers(0, 5),
    disorder_s=st.sampled_from([0.0, 0.4, 7.0, 1_000.0]),
    deletes=st.sampled_from([0.0, 0.2, 1.0]),
    delete_after_s=st.sampled_from([0.0, 3.0, 100.0]),
    ahead_s=st.sampled_from([0.0, 200.0]),
    ahead_share=st.just(0.1),
)


@settings(max_examples=40, deadline=None, phases=QUICK_PHASES)
@given(faults=FAULTS, place=st.integers(0, 1_000), by=st.sampled_from(["number", "sequence", "time", "due"]))
def test_the_log_is_the_same_wherever_reading_begins(recording: Recording, faults: Faults, place: int, by: str) -> None:
    whole = read(recording, faults)
    told = whole[min(place, len(whole) - 1)]
    value = {"number": told.number, "sequence": told.sequence, "time": told.at_us, "due": told.due_us}[by]
    rest = read(recording, faults, Start(by, value or 0))
    assert rest == whole[len(whole) - len(rest) :]
    assert told in rest, "nothing is lost of what came from there on"


@settings(max_examples=25, deadline=None, phases=QUICK_PHASES)
@given(faults=FAULTS)
def test_nothing_is_lost_and_nothing_comes_that_no_fault_explains(recording: Recording, faults: Faults) -> None:
    log = read(recording, faults)
    events = [json.loads(told.line) for told in log]
    posted = [event["commit"]["rkey"] for event in events if event["commit"]["operation"] == "create"]
    gone = [event["commit"]["rkey"] for event in events if event["commit"]["operation"] == "delete"]
    assert Counter(posted) == Counter(json.loads(line)["commit"]["rkey"] for line in LINES)
    assert len(set(gone)) == len(gone) and set(gone) <= set(posted)
    assert (len(gone) > 0) == (faults.deletes > 0)
    assert len({told.sequence for told in log}) == len(log)
    assert [told.sequence for told in log] == sorted(told.sequence for told in log)
    first_seen = {key: place for place, key in reversed(list(enumerate(event["commit"]["rkey"] for event in events)))}
    for place, event in enumerate(events):
        if event["commit"]["operation"] == "delete":
            assert first_seen[event["commit"]["rkey"]] < place, "a post is deleted after it was sent"


def test_events_out_of_order_are_late_by_less_than_was_asked_for(recording: Recording) -> None:
    log = read(recording, Faults(disorder_s=20.0, disorder_share=0.3))
    assert [told.line for told in log] != LINES
    latest = 0
    for told in log:
        assert told.at_us is not None and told.at_us > latest - 24_000_000, "20 s, and the 3 s of the recording itself"
        latest = max(latest, told.at_us)
    assert sum(a.at_us > b.at_us + 4_000_000 for a, b in itertools.pairwise(log) if a.at_us and b.at_us) > 50


def test_events_dated_ahead_are_some_and_carry_the_time_that_they_claim(recording: Recording) -> None:
    log = read(recording, Faults(ahead_s=300.0, ahead_share=0.2))
    moved = [told for told, line in zip(log, LINES, strict=True) if told.line != line]
    assert 120 < len(moved) < 240
    for told in moved:
        event = json.loads(told.line)
        assert event["time_us"] == told.at_us and told.at_us - told.due_us > 290_000_000
        original = json.loads(LINES[told.number - 1])
        assert event["commit"] == original["commit"]


def test_a_deletion_comes_so_long_after_its_post_as_was_asked_for(recording: Recording) -> None:
    log = read(recording, Faults(deletes=0.1, delete_after_s=30.0))
    gone = [told for told in log if b'"delete"' in told.line]
    posted = {json.loads(told.line)["commit"]["rkey"]: told for told in log if told not in gone}
    for told in gone:
        assert told.at_us == posted[json.loads(told.line)["commit"]["rkey"]].due_us + 30_000_000
    assert any(told.at_us and told.at_us > (START + 449.5) * 1e6 for told in gone), "also after the last post"


def test_another_seed_has_other_faults(recording: Recording, tmp_path: Path) -> None:
    def lines(seed: int) -> list[bytes]:
        return [told.line for told in read(recording, Faults(seed=seed, deletes=0.1, disorder_s=5))]

    assert lines(1) == lines(1) != lines(2)
