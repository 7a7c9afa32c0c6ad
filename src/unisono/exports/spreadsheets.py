"""Tables for people: no cell that a spreadsheet would run as a formula, no handle with its sign, times in ISO 8601."""

import re

import orjson
import polars as pl

from unisono.model.hidden_characters import DIRECTION

FORMULA_STARTS = "=+-@\t\r\n\x00＝＋－＠"
"""First characters that make a spreadsheet compute a cell instead of showing it (OWASP ASVS 1.2.10)."""

_HANDLES = ("handle", "handles")
_CONTROLS = rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{DIRECTION}]"
"""Control characters of terminals and of writing direction; a joiner between letters or emoji is none."""
_UNSAFE = rf"^[=+\-@\t\r\n\x00＝＋－＠]|{_CONTROLS}"


def safe_cell(text: str) -> str:
    """Return the text as a cell that is shown as it is.

    It stands behind an apostrophe where it would start a formula; characters that act or hide are written out.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    guarded = f"'{text}" if text[:1] and text[0] in FORMULA_STARTS else text
    return without_controls(guarded)


def without_controls(text: str) -> str:
    """Return the text with control characters, and those that turn the direction of writing, written out."""
    return re.sub(_CONTROLS, lambda match: f"<U+{ord(match.group()):04X}>", text)


def for_machines(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table in plain columns: times as ISO 8601 with Z, lists as JSON, everything else as it is."""
    return table.with_columns(
        pl.Series(name, [_as_json(values) for values in table[name]], dtype=pl.String)
        if isinstance(kind, pl.List)
        else iso_time(pl.col(name))
        for name, kind in table.schema.items()
        if isinstance(kind, pl.List | pl.Datetime)
    )


def for_people(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table for a spreadsheet: lists joined by "; ", handles without @, and no cell that is a formula."""
    flat = for_reading(table)
    return flat.with_columns(safe_cells(flat[name]) for name, kind in flat.schema.items() if kind == pl.String)


def for_reading(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table in plain columns: lists joined by "; ", handles without @, times as ISO 8601 with Z."""
    bare = table.with_columns(_without_sign(name, table.schema[name]) for name in _HANDLES if name in table.columns)
    return bare.with_columns(
        pl.col(name).list.join("; ", ignore_nulls=True) if isinstance(kind, pl.List) else iso_time(pl.col(name))
        for name, kind in bare.schema.items()
        if isinstance(kind, pl.List | pl.Datetime)
    )


def safe_cells(texts: pl.Series) -> pl.Series:
    """Return safe_cell of each text; most columns hold nothing unsafe and stay as they are."""
    unsafe = texts.str.contains(_UNSAFE).fill_null(False)
    if not unsafe.any():
        return texts
    cells = [safe_cell(text) if is_unsafe else text for text, is_unsafe in zip(texts, unsafe, strict=True)]
    return pl.Series(texts.name, cells, dtype=pl.String)


def iso_time(times: pl.Expr) -> pl.Expr:
    """Return UTC times as text, `2018-07-01T12:00:00Z`; fractions only where there are any."""
    whole = times.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    fraction = times.dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")
    return pl.when(times.dt.microsecond() == 0).then(whole).otherwise(fraction)


def _without_sign(name: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List):
        return pl.col(name).list.eval(pl.element().str.strip_chars_start("@＠"))
    return pl.col(name).str.strip_chars_start("@＠")


def _as_json(values: pl.Series | None) -> str | None:
    return None if values is None else orjson.dumps(values.to_list()).decode()
