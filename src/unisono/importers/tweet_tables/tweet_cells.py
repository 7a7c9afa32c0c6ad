"""Cells of tables of tweets: lists of tags, links and files as JSON, and texts whose line breaks were written out."""

from typing import Any

import orjson
import polars as pl

from unisono.importers.tables.cells import read_ids, read_lists
from unisono.importers.tables.languages import read_languages

LIST = pl.List(pl.String)
TAG_KEYS = ("tag",)
MENTION_KEYS = ("id", "username")
LINK_KEYS = ("unwound_url", "expanded_url", "url")
FILE_KEYS = ("url", "preview_image_url", "media_key")
UNMERGED = r"^RT @\w{1,15}:? "
OWN_FILE = r"^pic\.(?:twitter|x)\.com/"


def read_json_lists(cells: pl.Series, keys: tuple[str, ...], *, leave_out: str | None = None) -> pl.Series:
    """Read lists of texts or of objects; of an object the first of `keys` that it has counts.

    Objects that have the key `leave_out` are not listed. A cell that is no JSON is read as any tool's list.
    """
    text = cells.cast(pl.String).str.strip_chars()
    rows = (text.str.len_bytes() > 2).fill_null(value=False).arg_true()
    found = text.gather(rows)
    are_objects = bool(len(found)) and bool(found.str.starts_with("[{").all())
    if are_objects and leave_out is None:
        lists = _all_objects(found, keys)
    else:
        lists = None if are_objects else _all_texts(found)
    if lists is None:
        lists = _objects_or_texts(found, keys, leave_out)
    return _spread(lists, rows, len(cells)).alias(cells.name)


def _all_texts(found: pl.Series) -> pl.Series | None:
    """Read lists of texts at once; None where a cell is anything else."""
    if not found.str.starts_with('["').all():
        return None
    try:
        return found.str.json_decode(LIST)
    except pl.exceptions.PolarsError:
        return None


def _all_objects(found: pl.Series, keys: tuple[str, ...]) -> pl.Series | None:
    """Read lists of objects at once; None where a cell is anything else."""
    try:
        objects = found.str.json_decode(pl.List(pl.Struct(dict.fromkeys(keys, pl.String))))
    except pl.exceptions.PolarsError:
        return None
    named = [pl.element().struct.field(key).replace("", None) for key in keys]
    return objects.list.eval(pl.coalesce(named)).list.drop_nulls()


def _objects_or_texts(found: pl.Series, keys: tuple[str, ...], leave_out: str | None) -> pl.Series:
    """Read each distinct cell by itself."""
    known: dict[str, list[str]] = {}
    other = []
    for cell in found.unique():
        items = load_json(cell)
        if isinstance(items, list):
            names = [_name(item, keys, leave_out) for item in items]
            known[cell] = [name for name in names if name]
        else:
            other.append(cell)
    if other:
        plain = read_lists(pl.Series(other, dtype=pl.String))
        known |= {cell: list(items) for cell, items in zip(other, plain.to_list(), strict=True) if items is not None}
    return pl.Series([known.get(cell, []) for cell in found], dtype=LIST)


def load_json(cell: str) -> Any:  # JSON is of any shape
    """Load a cell; None where it is no JSON."""
    try:
        return orjson.loads(cell)
    except orjson.JSONDecodeError:
        return None


def _name(item: object, keys: tuple[str, ...], leave_out: str | None) -> str | None:
    if isinstance(item, dict):
        if leave_out is not None and item.get(leave_out):
            return None
        return next((str(item[key]) for key in keys if item.get(key)), None)
    return item if isinstance(item, str) else None


def _spread(lists: pl.Series, rows: pl.Series, height: int) -> pl.Series:
    """Put lists at their rows; null elsewhere."""
    places = pl.DataFrame({"row": rows.cast(pl.Int64), "lists": lists})
    whole = pl.DataFrame({"row": pl.int_range(height, eager=True, dtype=pl.Int64)})
    return whole.join(places, on="row", how="left", maintain_order="left")["lists"]


def read_tags(cells: pl.Series) -> pl.Series:
    """Read hashtags without their sign."""
    return read_json_lists(cells, TAG_KEYS).list.eval(pl.element().str.strip_chars_start("#＃$"))


def read_mentions(cells: pl.Series) -> pl.Series:
    """Read mentions: account ids where the table has them, else handles without their sign."""
    return read_json_lists(cells, MENTION_KEYS).list.eval(pl.element().str.strip_chars_start("@＠"))


def read_links(cells: pl.Series) -> pl.Series:
    """Read links; the address of a post's own picture is none."""
    lists = read_json_lists(cells, LINK_KEYS, leave_out="media_key")
    return lists.list.eval(pl.element().filter(~pl.element().str.contains(OWN_FILE)))


def read_files(objects: pl.Series, keys: pl.Series) -> pl.Series:
    """Read the addresses of pictures and films; where the table has no objects for them, their keys."""
    addresses = read_json_lists(objects, FILE_KEYS)
    return pl.select(pl.coalesce(addresses, read_json_lists(keys, FILE_KEYS))).to_series().alias("media")


def read_numbers(cells: pl.Series) -> pl.Series:
    """Read ids as text; a column of nothing but digits, as most are, is taken as it is."""
    if cells.dtype == pl.String and cells.str.contains(r"^\d+$").all():
        return cells
    return read_ids(cells)


def read_few_languages(cells: pl.Series) -> pl.Series:
    """Read languages by looking at each distinct one once."""
    each = cells.cast(pl.String).unique()
    return cells.cast(pl.String).replace_strict(each, read_languages(each), return_dtype=pl.String)


def begins_as_repost(text: pl.Series) -> pl.Series:
    """Say which texts begin with `RT @name`, as the platform writes reposts whose text it cuts."""
    rows = text.str.starts_with("RT @").fill_null(value=False).arg_true()
    nothing = pl.Series("cut", [False]).new_from_index(0, len(text))
    return nothing.scatter(rows, text.gather(rows).str.contains(UNMERGED)) if rows.len() else nothing


def restore_breaks(text: pl.Series) -> pl.Series:
    r"""Turn a written `\n` into the line break that it stands for."""
    rows = text.str.contains(r"\n", literal=True).fill_null(value=False).arg_true()
    return text.scatter(rows, text.gather(rows).str.replace_all(r"\n", "\n", literal=True)) if rows.len() else text


def decode_texts(cells: pl.Series) -> pl.Series:
    """Decode cells that were each written as a JSON text; others stay as they are."""
    return pl.Series(cells.name, [_decode(cell) for cell in cells.cast(pl.String)], dtype=pl.String)


def _decode(cell: str | None) -> str | None:
    if cell is None or not cell.startswith('"'):
        return cell
    loaded = load_json(cell)
    return loaded if isinstance(loaded, str) else cell


def are_encoded(cells: pl.Series) -> bool:
    """Say whether every filled cell of a sample is written as a JSON text."""
    filled = cells.cast(pl.String).drop_nulls()
    return bool(len(filled)) and bool((filled.str.starts_with('"') & filled.str.ends_with('"')).all())
