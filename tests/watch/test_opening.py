"""A watcher is made ready from what was asked: one a case, going on where the last one stopped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from unittest.mock import patch

import orjson
import pytest

from tests.watch.keeping.test_storing import piece
from tests.watch.streams import did, post_line, write_lines
from tests.watch.test_watching import Heard
from unisono.cases import create_case, open_case
from unisono.cases.durable import sole_lock
from unisono.cases.live.folder import is_watched
from unisono.cases.live.gaps import read_gaps
from unisono.cases.live.recordings import listed_recordings, read_recording
from unisono.cases.live.status import Status, write_status
from unisono.cases.manifest import read_manifest
from unisono.cases.suppressed import suppress
from unisono.model.errors import UsageError
from unisono.watch.gathering import Gathering, WatchSettings
from unisono.watch.keeping.storing import Storing
from unisono.watch.looking import LookingSettings
from unisono.watch.opening import WatchOptions, open_watch
from unisono.watch.sources.declaration import SourceOptions

ALONE = WatchOptions(looking=LookingSettings(search=None))


@pytest.fixture
def recording(tmp_path: Path) -> str:
    lines = [post_line(number, number, f"post {number}") for number in range(20)]
    return f"replay:{write_lines(tmp_path / 'events.jsonl', lines)}"


def watch(folder: Path, source: str, options: WatchOptions = ALONE) -> Status:
    case = create_case(folder) if not folder.exists() else open_case(folder)
    with open_watch(folder, source, options, Heard(case), Event()) as opened:
        return opened.run()


def test_a_case_is_made_and_filled(tmp_path: Path, recording: str) -> None:
    with open_watch(tmp_path / "new", recording, ALONE, Heard(None), Event()) as opened:  # type: ignore[arg-type]
        assert is_watched(tmp_path / "new")
        status = opened.run()
    assert status.stored == 20 and status.behind_s is None and not is_watched(tmp_path / "new")


def test_a_recording_that_is_watched_again_doubles_nothing(tmp_path: Path, recording: str) -> None:
    assert watch(tmp_path / "case", recording).stored == 20
    again = watch(tmp_path / "case", recording)
    assert (again.stored, again.duplicates) == (0, 20)
    assert open_case(tmp_path / "case").post_observations().collect().height == 20


def test_a_case_has_one_watcher(tmp_path: Path, recording: str) -> None:
    case = create_case(tmp_path / "case")
    with open_watch(case.path, recording, ALONE, Heard(case), Event()) as opened:
        now = datetime.now(UTC)
        write_status(case.path, Status("connected", opened.standing.source, 4711, now, now))
        with (
            patch("unisono.watch.opening.sole_lock", partial(sole_lock, wait_s=0.01)),
            pytest.raises(UsageError, match=r"is being watched already by process \d+.*--status"),
            open_watch(case.path, recording, ALONE, Heard(case), Event()),
        ):
            raise AssertionError("two watchers of one case")


@pytest.mark.parametrize("source", ["carrier-pigeon", "replay:/nowhere/events.jsonl", ""])
def test_a_source_that_is_none_makes_no_case(tmp_path: Path, source: str) -> None:
    with pytest.raises(UsageError), open_watch(tmp_path / "case", source, ALONE, Heard(None), Event()):  # type: ignore[arg-type]
        raise AssertionError("it was opened")
    assert not (tmp_path / "case").exists()


def test_a_term_that_names_nothing_makes_no_case(tmp_path: Path, recording: str) -> None:
    options = WatchOptions(track=("#",), looking=LookingSettings(search=None))
    with (
        pytest.raises(UsageError, match="--track"),
        open_watch(
            tmp_path / "case",
            recording,
            options,
            Heard(None),
            Event(),  # type: ignore[arg-type]
        ),
    ):
        raise AssertionError("it was opened")
    assert not (tmp_path / "case").exists()


def test_what_is_tracked_is_known_from_the_posts_of_the_case(tmp_path: Path, recording: str) -> None:
    options = WatchOptions(track=("post 3",), looking=LookingSettings(search=None))
    assert watch(tmp_path / "case", recording, options).stored == 1
    assert watch(tmp_path / "case", recording, options).stored == 0


def test_the_cursor_of_the_last_watch_is_handed_to_the_source(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    storing = Storing(case, "jetstream:ws://127.0.0.1:9")
    storing.start()
    storing.put(piece(1, cursor="1777896000000000"))
    storing.finish()
    with (
        patch("unisono.watch.opening.Receiver") as receiver,
        open_watch(case.path, "jetstream:ws://127.0.0.1:9", ALONE, Heard(case), Event()) as opened,
    ):
        assert receiver.call_args.args[1] == "1777896000000000" and opened.gaps_before == ()


def test_time_without_a_watcher_is_a_gap_where_the_source_cannot_go_back(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    source = "mastodon:http://127.0.0.1:9"
    with patch("unisono.watch.opening.Receiver"), open_watch(case.path, source, ALONE, Heard(case), Event()) as opened:
        assert opened.gaps_before == (), "the first watch misses nothing"
        name = opened.standing.source
    storing = Storing(case, name)
    storing.start()
    storing.put(piece(1))
    storing.finish()
    now = datetime.now(UTC)
    with (
        patch("unisono.watch.opening.Receiver"),
        patch("unisono.watch.opening.LEFT_ALONE_S", 0.0),
        open_watch(case.path, source, ALONE, Heard(case), Event()) as opened,
    ):
        (gap,) = opened.gaps_before
    assert gap.source == name and not gap.is_recovered and gap.to_at is not None
    assert gap.from_at < gap.to_at <= now + timedelta(seconds=60)
    # What the last watcher said counts as seen, too.
    write_status(case.path, Status("stopped", name, 1, now, now + timedelta(hours=1)))
    with patch("unisono.watch.opening.Receiver"), open_watch(case.path, source, ALONE, Heard(case), Event()) as opened:
        assert opened.gaps_before == ()
    assert read_gaps(case.path) == []


def test_the_log_of_the_case_tells_when_it_was_watched(tmp_path: Path, recording: str) -> None:
    watch(tmp_path / "case", recording)
    entries = [orjson.loads(line) for line in (tmp_path / "case" / "custody.jsonl").read_bytes().splitlines()]
    assert [entry["action"] for entry in entries if "watch" in entry["action"]] == ["watch started", "watch stopped"]
    assert entries[-1]["details"]["source"] == recording and entries[-1]["details"]["state"] == "ended"
    assert entries[-1]["details"]["stored"] == 20


def test_who_was_taken_out_of_the_case_stays_out(tmp_path: Path, recording: str) -> None:
    case = create_case(tmp_path / "case")
    suppress(case.path, [f"bluesky:{did(3)}"])
    status = watch(case.path, recording)
    assert (status.stored, status.rejected) == (19, 1)
    assert did(3) not in case.posts().collect()["account_id"].to_list()
    (name, _), *_others = listed_recordings(read_manifest(case.path / "manifest.jsonl"))
    assert did(3).encode() not in read_recording(case.path, name)


def test_a_recording_is_looked_at_in_the_same_steps_however_quickly_it_is_read(tmp_path: Path, recording: str) -> None:
    case = create_case(tmp_path / "case")
    small = replace(ALONE, watching=WatchSettings(most_lines=8))
    paced = replace(small, source=SourceOptions(speed=60.0))
    with open_watch(case.path, recording, small, Heard(case), Event()) as opened:
        steps = []
        while not opened.reception.has_ended:
            gathered = Gathering(opened.reception, opened.settings, opened.stop).gather(opened.settings.most_lines)
            steps.append(sum(len(chunk.lines) for chunk in gathered))
    assert [step for step in steps if step] == [8, 8, 4]
    with open_watch(case.path, recording, paced, Heard(case), Event()) as opened:
        assert opened.settings == paced.watching
