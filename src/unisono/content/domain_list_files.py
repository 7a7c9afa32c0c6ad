"""Files of domains as people publish them: CSV, TSV, JSON, JSON lines, plain text, hosts files and filter rules."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from unisono.model.errors import DataRejectedError, UsageError

MOST_BYTES = 200_000_000
DOMAIN_COLUMNS = ("domain", "domains", "hostname", "host", "url", "urls", "website", "web address", "address", "site")
LABEL_COLUMNS = ("label", "category", "class", "operation", "campaign")

Row = tuple[str, str | None]


@dataclass(frozen=True)
class ListRows:
    """Rows of (what stands for a domain, its label), and the columns by name, none where a file names none.

    domain_column, label_column: those that were taken, null where there is none.
    """

    rows: list[Row]
    columns: tuple[str, ...] = ()
    domain_column: str | None = None
    label_column: str | None = None


def read_rows(file: Path, content: bytes, *, column: str | None = None, label_column: str | None = None) -> ListRows:
    """Return the rows of a file; the columns are found by name where none is given.

    Raises UsageError where no column of that name is there, DataRejectedError where the file is no list at all.
    """
    text = _decoded(file, content)
    ending = file.suffix.lower()
    if ending in (".json", ".jsonl", ".ndjson") or text.lstrip()[:1] in ("[", "{"):
        return _rows_of_objects(file, _json_rows(file, text), column, label_column)
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith(("#", "!"))), "")
    if ending in (".csv", ".tsv") or column is not None or any(mark in first for mark in "\t,;"):
        mark = "\t" if ending == ".tsv" or "\t" in first else ";" if ";" in first and "," not in first else ","
        return _rows_of_table(file, text, mark, column, label_column)
    return ListRows([(_last_word(line), None) for line in text.splitlines() if _last_word(line)])


def _decoded(file: Path, content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise DataRejectedError(f"{file} is too large for a list of domains ({len(content):,} bytes).")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding).replace("\0", "")
    except UnicodeDecodeError as error:
        raise DataRejectedError(f"{file} is not in UTF-8 (byte {error.start:,}). Save it again as UTF-8.") from error


def _last_word(line: str) -> str:
    """Return what a line of a plain list names: comments cut, the last word of a hosts file's line, a rule's host."""
    if line.startswith("!"):
        return ""
    words = line.partition("#")[0].split()
    return words[-1].removeprefix("||").rstrip("^") if words else ""


def _rows_of_table(file: Path, text: str, mark: str, column: str | None, label_column: str | None) -> ListRows:
    csv.field_size_limit(1_000_000)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row]
    except csv.Error as error:
        raise DataRejectedError(f"{file} cannot be read as a table: {error}. Save it again as CSV in UTF-8.") from error
    if not rows:
        return ListRows([])
    header = [name.strip() for name in rows[0]]
    if column is None and not _chosen(header, DOMAIN_COLUMNS) and "." in header[0]:
        return ListRows([(row[0], row[1] if len(row) > 1 and row[1] else None) for row in rows])
    dicts = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return _rows_of_objects(file, dicts, column, label_column, header)


def _rows_of_objects(
    file: Path, rows: list[Any], column: str | None, label_column: str | None, header: list[str] | None = None
) -> ListRows:  # rows: Any, since JSON is of any shape
    names = header or list(dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row))
    domain = _named(file, names, column) if column else _chosen(names, DOMAIN_COLUMNS)
    label = _named(file, names, label_column) if label_column else _chosen(names, LABEL_COLUMNS)
    if names and domain is None:
        raise UsageError(
            f"{file} has no column of domains by name. Columns found: {', '.join(names[:20])}. "
            f"Name it: --column {names[0]!r}"
        )
    found: list[Row] = []
    for row in rows:
        if isinstance(row, dict):
            found.append((str(row.get(domain) or ""), str(row.get(label) or "").strip() or None if label else None))
        else:
            found.append((row if isinstance(row, str) else repr(row), None))
    return ListRows(found, tuple(names), domain, label)


def _named(file: Path, names: list[str], wanted: str) -> str:
    for name in names:
        if name.casefold() == wanted.strip().casefold():
            return name
    raise UsageError(f"{file} has no column {wanted!r}. Columns found: {', '.join(names[:20]) or 'none'}.")


def _chosen(names: list[str], known: tuple[str, ...]) -> str | None:
    folded = {name.strip().casefold(): name for name in reversed(names)}
    return next((folded[name] for name in known if name in folded), None)


def _json_rows(file: Path, text: str) -> list[Any]:  # Any: JSON is of any shape
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            return [orjson.loads(line) for line in text.splitlines() if line.strip()]
        except orjson.JSONDecodeError as error:
            raise DataRejectedError(f"{file} is neither JSON nor JSON lines: {error}.") from error
    if isinstance(given, dict):
        lists = [value for value in given.values() if isinstance(value, list)]
        given = lists[0] if len(lists) == 1 else [given]
    if not isinstance(given, list):
        raise DataRejectedError(f"{file} holds one JSON value and no list of domains.")
    return given
