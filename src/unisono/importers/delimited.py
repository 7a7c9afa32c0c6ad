"""Rows of CSV, TSV and their relatives, in batches, each with the row number that a spreadsheet shows.

Rows are counted from 1 with everything above the data included, so the header of a plain file is row 1. A field may
hold line breaks; they do not count. Blank lines count as rows, as they do in a spreadsheet, and hold nothing.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as arrow_csv

from unisono.engine.regular_records import Piece, read_piece, regular_pieces
from unisono.importers.dialects import Dialect, large_fields
from unisono.importers.problems import shorten
from unisono.importers.reading_ahead import ahead
from unisono.importers.sound_text import is_sound
from unisono.importers.tables.explaining_rows import set_explanations_aside
from unisono.importers.tables.rows import ROW, Rows
from unisono.model.batches import Rejection

BLOCK_BYTES = 8 * 1024 * 1024
OPEN_QUOTE = "opens a quote that never closes"
TOO_FEW = "has fewer fields than the header"
TOO_MANY = "has more fields than the header"


def read_delimited(
    path: Path, dialect: Dialect, *, rows_per_batch: int = 200_000, columns: Sequence[str] | None = None
) -> Iterator[Rows]:
    """Read all rows in file order: text columns, empty cells null, and `source_row`.

    Regular pieces are read by Polars. Where rows differ in their number of fields Arrow reads; where it cannot (a field
    larger than a block, a quote that stays open, bytes that are not UTF-8), the csv module reads on from the same row,
    slower, and says which rows are broken. All agree on every sound row. Rows that only explain the table are rejected.
    """
    wanted = tuple(dialect.columns if columns is None else columns)
    for rows in _read_all_rows(path, dialect, wanted, rows_per_batch):
        yield set_explanations_aside(rows, dialect, wanted)


def _read_all_rows(path: Path, dialect: Dialect, wanted: tuple[str, ...], rows_per_batch: int) -> Iterator[Rows]:
    """Read every row, those that only explain the table included, in batches of so many."""
    held: list[Rows] = []
    for rows in _read_pieces(path, dialect, wanted, rows_per_batch):
        held.append(rows)
        while sum(each.frame.height for each in held) >= rows_per_batch:
            *full, last = _join(held).cut(rows_per_batch)
            if last.frame.height == rows_per_batch or not full:
                full, last = [*full, last], Rows(last.frame.clear())
            yield from full
            held = [last]
    if any(each.read for each in held):
        yield _join(held)


def _join(pieces: Sequence[Rows]) -> Rows:
    """Return the rows of several pieces as one."""
    if len(pieces) == 1:
        return pieces[0]
    return Rows(
        pl.concat([piece.frame for piece in pieces], rechunk=True),
        tuple(rejection for piece in pieces for rejection in piece.rejected),
    )


def _read_pieces(path: Path, dialect: Dialect, wanted: tuple[str, ...], rows_per_batch: int) -> Iterator[Rows]:
    """Read piece after piece as long as the text is regular, and the rest with care."""
    rest = dialect
    if not dialect.backslash_escapes:
        for piece in ahead(regular_pieces(path, dialect.delimiter, len(dialect.columns), dialect.first_byte)):
            rows = _read_regular(piece, rest, wanted)
            if rows is None:
                break
            yield rows
            end = piece.first_byte + len(piece.content)
            rest = replace(rest, first_byte=end, first_row=rest.first_row + piece.records)
    if rest.first_byte < path.stat().st_size:
        yield from _read_with_care(path, rest, wanted, rows_per_batch)


def _read_regular(piece: Piece, dialect: Dialect, wanted: tuple[str, ...]) -> Rows | None:
    """Read the rows of one piece; None where they have to be read with care."""
    if piece.is_ragged:
        try:
            content = pa.BufferReader(piece.content)
            return _join([rows for rows, _ in _read_with_arrow(content, dialect, wanted, piece.records)])
        except pa.ArrowInvalid:
            return None
    places = [dialect.columns.index(name) for name in wanted]
    frame = read_piece(piece, dialect.delimiter, sorted(places))
    if frame is None:
        return None
    frame.columns = [dialect.columns[place] for place in sorted(places)]
    numbers = pl.int_range(dialect.first_row, dialect.first_row + piece.records, dtype=pl.Int64, eager=True).alias(ROW)
    frame = frame.select(*wanted, numbers)
    return Rows(frame.filter(pl.any_horizontal(pl.col(wanted).is_not_null())) if wanted == dialect.columns else frame)


def _read_with_care(path: Path, dialect: Dialect, wanted: tuple[str, ...], rows_per_batch: int) -> Iterator[Rows]:
    """Read text of any kind from the dialect's first byte on."""
    done = 0
    if is_sound(path, dialect):
        stream = pa.OSFile(str(path))
        stream.seek(dialect.first_byte)
        try:
            for rows, seen in _read_with_arrow(stream, dialect, wanted, rows_per_batch):
                yield from rows.cut(rows_per_batch)
                done = seen
        except pa.ArrowInvalid:
            yield from _read_one_by_one(path, dialect, wanted, rows_per_batch, skip=done)
        return
    yield from _read_one_by_one(path, dialect, wanted, rows_per_batch, skip=0)


