"""Every row of a table is read or named, never dropped and never shifted."""

import csv
import io
import time
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers import delimited
from unisono.importers.delimited import OPEN_QUOTE, TOO_FEW, TOO_MANY, read_delimited, read_first_rows
from unisono.importers.dialects import Dialect, sniff_file
from unisono.importers.tables.rows import ROW
from unisono.model.batches import Rejection

COLUMNS = ("a", "b", "c")
CELL = st.text(alphabet=st.sampled_from(list('xyz ",;\n\r\\#é日0')), max_size=8)
ROWS = st.lists(st.lists(CELL, min_size=0, max_size=4), max_size=25)


def write(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_bytes(text.encode())
    return path


def dialect_of(*, delimiter: str = ",", backslash_escapes: bool = False) -> Dialect:
    return Dialect(delimiter, COLUMNS, first_row=2, first_byte=6, backslash_escapes=backslash_escapes)


def read(path: Path, dialect: Dialect, rows_per_batch: int = 1000) -> tuple[pl.DataFrame, list[Rejection]]:
    batches = list(read_delimited(path, dialect, rows_per_batch=rows_per_batch))
    frames = [batch.frame for batch in batches]
    frame = pl.concat(frames) if frames else pl.DataFrame()
    return frame, [rejection for batch in batches for rejection in batch.rejected]


def cells(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select(ROW, *COLUMNS).rows() if frame.width else []


def expected(rows: list[list[str]]) -> tuple[list[tuple[object, ...]], list[tuple[int, str]]]:
    """Say what must come out of rows that the csv module has read."""
    good: list[tuple[object, ...]] = []
    bad = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) < 3:
            bad.append((number, TOO_FEW))
        elif any(row[3:]):
            bad.append((number, TOO_MANY))
        else:
            good.append((number, *[cell or None for cell in row[:3]]))
    return good, bad


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.integers(1, 7))
def test_what_the_csv_module_wrote_is_read_back_with_every_row_number(
    tmp_path_factory: object, rows: list[list[str]], delimiter: str, rows_per_batch: int
) -> None:
    folder = tmp_path_factory.mktemp("csv")  # type: ignore[attr-defined]  # pytest's factory has no public type
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path = write(folder, "a,b,c\n" + text.getvalue())
    frame, rejected = read(path, dialect_of(delimiter=delimiter), rows_per_batch)
    good, bad = expected(list(csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=delimiter)))
    assert cells(frame) == good
    assert [(rejection.row, rejection.reason) for rejection in rejected] == bad


@given(st.text(alphabet=st.sampled_from(list('ab",\n\r\\ ')), max_size=60), st.booleans())
def test_arrow_and_the_csv_module_agree_on_any_bytes_whose_quotes_close(
    tmp_path_factory: object, body: str, backslash_escapes: bool
) -> None:
    folder = tmp_path_factory.mktemp("csv")  # type: ignore[attr-defined]  # pytest's factory has no public type
    path = write(folder, "a,b,c\n" + body)
    dialect = dialect_of(backslash_escapes=backslash_escapes)
    slow = [
        (rows.frame.rows(), rows.rejected) for rows in delimited._read_one_by_one(path, dialect, COLUMNS, 1000, skip=0)
    ]
    if any(rejection.reason == OPEN_QUOTE for _, rejected in slow for rejection in rejected):
        return
    frame, rejected = read(path, dialect)
    assert frame.rows() == [row for rows, _ in slow for row in rows]
    assert rejected == [rejection for _, rejections in slow for rejection in rejections]


def test_a_ragged_row_is_rejected_with_its_number_and_shifts_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b,c\n1,x,"line\nbreak"\n2,short\n\n4,x,y,surplus\n5,x,y\n')
    frame, rejected = read(path, dialect_of())
    assert cells(frame) == [(2, "1", "x", "line\nbreak"), (6, "5", "x", "y")]
    assert rejected == [Rejection(TOO_FEW, 3, "2,short"), Rejection(TOO_MANY, 5, "4,x,y,surplus")]


def test_surplus_fields_that_are_empty_are_forgiven_in_place(tmp_path: Path) -> None:
    frame, rejected = read(write(tmp_path, "a,b,c\n1,x,y\n2,x,y,,\n3,x,y\n"), dialect_of())
    assert [row[:2] for row in cells(frame)] == [(2, "1"), (3, "2"), (4, "3")]
    assert rejected == []


