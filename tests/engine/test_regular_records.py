"""Pieces of delimited text hold whole records, whatever their size, and end before anything odd."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.engine.regular_records import read_piece, regular_pieces

CELL = st.text(st.sampled_from(list('ab ",;\né日🐝')), max_size=6)
ROWS = st.lists(st.lists(CELL, min_size=3, max_size=3).filter(any), max_size=20)


def written(folder: Path, rows: list[list[str]], delimiter: str, quoting: int) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]  # one of its kinds
    (folder / "table.csv").write_bytes(text.getvalue().encode())
    return folder / "table.csv"


@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.integers(16, 90))
def test_pieces_of_any_size_give_what_the_csv_module_wrote(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, quoting: int, size: int
) -> None:
    path = written(tmp_path_factory.mktemp("csv"), rows, delimiter, quoting)
    read: list[tuple[str | None, ...]] = []
    for piece in regular_pieces(path, delimiter, 3, 0, size):
        assert piece.first_byte + len(piece.content) <= path.stat().st_size
        assert not piece.is_ragged
        frame = read_piece(piece, delimiter, [0, 1, 2])
        assert frame is not None
        read += frame.rows()
    assert read == [tuple(cell or None for cell in row) for row in rows]


def test_some_columns_are_read_alone_and_a_last_line_needs_no_end(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b'a,b,c\n1,"",3\n4,5,6')
    [piece] = regular_pieces(tmp_path / "table.csv", ",", 3, 6)
    assert (piece.records, piece.first_byte, piece.has_empty_quotes) == (2, 6, True)
    frame = read_piece(piece, ",", [1, 2])
    assert frame is not None
    assert frame.rows() == [(None, "3"), ("5", "6")]


@pytest.mark.parametrize(
    "odd",
    [b'1,x"y,3\n', b'1,"x"y,3\n', b"1,\xff,3\n", b"1,\xc3\n", b"1,2,3\r4,5,6\n", b'1,"open,3\n', b"1,\x00,3\n",
     b"1,\xed\xa0\x80,3\n", b"1,\xc0\xaf,3\n", b'1,"\xe6\x97",3\n'],
)  # fmt: skip
def test_nothing_odd_and_nothing_behind_it_is_in_a_piece(odd: bytes, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b"a,b,c\r\n" + odd + b"7,8,9\n")
    pieces = list(regular_pieces(tmp_path / "table.csv", ",", 3, 0))
    assert [(piece.records, len(piece.content)) for piece in pieces] == [(1, 7)]


@pytest.mark.parametrize("ragged", [b"1,2\n", b"1,2,3,4\n", b"\n"])
def test_records_of_another_width_are_told(ragged: bytes, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b"1,2,3\n" + ragged)
    [piece] = regular_pieces(tmp_path / "table.csv", ",", 3, 0)
    assert (piece.records, piece.is_ragged) == (2, True)
