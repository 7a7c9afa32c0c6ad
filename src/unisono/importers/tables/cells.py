"""Cells of a table as lists, counts, flags and ids: what tools write where a table has room for text only."""

import ast
from collections.abc import Callable, Sequence

import orjson
import polars as pl

from unisono.engine.numbering import number_texts_as_seen
from unisono.importers.problems import mark_damaged_ids

NOTHING = ("absent", "nan", "none", "null", "n/a", "na", "nil", "undefined", "missing", "\\n")
LONGEST_NOTHING = max(map(len, NOTHING))
TRUE = ("true", "t", "1", "1.0", "yes", "y", "si", "sí", "oui", "ja", "wahr", "vrai", "verdadero", "да")
FALSE = ("false", "f", "0", "0.0", "no", "n", "non", "nein", "falsch", "faux", "falso", "нет")
LIST = pl.List(pl.String)
PLAIN_ITEM = r"""'[^'"\\]*'|"[^'"\\]*\""""
PLAIN_ITEMS = rf"^\[\s*(?:{PLAIN_ITEM})(?:\s*,\s*(?:{PLAIN_ITEM}))*\s*\]$"
"""Lists of quoted items without escapes, which need no parser."""
ITEM_KEYS = ("expanded_url", "unwound_url", "url", "text", "tag", "hashtag", "id_str", "id", "screen_name", "username")
EXPONENT = r"^\d([.,]\d+)?[eE]\+\d{1,3}$"
FEW = 0.7  # of all rows; of more, none is set aside
EXACT_DIGITS = 15  # a float holds every whole number of so many digits


def blank_nothing(cells: pl.Series) -> pl.Series:
    """Turn the words for nothing (`absent`, `NaN`, `N/A`) and empty cells into nulls; trim the rest."""
    text = cells.cast(pl.String).str.strip_chars()
    short = (text.str.len_bytes() <= LONGEST_NOTHING).arg_true()
    if short.is_empty():
        return text
    words = text.gather(short)
    nothing = short.filter((words == "") | words.str.to_lowercase().is_in(NOTHING))
    return text.scatter(nothing, None) if len(nothing) else text


def read_lists(cells: pl.Series) -> pl.Series:
    """Read lists: real ones, JSON or Python text, `[a, b]` without quotes, or items joined by `|`, comma or blanks."""
    if isinstance(cells.dtype, pl.List):
        return _clean_items(cells.cast(LIST))
    text = blank_nothing(cells)
    listed = (text != "[]").arg_true()
    if len(listed) > FEW * len(text):
        return _read_lists(text)
    # Most posts have no hashtag, link or mention: what is empty is not read, and put back where it was.
    lists = pl.concat([_read_lists(text.gather(listed)), pl.Series([[], None], dtype=LIST)])
    places = pl.select(pl.when(text.is_null()).then(len(listed) + 1).otherwise(len(listed)).cast(pl.UInt32)).to_series()
    places = places.scatter(listed, pl.int_range(len(listed), eager=True, dtype=pl.UInt32))
    return lists.gather(places).alias(cells.name)


def _read_lists(text: pl.Series) -> pl.Series:
    """Read lists that are written as text; null where there is none."""
    body = text.str.strip_prefix("[").str.strip_suffix("]").str.strip_chars()
    is_listed = text.str.starts_with("[").fill_null(value=False)
    is_coded = (is_listed & body.str.contains(r"""^['"{]""")).fill_null(value=False)
    is_empty = (text.is_not_null() & (body == "")).fill_null(value=False)
    joined = _cut_items(body.set(is_coded | is_empty, None))
    lists = joined.str.split("\n")
    if is_empty.any():
        lists = lists.zip_with(~is_empty, pl.select(pl.repeat(pl.lit([], dtype=LIST), len(lists))).to_series())
    is_plain = text.set(~is_coded, None).str.contains(PLAIN_ITEMS).fill_null(value=False)
    if is_plain.any():
        items = text.set(~is_plain, None).str.extract_all(PLAIN_ITEM)
        lists = lists.zip_with(~is_plain, items)
        is_coded = is_coded & ~is_plain
    if is_coded.any():
        coded = text.set(~is_coded, None)
        known = {each: _read_coded_list(each) for each in coded.drop_nulls().unique()}
        read = pl.Series([known.get(each) if each is not None else None for each in coded], dtype=LIST)
        lists = lists.zip_with(~is_coded, read)
    return _clean_items(lists).alias(text.name)