def test_a_quote_that_never_closes_costs_its_own_row_only(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b,c\n1,x,y\n2,"open,z\n3,x,y\n4,x,"fine, too"\n')
    frame, rejected = read(path, dialect_of())
    assert cells(frame) == [(2, "1", "x", "y"), (4, "3", "x", "y"), (5, "4", "x", "fine, too")]
    assert rejected == [Rejection(OPEN_QUOTE, 3, '2,"open,z')]


def test_backslash_escaped_quotes_are_read_where_the_dialect_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b,c\n1,"say \\"hi, all\\"",y\n2,"doubled "" too",z\n')
    frame, rejected = read(path, dialect_of(backslash_escapes=True))
    assert cells(frame) == [(2, "1", 'say "hi, all"', "y"), (3, "2", 'doubled " too', "z")]
    assert rejected == []


def test_a_field_larger_than_a_block_is_read_whole(tmp_path: Path) -> None:
    huge = "word " * (delimited.BLOCK_BYTES // 4)
    path = write(tmp_path, f'a,b,c\n1,x,y\n2,"{huge}",z\n3,x,y\n')
    frame, rejected = read(path, dialect_of())
    assert [(row[0], len(str(row[2]))) for row in cells(frame)] == [(2, 1), (3, len(huge)), (4, 1)]
    assert rejected == []


def test_nul_bytes_stay_in_the_text(tmp_path: Path) -> None:
    frame, _ = read(write(tmp_path, "a,b,c\n1,x\x00x,y\n"), dialect_of())
    assert cells(frame) == [(2, "1", "x\x00x", "y")]


def test_bytes_that_are_no_utf8_do_not_stop_the_file(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b,c\n1,caf\xe9,y\n2,x,y\n")
    frame, _ = read(path, dialect_of())
    assert cells(frame) == [(2, "1", "caf\ufffd", "y"), (3, "2", "x", "y")]


def test_a_row_of_the_wrong_width_whose_bytes_are_no_utf8_is_named_and_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b,c\n1,x,y\n2,caf\xe9\n3,p,q\n")
    frame, rejected = read(path, dialect_of())
    assert cells(frame) == [(2, "1", "x", "y"), (4, "3", "p", "q")]
    assert rejected == [Rejection(TOO_FEW, 3, "2,caf\ufffd")]


def test_batches_are_never_larger_than_asked(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c\n" + "1,x,y\n" * 25)
    sizes = [rows.frame.height for rows in read_delimited(path, dialect_of(), rows_per_batch=10)]
    assert sizes == [10, 10, 5]


def test_some_columns_can_be_read_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c\n1,x,y\n2,p,q\n")
    (rows,) = read_delimited(path, dialect_of(), columns=["c"])
    assert rows.frame.rows() == [("y", 2), ("q", 3)]


def test_the_first_rows_are_read_without_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b,c\n" + "1,x,y\n" * 25)
    assert read_first_rows(path, dialect_of(), 3).frame[ROW].to_list() == [2, 3, 4]
    assert read_first_rows(write(tmp_path, "a,b,c\n"), dialect_of(), 3).frame.is_empty()


def test_a_large_table_is_read_faster_than_the_bar(tmp_path: Path) -> None:
    row = 'row {0},2017-06-03 12:00:{1:02d},"a text, with commas and some length to it, number {0}",ann{0}\n'
    path = write(tmp_path, "id,at,text,user\n" + "".join(row.format(number, number % 60) for number in range(100_000)))
    dialect = sniff_file(path)
    assert dialect is not None
    start = time.process_time()
    assert sum(rows.frame.height for rows in read_delimited(path, dialect)) == 100_000
    assert 100_000 / (time.process_time() - start) > 150_000


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(tmp_path: Path) -> None:
    path = write(tmp_path, 'a,b,c\n1,"open,z\n2,x,y\n3,x,y\n4,"again,z\n5,x,y\n')
    frame, rejected = read(path, dialect_of())
    assert [row[:2] for row in cells(frame)] == [(3, "2"), (4, "3"), (6, "5")]
    assert [rejection.row for rejection in rejected] == [2, 5]
