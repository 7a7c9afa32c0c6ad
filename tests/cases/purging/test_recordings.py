"""Lines of a recording are emptied in their places."""

import hashlib
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.recordings import read_recording, write_recording
from unisono.cases.purging.recordings import empty_lines

NAME = "live/recordings/000001.jsonl.zst"


def test_lines_by_number_and_lines_that_name_somebody_are_emptied(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    write_recording(case, 1, b"one\ntwo of anna\nthree\n")
    now = empty_lines(case, NAME, frozenset({3}), ("anna",))
    assert read_recording(case, NAME) == b"one\n\n\n"
    assert now == hashlib.sha256(b"one\n\n\n").hexdigest()


def test_a_recording_that_names_nobody_stays_as_it_is(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    write_recording(case, 1, b"one\n")
    before = (case / NAME).read_bytes()
    assert empty_lines(case, NAME, frozenset(), ("anna",)) is None
    assert (case / NAME).read_bytes() == before
