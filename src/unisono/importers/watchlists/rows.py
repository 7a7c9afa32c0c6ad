"""The rows of a file of listed accounts, whatever its form, as cells by column."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import polars as pl

from unisono.cases.manifest import RejectionCount
from unisono.importers.declaration import Source
from unisono.importers.dialects import Dialect, large_fields, sniff_file
from unisono.importers.problems import shorten
from unisono.importers.tables.column_guessing import NAMES, shorten_name
from unisono.importers.tables.rows import ROW
from unisono.importers.tables.tabular import Table, open_delimited, open_table
from unisono.importers.watchlists.naming import name_account
from unisono.model.counting import counted
from unisono.model.errors import DataRejectedError

ROWS_AT_ONCE = 200_000
MOST_CONTROL = 0.02
"""Share of control characters beyond which a file is no text: random bytes have 0.1 and more, lists hardly one."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # but tabs, ends of lines and pages, and escapes
MOST_BYTES = 200_000_000
UNNAMED = ("account", "reason", "evidence", "date", "added_by", "source", "membership")
"""Columns of a table without a header: the account comes first, then why."""

NO_ROW = "is neither an object nor a name"
Row = Mapping[str, str | None]


@dataclass(frozen=True)
class ListRows:
    """Rows as cells by column, the columns in order, and what could not be read as a row."""

    columns: tuple[str, ...]
    rows: list[Row]
    rejected: tuple[RejectionCount, ...] = ()


def read_list_rows(source: Source) -> ListRows:
    """Return the rows of a source: of a table with or without a header, of JSON in any nesting, or of plain lines.

    Raises DataRejectedError where the file is no text.
    """
    if source.is_parquet:
        return _of_table(open_table(source))
    _require_text(source)
    if source.sample.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", '"') and _is_json(source):
        return _of_json(source)
    dialect = sniff_file(source.path)
    if dialect is None:
        return _of_lines(source)
    first = dialect.header or dialect.columns
    if not dialect.has_header or any(_is_marked(cell) for cell in first):
        return _without_header(source, dialect)
    return _of_table(open_delimited(source))


def _require_text(source: Source) -> None:
    """Refuse pictures, programs and other bytes: their letters would be taken for names and columns."""
    control = len(_CONTROL.findall(source.sample.rstrip("\x1a")))  # old editors end a text with 1A
    if control > MOST_CONTROL * len(source.sample):
        raise DataRejectedError(
            f"{source.name} is no text, in UTF-8 or otherwise: {control:,} of its first "
            f"{counted(len(source.sample), 'character')} are control characters. Save the list as CSV, as JSON or with "
            "one name a line, in UTF-8."
        )


def _of_table(table: Table) -> ListRows:
    rows: list[Row] = []
    rejected: dict[str, RejectionCount] = {}
    for part in table.read(ROWS_AT_ONCE, None):
        rows += part.frame.drop(ROW).cast(pl.String, strict=False).to_dicts()
        for one in part.rejected:
            before = rejected.get(one.reason, RejectionCount(one.reason, 0, one.example))
            rejected[one.reason] = RejectionCount(one.reason, before.rows + 1, before.example)
    return ListRows(table.columns, rows, tuple(rejected.values()))


def _without_header(source: Source, dialect: Dialect) -> ListRows:
    """Read a table whose first row is a member already."""
    text = _text(source)
    with large_fields():
        read = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter) if any(row)]
    if all(_is_marked(cell) for row in read for cell in row if cell.strip()):
        return _of_lines(source)
    width = max(map(len, read), default=0)
    columns = tuple([*UNNAMED, *(f"column_{number}" for number in range(len(UNNAMED) + 1, width + 1))][:width])
    kept = [row for row in read if not row[0].lstrip().startswith("#")]
    return ListRows(columns, [dict(zip(columns, row, strict=False)) for row in kept])


def _of_lines(source: Source) -> ListRows:
    """Read a plain list: a name a line, or several with @ on a line; lines that begin with # are remarks."""
    lines = [line.strip() for line in _text(source).splitlines()]
    named = [line for line in lines if line and not line.startswith("#")]
    if named and shorten_name(named[0]) in _HEADINGS:
        named = named[1:]
    cells = [cell for line in named for cell in _cells(line)]
    return ListRows(("account",), [{"account": cell} for cell in cells])


def _cells(line: str) -> list[str]:
    words = [word for word in re.split(r"[\s,;]+", line) if word]
    return words if len(words) > 1 and all(_is_marked(word) for word in words) else [line]


def _is_marked(cell: str) -> bool:
    """Say whether a cell can be nothing but an account: @handle, platform:id, or the address of a profile."""
    word = cell.strip()
    named = name_account(word)
    is_name = word.startswith(("@", "＠")) or named.platform is not None
    return named.refused is None and is_name


def _is_json(source: Source) -> bool:
    first = next((line for line in source.sample.splitlines() if line.strip()), "").lstrip("\ufeff")
    return _loaded(first) is not None or source.sample.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def _of_json(source: Source) -> ListRows:
    """Read JSON: an array, an object that holds one, or a value a line; texts are names, objects are rows."""
    text = _text(source)
    whole = _loaded(text)
    lines = [] if whole is not None else [line for line in text.splitlines() if line.strip()]
    found = [_loaded(line) for line in lines] if whole is None else _inside(whole)
    columns: dict[str, None] = {}
    rows: list[Row] = []
    bad: list[str] = []
    for number, one in enumerate(found):
        if isinstance(one, dict):
            rows.append({name: _cell(value) for name, value in _flat(one).items()})
        elif isinstance(one, str | int) and not isinstance(one, bool):
            rows.append({"account": str(one)})
        else:
            bad.append(lines[number] if lines else repr(one))
            continue
        columns.update(dict.fromkeys(rows[-1]))
    rejected = (RejectionCount(NO_ROW, len(bad), shorten(bad[0])),) if bad else ()
    return ListRows(tuple(columns), rows, rejected)


def _inside(value: Any) -> list[Any]:  # Any: JSON is of any shape
    """Return the rows of one JSON document: the array itself, the only list of an object, or the object."""
    if isinstance(value, list):
        return value
    lists = [part for part in value.values() if isinstance(part, list)] if isinstance(value, dict) else []
    is_wrapped = len(lists) == 1 and all(isinstance(one, dict | str) for one in lists[0]) and lists[0]
    return lists[0] if is_wrapped else [value]


def _flat(row: dict[str, Any], before: str = "") -> dict[str, Any]:  # Any: JSON is of any shape
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def _cell(value: Any) -> str | None:  # Any: JSON is of any shape
    if value is None:
        return None
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return value if isinstance(value, str) else str(value)


def _loaded(text: str) -> Any:  # Any: JSON is of any shape
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _text(source: Source) -> str:
    if source.path.stat().st_size > MOST_BYTES:
        raise DataRejectedError(f"{source.name} is too large for a list of accounts (more than {MOST_BYTES:,} bytes).")
    return source.path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")


_HEADINGS = {
    "account", "accounts", "members", "names", "profile", "profiles", "url", "urls", "handles", "ids", "id", "users",
    *NAMES["handle"].split(), *NAMES["account_id"].split(),
}  # fmt: skip
"""First lines of a plain list that name the column and no account, in small letters without signs."""
