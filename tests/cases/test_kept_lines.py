"""Lines that are only ever added."""

from pathlib import Path

import pytest

from unisono.cases.kept_lines import append_kept_line, read_kept_lines
from unisono.model.errors import UsageError


def test_lines_come_back_in_order_with_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    for number in (1, 2):
        append_kept_line(file, {"number": number, "text": "a\nb\u202e"})
    assert read_kept_lines(file) == (
        [(1, {"number": 1, "text": "a\nb\u202e"}), (2, {"number": 2, "text": "a\nb\u202e"})],
        [],
    )
    assert "\u202e" not in file.read_text(encoding="utf-8")


def test_no_file_holds_nothing(tmp_path: Path) -> None:
    assert read_kept_lines(tmp_path / "none.jsonl") == ([], [])


def test_a_torn_line_stays_is_told_and_harms_no_later_line(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    append_kept_line(file, {"number": 1})
    with file.open("ab") as handle:
        handle.write(b'{"number": 2')
    append_kept_line(file, {"number": 3})
    rows, damaged = read_kept_lines(file)
    assert [row["number"] for _, row in rows] == [1, 3]
    assert [one.line for one in damaged] == [2]
    assert "line 2, cannot be read" in damaged[0].told
    assert b'{"number": 2\n' in file.read_bytes()


def test_a_line_that_is_no_object_is_told(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b"[1]\n\xff\n")
    rows, damaged = read_kept_lines(file)
    assert (rows, [one.line for one in damaged]) == ([], [1, 2])


def test_a_folder_that_takes_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        append_kept_line(tmp_path / "lines.jsonl", {"number": 1})
