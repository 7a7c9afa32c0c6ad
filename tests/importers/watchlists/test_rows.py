"""Files become rows of cells, whatever their form."""

from pathlib import Path

import pytest

from unisono.importers.opening import open_source
from unisono.importers.watchlists.rows import NO_ROW, ListRows, read_list_rows
from unisono.model.errors import DataRejectedError


def read(folder: Path, content: str) -> ListRows:
    file = folder / "list"
    file.write_text(content, encoding="utf-8")
    return read_list_rows(open_source(str(file), folder / "scratch", opens_lists=False))


def test_a_table_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    found = read(tmp_path, "@ann,copies,https://a.example\n@bob,copies,\n")
    assert found.columns == ("account", "reason", "evidence")
    assert [row["account"] for row in found.rows] == ["@ann", "@bob"]


def test_lines_of_json_that_are_broken_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, '{"handle": "ann"}\n{broken\n"bob"\n')
    assert found.rows == [{"handle": "ann"}, {"account": "bob"}]
    assert [(part.reason, part.rows, part.example) for part in found.rejected] == [(NO_ROW, 1, "{broken")]


def test_lists_in_cells_and_nested_objects_are_flattened(tmp_path: Path) -> None:
    found = read(tmp_path, '{"accounts": [{"user": {"id": 7}, "evidence": ["a", "b"]}]}')
    assert found.rows == [{"user.id": "7", "evidence": "a; b"}]


def test_remarks_of_plain_lists_are_no_rows(tmp_path: Path) -> None:
    assert [row["account"] for row in read(tmp_path, "# who\nann\n\n@bob @cem\n").rows] == ["ann", "@bob", "@cem"]


def test_a_stray_control_character_makes_no_list_a_picture(tmp_path: Path) -> None:
    lines = [f"@member{number}" for number in range(20)]
    found = read(tmp_path, "\n".join(lines) + "\x02\n\x1a")
    assert len(found.rows) >= 20
    with pytest.raises(DataRejectedError, match=r"list is no text, in UTF-8 or otherwise: 3 of its first 7 characters"):
        read(tmp_path, "ann\x01\x02\x03\n")