def _cut_items(joined: pl.Series) -> pl.Series:
    """Write each item of joined ones on a line of its own; patterns look at no more cells than need them."""
    # A comma may be part of a URL, so links are cut where the next one begins.
    has_urls = joined.str.contains("://", literal=True)
    has_signs = joined.str.contains("[|,;]")
    rows = pl.DataFrame({"cells": joined, "has_urls": has_urls, "has_signs": has_signs})
    cells = pl.col("cells")
    ways = (
        (pl.col("has_urls"), r"[\s,;|]+([a-z]{2,6}://)", "\n$1"),
        (pl.col("has_signs") & ~pl.col("has_urls"), r"\s*[|,;]\s*", "\n"),
        (~pl.col("has_signs") & ~pl.col("has_urls"), r"\s+", "\n"),
    )
    return rows.select(
        pl.coalesce(pl.when(which).then(cells).str.replace_all(mark, cut) for which, mark, cut in ways)
    ).to_series()


def _clean_items(lists: pl.Series) -> pl.Series:
    """Trim the items of lists, take stray quotes off, and leave out empty ones."""
    item = pl.element().str.strip_chars(" \t\r\n'\"")
    return lists.list.eval(pl.when(item != "").then(item)).list.drop_nulls()


def read_each_once(cells: pl.Series, read: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Read each distinct cell once, where cells repeat; `read` looks at every cell by itself."""
    if cells.dtype != pl.String or not len(cells):
        return read(cells)
    distinct, places = number_texts_as_seen(cells)
    if len(distinct) > FEW * len(cells):
        return read(cells)
    return read(distinct).gather(places).alias(cells.name)


def _read_coded_list(text: str) -> list[str]:
    """Read one list that was written as JSON or Python text; items that are objects give their most telling part."""
    try:
        items: object = orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            items = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return [part.strip() for part in text.strip("[]").split(",")]
    return [_name_item(item) for item in items] if isinstance(items, list | tuple) else [_name_item(items)]


def _name_item(item: object) -> str:
    """Return an item of a list as text."""
    if isinstance(item, dict):
        return str(next((item[key] for key in ITEM_KEYS if item.get(key)), ""))
    return "" if item is None else str(item)


def read_counts(cells: pl.Series) -> pl.Series:
    """Read whole numbers: `1972048`, `1,972,048`, `12.0`; null where it is no number."""
    if cells.dtype.is_integer():
        return cells.cast(pl.Int64, strict=False)
    if cells.dtype.is_float():
        return cells.fill_nan(None).round().cast(pl.Int64, strict=False)
    text = cells.cast(pl.String).str.strip_chars()
    whole = text.cast(pl.Int64, strict=False)
    if whole.null_count() == text.null_count():
        return whole
    is_grouped = text.str.contains(r"^-?\d{1,3}([,’' ]\d{3})+(\.\d+)?$").fill_null(value=False)
    plain = text.zip_with(~is_grouped, text.str.replace_all(r"[,’' ]", ""))
    number = plain.cast(pl.Float64, strict=False)
    rounded = number.fill_nan(None).round().cast(pl.Int64, strict=False)
    return whole.zip_with(whole.is_not_null(), rounded)


def read_flags(cells: pl.Series) -> pl.Series:
    """Read true and false in the spellings that tools and spreadsheets use; null where it is neither."""
    if cells.dtype == pl.Boolean:
        return cells
    text = cells.cast(pl.String).str.strip_chars().str.to_lowercase()
    return pl.select(
        pl.when(text.is_in(TRUE)).then(pl.lit(value=True)).when(text.is_in(FALSE)).then(pl.lit(value=False))
    ).to_series()


def read_ids(cells: pl.Series) -> pl.Series:
    """Read ids as text. `123.0` becomes `123` while a float can hold it; longer ones stay as they are, damaged."""
    if cells.dtype.is_integer():
        return cells.cast(pl.String)
    if cells.dtype.is_float():
        cells = cells.map_elements(lambda number: f"{number:.1f}", return_dtype=pl.String)
    if cells.null_count() == len(cells):
        return cells.cast(pl.String)
    ids = blank_nothing(cells)
    exact = ids.str.extract(r"^(\d{1," + str(EXACT_DIGITS) + r"})\.0*$")
    return exact.fill_null(ids)


def read_names(cells: pl.Series) -> pl.Series:
    """Read names as they are, without blanks around them; any word may be a name, `null` too."""
    text = cells.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)


def read_texts(cells: pl.Series) -> pl.Series:
    """Take texts as they are; an empty one is none."""
    text = cells.cast(pl.String)
    return text.set(text == "", None)


def drop_damaged_ids(ids: pl.Series) -> pl.Series:
    """Blank the ids that a spreadsheet or a float has destroyed: they would join what does not belong together."""
    rows = mark_damaged_ids(ids).arg_true()
    if rows.is_empty():
        return ids
    # Names and hashes such as 1234e567 look like numbers; what spreadsheets and floats write has one digit and a plus.
    marked = ids.gather(rows)
    is_name = (marked.str.contains("[eE]") & ~marked.str.contains(EXPONENT)).fill_null(value=False)
    return ids.clone().scatter(rows.filter(~is_name), None)


def first_known(columns: Sequence[pl.Series]) -> pl.Series:
    """Take each row's first value that is not null."""
    return pl.select(pl.coalesce(*columns)).to_series()
