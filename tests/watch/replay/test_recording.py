"""A recording on disk: unpacked, looked through, and read from any place."""

import io
import sys
from pathlib import Path

import pytest

from tests.watch.streams import START, post_line, write_lines
from unisono.model.errors import DataRejectedError, UsageError
from unisono.watch.replay.manners.jetstream_events import check_event
from unisono.watch.replay.recording import MARK_EVERY, Recording, find_recording, read_recording

LINES = [post_line(number % 9, number) for number in range(1_000)]


def looked_through(path: Path, scratch: Path, **options: bool) -> Recording:
    return read_recording(find_recording(str(path), scratch), path.name, check_event, scratch, **options)


def served(recording: Recording) -> list[bytes]:
    return [line for _, line in recording.lines_from(1)]


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_every_line_is_read_packed_or_not(tmp_path: Path, ending: str) -> None:
    recording = looked_through(write_lines(tmp_path / f"made{ending}", LINES), tmp_path)
    assert served(recording) == LINES and recording.lines == 1_000 and recording.damaged == 0
    assert (recording.first_us, recording.last_us) == (int(START * 1e6), int((START + 999) * 1e6))


def test_a_recording_is_read_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"\n".join(LINES)))
    monkeypatch.setattr(sys, "stdin", given)
    assert served(read_recording(find_recording("-", tmp_path), "-", check_event, tmp_path)) == LINES


def test_lines_are_found_by_number_and_by_time(tmp_path: Path) -> None:
    recording = looked_through(write_lines(tmp_path / "made.jsonl", LINES), tmp_path)
    number, line = next(recording.lines_from(700))
    assert number == 700 - (700 - 1) % MARK_EVERY and line == LINES[number - 1]
    at = int((START + 600) * 1e6)
    found = recording.line_before_time(at)
    assert found <= 601 and 601 - found <= MARK_EVERY
    assert recording.latest_before(found) < at
    assert recording.line_before_time(0) == 1
    assert list(recording.lines_from(5_000))[-1] == (1_000, LINES[-1])


def test_damaged_lines_are_counted_and_left_out_unless_they_are_asked_for(tmp_path: Path) -> None:
    damaged = [
        *LINES[:3],
        b'{"did":"did:plc:a","ti',
        b"",
        *LINES[3:5],
        b'"words"',
        b'{"an":"object"}',
        *LINES[5:7],
        b'{"to',
    ]
    path = write_lines(tmp_path / "damaged.jsonl", damaged)
    recording = looked_through(path, tmp_path)
    assert recording.damaged == 4 and served(recording) == LINES[:7]
    assert recording.examples[0] == '{"did":"did:plc:a","ti'
    assert path.read_bytes().count(b"\n") == 12, "the file itself is left as it is"
    whole = looked_through(path, tmp_path, with_damaged=True)
    assert whole.damaged == 4 and served(whole) == [line for line in damaged if line]
    assert not whole.is_regular


def test_a_file_that_was_cut_off_is_served_up_to_there_without_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_bytes(b"\n".join(LINES)[:-40])
    recording = looked_through(path, tmp_path)
    assert recording.damaged == 1 and recording.path == path and served(recording) == LINES[:-1]


def test_a_mark_of_unicode_and_windows_line_ends_belong_to_no_line(tmp_path: Path) -> None:
    path = tmp_path / "windows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(LINES[:4]) + b"\r\n")
    assert served(looked_through(path, tmp_path)) == LINES[:4]


def test_files_without_a_line_to_serve_are_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("no stream\n")
    with pytest.raises(DataRejectedError, match="one JSON object a line"):
        looked_through(tmp_path / "words.txt", tmp_path)
    with pytest.raises(UsageError, match="no file"):
        find_recording(str(tmp_path / "nowhere.jsonl"), tmp_path)
    with pytest.raises(UsageError, match="folder"):
        find_recording(str(tmp_path), tmp_path)
