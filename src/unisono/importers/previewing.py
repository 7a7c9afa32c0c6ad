"""The first posts of a file as they would be read, and why its format is taken for what it is."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from unisono.importers import IMPORTERS
from unisono.importers.declaration import Importer, Left, ReadSettings, Source
from unisono.importers.guessing import GENERIC, LEAST_SURE, choose_importer
from unisono.importers.opening import open_each
from unisono.importers.tables.tabular import columns_of
from unisono.model.errors import UnisonoError

SHOWN = ("created_at", "platform", "kind", "account_id", "handle", "text", "post_id", "lang", "reply_to", "repost_of")
"""Fields of the first posts that are shown, as far as any of these posts has them."""

LONGEST = 280


@dataclass(frozen=True)
class Preview:
    """The beginning of one file: its columns, where it is a table; its first posts; why it is read as it is."""

    file: str
    format: str = ""
    because: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()  # Any: cells of POSTS
    problem: str = ""


def preview(file: str, format: str | None = None, settings: ReadSettings | None = None, rows: int = 6) -> Preview:
    """Return the first posts of a file, or of the first readable file of a zip; what cannot be read is a problem."""
    how = replace(settings or ReadSettings(), rows_per_batch=max(rows, 200))
    try:
        with tempfile.TemporaryDirectory(prefix="unisono-") as scratch:
            first = Preview(file)
            for source in open_each(file, Path(scratch), mend=how.mend, encoding=how.encoding):
                if isinstance(source, Left):
                    continue
                first = _preview_source(source, format, how, rows)
                if first.rows:
                    break
            return first
    except UnisonoError as error:
        return Preview(file, problem=str(error))


def _preview_source(source: Source, format: str | None, settings: ReadSettings, rows: int) -> Preview:
    columns = columns_of(source)
    try:
        importer = choose_importer(source, format, settings)
        frames = [batch.posts for batch in islice(importer.read(source, settings), 3) if batch.posts.height]
    except UnisonoError as error:
        return Preview(source.name, columns=columns, problem=str(error))
    told = () if not frames else tuple(_cells(frames[0].head(rows)))
    because = _because(importer, source, columns, is_named=format is not None, is_mapped=bool(settings.mapping))
    return Preview(source.name, importer.name, because, columns, told)


def _cells(posts: pl.DataFrame) -> Iterable[dict[str, Any]]:
    shown = [name for name in SHOWN if name in posts.columns and posts[name].null_count() < posts.height]
    for row in posts.select(shown).iter_rows(named=True):
        yield {name: value[:LONGEST] if isinstance(value, str) else value for name, value in row.items()}


def _because(importer: Importer, source: Source, columns: tuple[str, ...], *, is_named: bool, is_mapped: bool) -> str:
    """Return why a file is read in a format, in a sentence."""
    if is_named:
        return f"{importer.title}, as you say."
    if is_mapped:
        return "A table whose columns you have named."
    if importer.name == GENERIC:
        return "A table of no tool that is known: its columns are guessed by their names."
    seen = [name for name in importer.columns if name in columns] or list(importer.columns)
    rivals = [one for one in IMPORTERS if one.name not in (importer.name, GENERIC)]
    others = [one.title for one in rivals if one.recognise(source) >= LEAST_SURE]
    also = f" It could also be: {', '.join(others[:3])}." if others else ""
    return f"{importer.title}: it has {', '.join(seen[:6])}.{also}"
