"""Tables behind files: delimited text, Parquet and JSON lines all read as batches of numbered rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from shlex import quote

import orjson
import polars as pl
import pyarrow as pa
import pyarrow.parquet as parquet

from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.delimited import read_delimited, read_first_rows
from unisono.importers.dialects import sniff, sniff_file
from unisono.importers.json_files.halved_characters import load_mended
from unisono.importers.json_files.shapes import MOST_LINES, first_objects
from unisono.importers.packed_files import command_on
from unisono.importers.problems import shorten
from unisono.importers.tables.rows import ROW, Rows
from unisono.model.batches import Rejection
from unisono.model.errors import DataRejectedError, MisfitError

SAMPLE_ROWS = 500
COLUMNS = "columns"
READ_COLUMNS = "columns read"
LINES_LOOKED_AT = 2_000
MOST_NAMED = 100  # columns in a message; tables of tools have fewer


@dataclass(frozen=True)
class Table:
    """One file as a table: its columns, its first rows, and a way to read all of them (or some columns of all)."""

    columns: tuple[str, ...]
    sample: pl.DataFrame
    read: Callable[[int, Sequence[str] | None], Iterator[Rows]]


def open_table(source: Source) -> Table:
    """Open a source as a table; DataRejectedError where it holds none."""
    if source.is_parquet:
        table = _open_parquet(source)
    elif is_json_lines(source):
        table = _open_json_lines(source)
    else:
        table = open_delimited(source)

    def read(rows_per_batch: int, columns: Sequence[str] | None) -> Iterator[Rows]:
        source.noticed.setdefault(READ_COLUMNS, set()).update(columns or ())
        return table.read(rows_per_batch, columns)

    return replace(table, read=read)


def is_json_lines(source: Source) -> bool:
    """Say whether a text is JSON lines; before the first object there may be a line of a log, or one that is cut."""
    if source.sample.lstrip("\ufeff \t\r\n").startswith("{"):
        return True
    objects = first_objects(source)
    first = [line for line in source.sample.splitlines()[: MOST_LINES + 1] if line.strip()]
    return bool(objects) and 2 * len(objects) >= len(first)


def unread_columns(source: Source, known: Iterable[str]) -> list[str]:
    """Return the columns of a table that no reading of it has asked for, and that are not among those `known`."""
    used = {part for column in known for part in (column, *parts_of(column))}
    used |= source.noticed.get(READ_COLUMNS, set())
    return [column for column in columns_of(source) if column not in used]


def open_delimited(source: Source) -> Table:
    """Open delimited text as a table."""
    dialect = sniff_file(source.path)
    if dialect is None:
        message = (
            f"{source.name} is no table: no delimiter (comma, semicolon, tab, |) cuts its lines into columns. "
            f"Try: {command_on(source.name, 'unisono inspect FILE')}"
        )
        raise DataRejectedError(message)

    def read(rows_per_batch: int, columns: Sequence[str] | None) -> Iterator[Rows]:
        return read_delimited(source.path, dialect, rows_per_batch=rows_per_batch, columns=columns)

    return Table(dialect.columns, read_first_rows(source.path, dialect, SAMPLE_ROWS).frame, read)


def _open_parquet(source: Source) -> Table:
    """Open Parquet as a table; rows are numbered from 1, there is no header."""
    try:
        columns = tuple(parquet.ParquetFile(source.path).schema_arrow.names)
    except (pa.ArrowInvalid, OSError) as error:
        raise DataRejectedError(f"{source.name} is no readable Parquet file ({error}). Write it again.") from error

    def read(rows_per_batch: int, wanted: Sequence[str] | None) -> Iterator[Rows]:
        row = 1
        with parquet.ParquetFile(source.path) as file:
            for batch in file.iter_batches(rows_per_batch, columns=list(wanted) if wanted is not None else None):
                frame = pl.DataFrame(batch)
                yield Rows(frame.with_columns(pl.int_range(row, row + pl.len(), dtype=pl.Int64).alias(ROW)))
                row += frame.height

    first = next(read(SAMPLE_ROWS, None), None)
    sample = first.frame if first is not None else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    return Table(columns, sample, read)


def _open_json_lines(source: Source) -> Table:
    """Open JSON lines as a table of text; `author.name` is the name inside the author."""
    columns: dict[str, None] = {}
    with source.path.open("rb") as lines:
        for line in islice(lines, LINES_LOOKED_AT):
            columns.update(dict.fromkeys(_flatten(_read_object(line) or {})))
    names = tuple(columns)
    if not names:
        raise DataRejectedError(f"{source.name} starts like JSON, but no line of it is an object. Write one a line.")

    def read(rows_per_batch: int, wanted: Sequence[str] | None) -> Iterator[Rows]:
        return _read_json_lines(source.path, tuple(wanted if wanted is not None else names), rows_per_batch)

    first = next(read(SAMPLE_ROWS, None), None)
    return Table(names, first.frame if first is not None else pl.DataFrame(), read)


def _read_json_lines(path: Path, wanted: Sequence[str], rows_per_batch: int) -> Iterator[Rows]:
    """Read objects line by line; lines that hold no object are rejected by number, blank ones skipped."""
    cells: list[tuple[str | None, ...]] = []
    numbers: list[int] = []
    rejected: list[Rejection] = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            found = _read_object(line)
            if found is None:
                example = shorten(line[:1000].decode("utf-8", errors="replace"))
                rejected.append(Rejection("is no JSON object", number, example))
            else:
                flat = _flatten(found)
                cells.append(tuple(flat.get(name) for name in wanted))
                numbers.append(number)
            if len(cells) + len(rejected) >= rows_per_batch:
                yield _build(cells, numbers, rejected, wanted)
                cells, numbers, rejected = [], [], []
    if cells or rejected:
        yield _build(cells, numbers, rejected, wanted)


def _build(
    cells: Sequence[tuple[str | None, ...]],
    numbers: Sequence[int],
    rejected: Sequence[Rejection],
    wanted: Sequence[str],
) -> Rows:
    """Turn collected cells into rows."""
    frame = pl.DataFrame(cells, schema=dict.fromkeys(wanted, pl.String), orient="row")
    return Rows(frame.with_columns(pl.Series(ROW, numbers, pl.Int64)), tuple(rejected))


def _read_object(line: bytes) -> dict[str, object] | None:
    """Read one line as a JSON object, U+FFFD for half a character; None where it is none."""
    try:
        found = load_mended(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _flatten(found: dict[str, object], prefix: str = "") -> dict[str, str | None]:
    """Write nested objects as dotted names and everything else as text; lists stay JSON."""
    flat: dict[str, str | None] = {}
    for key, value in found.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            flat.update(_flatten(value, f"{name}."))
        elif value is None or value == "":
            flat[name] = None
        elif isinstance(value, str):
            flat[name] = value
        else:
            flat[name] = orjson.dumps(value).decode()
    return flat


def columns_of(source: Source) -> tuple[str, ...]:
    """Return the columns of a source from its beginning alone; none where it is no table."""
    # Every format asks for them when a file's format is guessed.
    if COLUMNS not in source.noticed:
        source.noticed[COLUMNS] = _find_columns(source)
    columns: tuple[str, ...] = source.noticed[COLUMNS]
    return columns


def _find_columns(source: Source) -> tuple[str, ...]:
    """Look for the columns of a source in its beginning."""
    if source.is_parquet:
        try:
            return tuple(parquet.ParquetFile(source.path).schema_arrow.names)
        except (pa.ArrowInvalid, OSError):
            return ()
    if is_json_lines(source):
        objects = first_objects(source)
        return tuple(_flatten(objects[0])) if objects else ()
    if source.sample.lstrip("\ufeff \t\r\n").startswith("["):
        return ()
    dialect = sniff(source.sample)
    return dialect.columns if dialect is not None else ()


def require_columns(source: Source, table: Table, mapping: Mapping[str, str], settings: ReadSettings) -> None:
    """Refuse a table that lacks a column of its format (DataRejectedError) or one that the user named (MisfitError)."""
    for our_field, column in mapping.items():
        if column in table.columns or all(part in table.columns for part in parts_of(column)):
            continue
        message = (
            f"{source.name} has no column {column}. Columns: {name_columns(table.columns)}. "
            f"{suggest_mapping(source, our_field, settings)}"
        )
        if settings.mapping.get(our_field) == column:
            if settings.mapping_file is not None:
                message = f"The mapping {settings.mapping_file[0]} was made for other columns: {message}"
            raise MisfitError(message)
        raise DataRejectedError(message)


def name_columns(columns: Sequence[str]) -> str:
    """Return the names of columns for a message; of very many the first, and how many more there are."""
    shown = ", ".join(columns[:MOST_NAMED])
    return shown if len(columns) <= MOST_NAMED else f"{shown} and {len(columns) - MOST_NAMED:,} more"


def parts_of(columns: str) -> list[str]:
    """Take a mapping of several columns apart: `Date+Time`, `Title&Body`, `Body|Title`."""
    return re.split(r"[+&|]", columns)


def suggest_mapping(source: Source, our_field: str, settings: ReadSettings) -> str:
    """Say what to type to name the column of one field, beside the mapping that was said."""
    if settings.mapping_file is not None:
        said = [settings.mapping_file[0]]
    else:
        said = [f"{name}={column}" for name, column in settings.mapping.items() if name != our_field]
    options = "".join(f" --map {quote(word)}" for word in said)
    command = command_on(source.name, "unisono import CASE FILE")
    return f"Try: {command}{options} --map {our_field}=COLUMN"
