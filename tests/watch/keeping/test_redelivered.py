"""Lines that come again byte for byte are left out, also after a restart; nothing else is."""

import hashlib
from pathlib import Path

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.live.cursors import cursor_settings
from unisono.cases.live.recordings import recording_name, write_recording
from unisono.cases.manifest import read_manifest
from unisono.model.batches import Batch
from unisono.watch.keeping.redelivered import Redelivered


def recorded(case: Case, number: int, lines: list[bytes], source: str = "jetstream") -> None:
    content = b"".join(line + b"\n" for line in lines)
    write_recording(case.path, number, content)
    record = SourceRecord(
        recording_name(number), hashlib.sha256(content).hexdigest(), "", cursor_settings(source, str(number))
    )
    case.append([Batch()], record)


def learnt(case: Case, source: str = "jetstream") -> Redelivered:
    redelivered = Redelivered()
    redelivered.learn(case.path, read_manifest(case.path / "manifest.jsonl"), source, now=0)
    return redelivered


def test_equal_lines_come_once() -> None:
    redelivered = Redelivered()
    assert redelivered.leave_out([b"a", b"b", b"a"], now=0) == [b"a", b"b"]
    assert redelivered.leave_out([b"b", b"c"], now=1) == [b"c"]
    assert redelivered.leave_out([], now=1) == []


def test_a_line_that_differs_in_one_byte_is_kept() -> None:
    redelivered = Redelivered()
    redelivered.leave_out([b'{"id":1,"text":"a"}'], now=0)
    assert redelivered.leave_out([b'{"id":1,"text":"b"}'], now=0) == [b'{"id":1,"text":"b"}']


def test_after_a_restart_the_lines_of_the_last_recordings_are_known(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    recorded(case, 1, [b"a", b"b"])
    recorded(case, 2, [b"c"])
    assert learnt(case).leave_out([b"c", b"b", b"d"], now=1) == [b"d"]


def test_lines_of_another_source_and_of_no_recording_are_not_known(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    recorded(case, 1, [b"a"], source="mastodon:x")
    case.append([Batch()], SourceRecord("jetstream", "00", "", cursor_settings("jetstream", "9")))
    assert learnt(case).leave_out([b"a"], now=1) == [b"a"]


def test_a_recording_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    recorded(case, 1, [b"a"])
    recorded(case, 2, [b"b"])
    (case.path / recording_name(2)).unlink()
    assert learnt(case).leave_out([b"b"], now=1) == [b"b"]
