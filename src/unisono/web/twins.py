"""The data behind a page, as lines of JSON or as a table for a spreadsheet."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from starlette.responses import Response

from unisono.exports.spreadsheets import safe_cell
from unisono.model.json_text import json_line

FORMS = ("json", "csv")
_HANDLES = ("handle", "handles", "author_handle")


def twin_of(rows: Iterable[Mapping[str, Any]], form: str, name: str) -> Response:
    """Return the rows as JSON lines or CSV, to be saved under a name; the header carries the SHA-256 of the bytes."""
    content = json_lines(rows) if form == "json" else csv_text(rows)
    kind = "application/x-ndjson" if form == "json" else "text/csv"
    encoded = content.encode()
    return Response(
        encoded,
        media_type=f"{kind}; charset=utf-8",
        headers={
            "content-disposition": f'inline; filename="{name}.{"jsonl" if form == "json" else "csv"}"',
            "x-content-sha256": hashlib.sha256(encoded).hexdigest(),
        },
    )


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return one object a line, as the commands print them."""
    return "".join(json_line(row) + "\n" for row in rows)


def csv_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a table with the columns of all rows: no cell is a formula, lists are JSON, handles have no @."""
    plain = [orjson.loads(json_line(row)) for row in rows]
    columns = list(dict.fromkeys(name for row in plain for name in row))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in columns])
    for row in plain:
        writer.writerow(list(_cells(row, columns)))
    return written.getvalue()


def _cells(row: Mapping[str, Any], columns: list[str]) -> Iterator[object]:
    for name in columns:
        value = row.get(name)
        if isinstance(value, str):
            yield safe_cell(value.lstrip("@＠") if name in _HANDLES else value)
        elif isinstance(value, list | dict):
            yield safe_cell(orjson.dumps(value).decode())
        else:
            yield value
