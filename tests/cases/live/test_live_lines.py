"""Lines that another process appends are followed without reading half a line."""

from pathlib import Path

from unisono.cases.live.live_lines import read_lines_from


def test_half_a_line_waits_for_its_end(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b'{"a":1}\n{"a"')
    rows, _, offset = read_lines_from(file)
    file.write_bytes(b'{"a":1}\n{"a":2}\n')
    more, _, _ = read_lines_from(file, offset)
    assert (rows, more) == ([{"a": 1}], [{"a": 2}])


def test_a_damaged_line_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b'{"a":1}\nnonsense\n[1]\n{"a":2}\n')
    rows, damaged, _ = read_lines_from(file)
    assert (rows, [one.line for one in damaged]) == ([{"a": 1}, {"a": 2}], [2, 3])


def test_a_file_begun_anew_is_read_from_its_start(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b'{"a":1}\n')
    assert read_lines_from(file, 500)[0] == [{"a": 1}]
