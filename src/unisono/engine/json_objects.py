"""Wanted fields of loaded JSON objects: what the kernels read from bytes, read from Python's dicts and lists.

This is the full reader for lines that the kernels refuse, and the quick one for files too small to load kernels for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from unisono.engine.json_plan import Wanted

Reading = Callable[[Mapping[str, Any]], Any]  # JSON is of any shape
Read = Callable[[Any], Any]

TYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "words": pl.String(),
    "number": pl.Int64(),
    "flag": pl.Boolean(),
    "object": pl.Boolean(),
    "texts": pl.List(pl.String()),
}
LARGEST_NUMBER = (1 << 63) - 1
LEFT_OUT = object()


def kinds_of(wanted: Sequence[Wanted]) -> dict[str, str]:
    """Return the kind of each column: text, words, number, flag, object or texts, in order of first mention."""
    kinds: dict[str, str] = {}
    for one in wanted:
        kinds.setdefault(one.column, "texts" if "[]" in one.path else one.kind)
    return kinds


def read_objects(objects: Iterable[Mapping[str, Any]], wanted: Sequence[Wanted]) -> pl.DataFrame:
    """Return a row for each object, with the wanted columns; a value of another kind than its column's is null.

    Lists are flat, whatever number of lists a path goes through, and hold no nulls.
    """
    kinds = kinds_of(wanted)
    readings = [_reading_of(column, kind, wanted) for column, kind in kinds.items()]
    cells: list[list[Any]] = [[] for _ in readings]
    pairs = [(column.append, reading) for column, reading in zip(cells, readings, strict=True)]
    for found in objects:
        for append, reading in pairs:
            append(reading(found))
    return pl.DataFrame(
        [
            pl.Series(name, values, TYPES[kind], strict=True)
            for (name, kind), values in zip(kinds.items(), cells, strict=True)
        ]
    )


def _reading_of(column: str, kind: str, wanted: Sequence[Wanted]) -> Reading:
    """Return what reads one column: the value of the best field that has one."""
    fields = sorted((one for one in wanted if one.column == column), key=lambda one: one.rank)
    if kind == "texts":
        return _first_of([_list_reading(group) for group in _by_rank(fields)])
    return _first_of([_value_reading(one.path.split("."), READ[kind]) for one in fields])


def _by_rank(fields: Sequence[Wanted]) -> list[list[Wanted]]:
    groups: dict[int, list[Wanted]] = {}
    for one in fields:
        groups.setdefault(one.rank, []).append(one)
    return list(groups.values())


def _first_of(readings: Sequence[Reading]) -> Reading:
    if len(readings) == 1:
        return readings[0]

    def read(found: Mapping[str, Any]) -> Any:  # as above
        for reading in readings:
            value = reading(found)
            if value is not None:
                return value
        return None

    return read


def _value_reading(steps: Sequence[str], read: Read) -> Reading:
    """Return what follows a path to its value."""
    *before, last = steps
    if not before:
        return lambda found: read(found.get(last))

    def follow(found: Any) -> Any:  # as above
        for step in before:
            found = found.get(step)
            if not isinstance(found, dict):
                return None
        return read(found.get(last))

    return follow


def _list_reading(fields: Sequence[Wanted]) -> Reading:
    """Return what reads the texts of a list: of each item the best field, or the item itself."""
    fields = sorted(fields, key=lambda one: one.item_rank)
    outer, rest = _cut(fields[0].path)
    inner = [_cut(one.path)[1] for one in fields]
    find = _value_reading(outer, lambda value: value if isinstance(value, list) else None)
    if not rest:  # a list of texts

        def read_texts(found: Mapping[str, Any]) -> list[str] | None:
            items = find(found)
            return None if items is None else [text for item in items if (text := as_text(item)) is not None]

        return read_texts
    if any("[]" in path for path in inner):
        nested = _list_reading([one._replace(path=path) for one, path in zip(fields, inner, strict=True)])

        def read_nested(found: Mapping[str, Any]) -> list[str] | None:
            items = find(found)
            if items is None:
                return None
            return [text for item in items if isinstance(item, dict) for text in nested(item) or ()]

        return read_nested
    leaving = [
        _value_reading(path.split("."), as_text)
        for one, path in zip(fields, inner, strict=True)
        if one.kind == "leave out"
    ]
    reading = _first_of(
        [
            _value_reading(path.split("."), as_text)
            for one, path in zip(fields, inner, strict=True)
            if one.kind != "leave out"
        ]
    )

    def read_items(found: Mapping[str, Any]) -> list[str] | None:
        items = find(found)
        if items is None:
            return None
        kept = [item for item in items if isinstance(item, dict) and all(out(item) is None for out in leaving)]
        return [text for item in kept if (text := reading(item)) is not None]

    return read_items


def _cut(path: str) -> tuple[list[str], str]:
    """Cut a path behind its first list: the steps to it, and the path inside an item."""
    outer, _, rest = path.partition("[]")
    return outer.split("."), rest.removeprefix(".")


def as_text(value: Any) -> str | None:  # as above
    """Return a text or a number as text; nothing for anything else.

    >>> as_text(12), as_text("a"), as_text(True), as_text(None)
    ('12', 'a', None, None)
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return repr(value)


def as_number(value: Any) -> int | None:  # as above
    """Return a whole number, also one written as a text; nothing for anything else.

    >>> as_number("12"), as_number(3.0), as_number(True), as_number("many")
    (12, 3, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        value = int(text) if len(text) < 19 and text.isascii() and text.removeprefix("-").isdigit() else None
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    return value if isinstance(value, int) and abs(value) <= LARGEST_NUMBER else None


def as_flag(value: Any) -> bool | None:  # as above
    """Return true or false; nothing for anything else."""
    return value if isinstance(value, bool) else None


def as_object(value: Any) -> bool | None:  # as above
    """Return true for an object; nothing for anything else."""
    return True if isinstance(value, dict) else None


def as_words(value: Any) -> str | None:  # as above
    """Return a text, or the texts of a list of texts and of objects with a `text`, joined.

    >>> as_words(["see ", {"type": "link", "text": "example.org"}, "!"])
    'see example.org!'
    """
    if not isinstance(value, list):
        return as_text(value)
    pieces = [piece.get("text") if isinstance(piece, dict) else piece for piece in value]
    return "".join(piece for piece in pieces if isinstance(piece, str))


READ: dict[str, Read] = {
    "text": as_text,
    "words": as_words,
    "number": as_number,
    "flag": as_flag,
    "object": as_object,
}
