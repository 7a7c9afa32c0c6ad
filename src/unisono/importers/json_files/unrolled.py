"""Lines that hold many records each, as pages of an API do, become one record a line in a scratch file."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from unisono.importers.declaration import Source
from unisono.importers.json_files.halved_characters import load_mended

Unroll = Callable[[Any], Iterable[Any]]  # JSON is of any shape
"""Returns the records that the value on a line holds, in order, or the value itself; never nothing."""


@contextmanager
def unrolled(source: Source, unroll: Unroll) -> Iterator[Source]:
    """Give the source with one record a line, for as long as the `with` block lasts.

    A row is then the place of a record among all records of the file. Blank lines, and lines that are no JSON, stay.
    """
    with tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
        target = Path(scratch) / "records.jsonl"
        with source.path.open("rb") as lines, target.open("wb") as out:
            for line in lines:
                for record in _records(line, unroll):
                    out.write(record)
                    out.write(b"\n")
        yield replace(source, path=target)


def _records(line: bytes, unroll: Unroll) -> list[bytes]:
    """Return the records of one line as they are to be written."""
    plain = line.rstrip(b"\r\n")
    try:
        value = load_mended(plain)
        return [orjson.dumps(record) for record in unroll(value)]
    except (ValueError, TypeError):  # no JSON, or JSON too deep to be written again
        return [plain]
