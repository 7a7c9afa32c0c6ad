"""Every field of a post, read from the columns that hold it or found in the text: several at the same time."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import polars as pl

from unisono.importers.reading_ahead import side_by_side
from unisono.importers.tables.cells import (
    drop_damaged_ids,
    read_counts,
    read_each_once,
    read_flags,
    read_ids,
    read_lists,
    read_names,
    read_texts,
)
from unisono.importers.tables.kinds import read_kinds
from unisono.importers.tables.languages import read_languages
from unisono.importers.tables.rows import no_cells
from unisono.importers.tables.text_marks import find_hashtags, find_mentions, find_urls, is_complete
from unisono.importers.times import DateOrder, Times, read_times

COUNTS = ("repost_count", "reply_count", "like_count", "quote_count", "view_count")
IDS = ("post_id", "account_id", "thread_id", "community_id")
REFERRED = ("ref_post_id", "ref_account_id")
NAMES = ("handle", "display_name", "client")
Column = Callable[[str], pl.Series | None]
"""Gives the cells of one of our fields; None where the table has no column for it."""

Fields = dict[str, pl.Series]


class Reading(Protocol):
    """How the times and ids of a table are read."""

    @property
    def zone(self) -> str:
        """The zone of times that state none."""

    @property
    def order(self) -> DateOrder | None:
        """Whether the day or the month comes first in dates like 3/4/2018."""

    @property
    def damaged(self) -> Collection[str]:
        """Fields whose ids no longer name anything."""


@dataclass(frozen=True)
class Columns:
    """The fields of posts, when they were made, and the ids as they were before damaged ones were dropped."""

    times: Times
    fields: Fields
    ids: Fields


def read_columns(column: Column, read_moments: Callable[[], Times], height: int, how: Reading) -> Columns:
    """Read every field of a post that the table has, and find in the text what it has not."""
    cells = column("text")
    text = no_cells(height) if cells is None else read_texts(cells)
    times: list[Times] = []

    def keep_times() -> Fields:
        times.append(read_moments())
        return {"created_at": times[0].at, "created_at_precision": times[0].precision}

    moments, ids, names, others, kinds, marks = side_by_side(
        keep_times,
        lambda: _read_ids(column, how.damaged),
        lambda: _read_names(column) | ({} if cells is None else {"text": text}),
        lambda: _read_others(column, how) | {"text_complete": is_complete(text)},
        lambda: read_kinds(column, text, height),
        lambda: _read_marks(column, text),
    )
    ids |= {name: kinds[name] for name in REFERRED}
    sound = dict(zip(ids, side_by_side(*(partial(drop_damaged_ids, each) for each in ids.values())), strict=True))
    return Columns(times[0], {**moments, **names, **others, **marks, **kinds, **sound}, ids)


def _read_ids(column: Column, damaged: Collection[str]) -> Fields:
    """Read ids as they are written."""
    found = {name: cells for name in IDS if name not in damaged and (cells := column(name)) is not None}
    return {name: _read_account_ids(ids) if name == "account_id" else read_ids(ids) for name, ids in found.items()}


def _read_account_ids(cells: pl.Series) -> pl.Series:
    """Read ids of accounts; those of a text column may be handles, and any word may be one."""
    if cells.dtype != pl.String:
        return read_ids(cells)
    names = read_names(cells)
    return read_ids(names).fill_null(names)


def _read_names(column: Column) -> Fields:
    """Read names and counts."""
    readers = dict.fromkeys(NAMES, read_names) | dict.fromkeys(COUNTS, read_counts)
    return {name: read(cells) for name, read in readers.items() if (cells := column(name)) is not None}


def _read_others(column: Column, how: Reading) -> Fields:
    """Read further times, languages and marks of deletion."""
    found: Fields = {}
    for name in ("collected_at", "ref_created_at"):
        if (cells := column(name)) is not None:
            found[name] = read_times(cells, zone=how.zone, order=how.order).at
    if (cells := column("lang")) is not None:
        found["lang"] = read_languages(cells)
    if (cells := column("is_deleted")) is not None:
        found["is_deleted"] = read_flags(cells)
    return found


def _read_marks(column: Column, text: pl.Series) -> dict[str, pl.Series]:
    """Read lists of hashtags, mentions, links and media from their columns, or else from the text."""
    marks: dict[str, pl.Series] = {}
    finders = {"hashtags": find_hashtags, "mentions": find_mentions, "urls": find_urls}
    for name, sign in (("hashtags", "#＃"), ("mentions", "@＠"), ("urls", ""), ("media", "")):
        cells = column(name)
        if cells is None:
            if name in finders:
                marks[name] = finders[name](text)
            continue
        marks[name] = read_each_once(cells, partial(_read_marked, sign=sign))
    return marks


def _read_marked(cells: pl.Series, sign: str) -> pl.Series:
    """Read lists without the sign before each item; a tool that keeps such a column leaves it empty for no items."""
    lists = read_lists(cells)
    lists = lists.list.eval(pl.element().str.strip_chars_start(sign)) if sign else lists
    return pl.select(pl.coalesce(lists, pl.lit([], dtype=pl.List(pl.String)))).to_series()
