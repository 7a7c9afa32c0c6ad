"""Recordings come back byte for byte, are known by the manifest alone, and damage to them is told."""

import hashlib
from pathlib import Path

import pytest

from unisono.cases import SourceRecord, create_case, find_problems
from unisono.cases.leftovers import remove_leftovers
from unisono.cases.live.recordings import (
    find_recording_damage,
    is_recording,
    listed_recordings,
    next_recording,
    read_recording,
    recorded_lines,
    recording_name,
    write_recording,
)
from unisono.cases.manifest import read_manifest
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError

LINES = [b'{"a": 1}', '{"b": "\u2028"}'.encode(), b"\xff torn"]
CONTENT = b"".join(line + b"\n" for line in LINES)


def watched(folder: Path) -> Path:
    case = create_case(folder)
    write_recording(case.path, 1, CONTENT)
    case.append([Batch()], SourceRecord(recording_name(1), hashlib.sha256(CONTENT).hexdigest()))
    return case.path


def test_lines_come_back_byte_for_byte(tmp_path: Path) -> None:
    case = watched(tmp_path / "case")
    assert recorded_lines(read_recording(case, recording_name(1))) == LINES


def test_nothing_and_a_line_without_its_end_are_read_as_they_are() -> None:
    assert recorded_lines(b"") == []
    assert recorded_lines(b"a\nb") == [b"a", b"b"]


def test_only_files_of_the_case_s_own_folder_are_recordings() -> None:
    assert is_recording(recording_name(12))
    assert not is_recording("live/recordings/../../x.jsonl.zst") and not is_recording("posts.jsonl.zst")


def test_numbers_go_on_after_what_the_manifest_lists(tmp_path: Path) -> None:
    case = watched(tmp_path / "case")
    write_recording(case, 5, b"never acknowledged\n")
    lines = read_manifest(case / "manifest.jsonl")
    assert [name for name, _ in listed_recordings(lines)] == [recording_name(1)]
    assert next_recording(lines) == 2 and next_recording([]) == 1


def test_an_unlisted_recording_is_a_leftover_and_can_be_removed(tmp_path: Path) -> None:
    case = watched(tmp_path / "case")
    write_recording(case, 2, b"never acknowledged\n")
    (case / "live" / "recordings" / ".writing-000003.jsonl.zst").write_bytes(b"ha")
    assert [problem["code"] for problem in find_problems(case)] == ["leftover", "leftover"]
    assert len(remove_leftovers(case)) == 2
    assert find_problems(case) == [] and recorded_lines(read_recording(case, recording_name(1))) == LINES


def test_what_a_watcher_writes_at_this_moment_is_no_leftover(tmp_path: Path) -> None:
    from unisono.cases.durable import writer_lock

    case = watched(tmp_path / "case")
    write_recording(case, 2, b"on its way\n")
    with writer_lock(case / "live" / "watching.lock"):
        assert remove_leftovers(case) == []


@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_a_damaged_recording_is_told(tmp_path: Path, damage: str) -> None:
    case = watched(tmp_path / "case")
    file, sha256 = case / recording_name(1), hashlib.sha256(CONTENT).hexdigest()
    assert find_recording_damage(case, recording_name(1), sha256) is None
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5])
    else:
        write_recording(case, 1, CONTENT.replace(b"1", b"2"))
    assert [problem["code"] for problem in find_problems(case)] == ["damaged_recording"]
    if damage != "changed":
        with pytest.raises(DataRejectedError, match=r"000001\.jsonl\.zst cannot be read"):
            read_recording(case, recording_name(1))