def read_first_rows(path: Path, dialect: Dialect, rows: int) -> Rows:
    """Read the first rows without looking at the rest of the file."""
    first = next(_read_one_by_one(path, dialect, dialect.columns, rows, skip=0), None)
    if first is None:
        return _Builder(dialect, dialect.columns).build()
    return set_explanations_aside(first, dialect, dialect.columns)


def _read_with_arrow(
    stream: pa.NativeFile, dialect: Dialect, wanted: Sequence[str], rows_per_batch: int
) -> Iterator[tuple[Rows, int]]:
    """Read a stream of rows with Arrow; yields rows and the number of records behind them."""
    broken: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        broken.append((row.number, row.text))
        return "skip"

    reader = _open_arrow(stream, dialect, wanted, set_aside)
    pending: list[pa.RecordBatch] = []
    done = 0
    for batch in reader:
        pending.append(batch)
        if sum(len(each) for each in pending) >= rows_per_batch:
            rows, done = _number_rows(pending, broken, dialect, wanted, done)
            pending, broken[:] = [], []
            yield rows, done
    if pending or broken:
        yield _number_rows(pending, broken, dialect, wanted, done)


def _open_arrow(
    stream: pa.NativeFile, dialect: Dialect, wanted: Sequence[str], set_aside: object
) -> arrow_csv.CSVStreamingReader:
    """Open Arrow's reader; one thread, because only then does it number the rows it sets aside."""
    try:
        return arrow_csv.open_csv(
            stream,
            read_options=arrow_csv.ReadOptions(
                column_names=list(dialect.columns), use_threads=False, block_size=BLOCK_BYTES
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter,
                escape_char="\\" if dialect.backslash_escapes else False,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(dialect.columns, pa.large_string()),
                include_columns=list(wanted),
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV file" in str(error):
            return iter(())
        raise


def _number_rows(
    batches: Sequence[pa.RecordBatch],
    broken: Sequence[tuple[int, str]],
    dialect: Dialect,
    wanted: Sequence[str],
    done: int,
) -> tuple[Rows, int]:
    """Give the sound rows their numbers around the broken ones, and mend or reject the broken ones."""
    sound = pl.DataFrame(pa.Table.from_batches(batches)) if batches else pl.DataFrame(schema=_schema(wanted))
    total = sound.height + len(broken)
    taken = pl.Series([number - 1 - done for number, _ in broken], dtype=pl.Int64)
    numbers = pl.int_range(total, eager=True)
    if len(broken):
        numbers = numbers.filter(~numbers.is_in(taken.implode()))
    frame = sound.with_columns((numbers + dialect.first_row + done).cast(pl.Int64).alias(ROW))
    frame = frame.filter(pl.any_horizontal(pl.col(wanted).is_not_null())) if wanted == dialect.columns else frame
    builder = _Builder(dialect, wanted)
    for number, text in broken:
        fields = _parse_line(text, dialect)
        builder.add(number + dialect.first_row - 1, fields, partial(str, text))
    mended = builder.build()
    if mended.frame.height:
        frame = pl.concat([frame, mended.frame]).sort(ROW)
    return Rows(frame, mended.rejected), done + total


def _parse_line(text: str, dialect: Dialect) -> list[str]:
    """Take one record apart with the csv module."""
    with large_fields():
        return next(_csv_reader(io.StringIO(text, newline=""), dialect), [])


def _read_one_by_one(
    path: Path, dialect: Dialect, wanted: Sequence[str], rows_per_batch: int, *, skip: int
) -> Iterator[Rows]:
    """Read with the csv module from the record after `skip`, so that every broken row is named."""
    builder = _Builder(dialect, wanted)
    with path.open("rb") as raw:
        raw.seek(dialect.first_byte)
        lines = _Lines(io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline=""))
        for number, fields in enumerate(_read_records(lines, dialect)):
            if number < skip:
                continue
            builder.add(number + dialect.first_row, fields, lines.example)
            if builder.size >= rows_per_batch:
                yield builder.build()
                builder = _Builder(dialect, wanted)
    if builder.size:
        yield builder.build()


class _Lines:
    """The lines of a file for the csv module, which remembers those of the current record and can take them back."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._again: list[str] = []
        self._current: list[str] = []
        self.has_ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._stream, None)
        if line is None:
            self.has_ended = True
            raise StopIteration
        self._current.append(line)
        return line

    def begin_record(self) -> None:
        """Forget the lines of the record before."""
        self._current = []
        self.has_ended = False

    def take_back(self) -> None:
        """Hand out the lines of this record again, all but the first."""
        self._again.extend(reversed(self._current[1:]))
        self._current = self._current[:1]

    def is_broken(self, dialect: Dialect) -> bool:
        """Say whether the current record goes over several lines only because a stray quote met another one."""
        if len(self._current) < 2:
            return False
        try:
            for _ in _csv_reader(iter(self._current), dialect, strict=True):
                pass
        except csv.Error:
            return True
        return False

    def example(self) -> str:
        """Return the current record as it was written."""
        return "".join(self._current).rstrip("\r\n")


def _read_records(lines: _Lines, dialect: Dialect) -> Iterator[list[str] | None]:
    """Yield the fields of each record; None for one that opens a quote and never closes it.

    After such a record reading goes on with the next line, so that one stray quote costs one row, not the rest.
    """
    with large_fields():
        reader = _csv_reader(lines, dialect)
        while True:
            lines.begin_record()
            try:
                fields = next(reader, None)
            except csv.Error:
                fields, is_open = [], True
            else:
                is_open = fields is not None and (lines.has_ended or lines.is_broken(dialect))
            if fields is None:
                return
            if is_open:
                lines.take_back()
                reader = _csv_reader(lines, dialect)
                yield None
            else:
                yield fields


def _csv_reader(lines: Iterator[str] | io.StringIO, dialect: Dialect, *, strict: bool = False) -> Iterator[list[str]]:
    """Open the csv module's reader with this dialect."""
    escape = "\\" if dialect.backslash_escapes else None
    return csv.reader(lines, delimiter=dialect.delimiter, escapechar=escape, strict=strict)


class _Builder:
    """Collects rows one by one; what does not fit the header is rejected with its number and an example."""

    def __init__(self, dialect: Dialect, wanted: Sequence[str]) -> None:
        self._width = len(dialect.columns)
        places = {name: place for place, name in enumerate(dialect.columns)}
        self._picked = [places[name] for name in wanted]
        self._wanted = wanted
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []
        self._rejected: list[Rejection] = []

    @property
    def size(self) -> int:
        """How many rows it holds, rejected ones included."""
        return len(self._numbers) + len(self._rejected)

    def add(self, number: int, fields: list[str] | None, text: Callable[[], str]) -> None:
        """Take one record; surplus fields are forgiven where they are empty."""
        if fields is None:
            self._rejected.append(Rejection(OPEN_QUOTE, number, shorten(text())))
        elif not any(fields):
            return
        elif len(fields) < self._width:
            self._rejected.append(Rejection(TOO_FEW, number, shorten(text())))
        elif any(fields[self._width :]):
            self._rejected.append(Rejection(TOO_MANY, number, shorten(text())))
        else:
            self._rows.append([fields[position] for position in self._picked])
            self._numbers.append(number)

    def build(self) -> Rows:
        """Return the table of what was added."""
        columns = zip(*self._rows, strict=True) if self._rows else [()] * len(self._wanted)
        frame = pl.DataFrame(
            [pl.Series(name, list(cells), pl.String) for name, cells in zip(self._wanted, columns, strict=True)]
        )
        frame = frame.with_columns(
            pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)),
            pl.Series(ROW, self._numbers, pl.Int64),
        )
        return Rows(frame.select(*self._wanted, ROW), tuple(self._rejected))


def _schema(wanted: Sequence[str]) -> dict[str, type[pl.String]]:
    """Return the columns of a table without rows."""
    return dict.fromkeys(wanted, pl.String)
