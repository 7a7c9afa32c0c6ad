"""Rows that only explain the table are told apart from posts, and counted."""

from pathlib import Path

import pytest

from unisono.importers.delimited import read_delimited
from unisono.importers.dialects import sniff_file
from unisono.importers.tables.explaining_rows import EXPLAINS_COLUMNS, REPEATS_HEADER
from unisono.importers.tables.rows import ROW

HEADER = "id,user,date,text\n"
POSTS = "1,ann,2020-01-01T00:00:00Z,hello\n2,bob,2020-01-01T00:00:05Z,(there)\n"


def read(folder: Path, text: str, columns: tuple[str, ...] | None = None) -> tuple[list[int], list[tuple[int, str]]]:
    """Return the numbers of the rows that were read, and number and reason of those that were not."""
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    dialect = sniff_file(path)
    assert dialect is not None
    pieces = list(read_delimited(path, dialect, columns=columns))
    numbers = [number for rows in pieces for number in rows.frame[ROW]]
    return numbers, [(rejection.row, rejection.reason) for rows in pieces for rejection in rows.rejected]


@pytest.mark.parametrize("repeat", [HEADER, " id , user , date , text \n", '"id","user","date","text"\n'])
def test_a_header_that_comes_again_is_no_post(repeat: str, tmp_path: Path) -> None:
    numbers, rejected = read(tmp_path, HEADER + repeat + POSTS + repeat + POSTS)
    assert numbers == [3, 4, 6, 7]
    assert rejected == [(2, REPEATS_HEADER), (5, REPEATS_HEADER)]


@pytest.mark.parametrize(
    "units", ["(number),(name),(UTC),(characters)\n", ",[name],[UTC],\n", '"{""ImportId"":""a""}",<u>,(d),(t)\n']
)
def test_units_below_the_header_are_no_post(units: str, tmp_path: Path) -> None:
    numbers, rejected = read(tmp_path, HEADER + units + POSTS)
    assert numbers == [3, 4]
    assert rejected == [(2, EXPLAINS_COLUMNS)]


def test_brackets_further_down_or_beside_other_cells_are_what_somebody_wrote(tmp_path: Path) -> None:
    numbers, rejected = read(tmp_path, HEADER + "1,(ann),2020-01-01T00:00:00Z,(a)\n" + POSTS * 2 + "(1),(a),(b),(c)\n")
    assert numbers == [2, 3, 4, 5, 6, 7]
    assert rejected == []


def test_a_row_that_repeats_part_of_the_header_is_what_somebody_wrote(tmp_path: Path) -> None:
    numbers, rejected = read(tmp_path, HEADER + "id,user,2020-01-01T00:00:00Z,text\n" + POSTS)
    assert numbers == [2, 3, 4]
    assert rejected == []


def test_some_columns_are_read_like_all_of_them(tmp_path: Path) -> None:
    numbers, rejected = read(tmp_path, HEADER + HEADER + POSTS, columns=("user", "text"))
    assert numbers == [3, 4]
    assert rejected == [(2, REPEATS_HEADER)]


def test_a_table_without_a_header_has_nothing_to_repeat(tmp_path: Path) -> None:
    numbers, rejected = read(tmp_path, POSTS)
    assert numbers == [1, 2]
    assert rejected == []
