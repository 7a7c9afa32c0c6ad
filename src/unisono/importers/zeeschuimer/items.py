"""A file of items becomes batches: each line is read as its platform's items are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from unisono.engine.json_fields import load_kernels
from unisono.engine.json_lines import Chunk, JsonLines
from unisono.engine.json_plan import Wanted
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.json_files import declared
from unisono.importers.json_files.batches import read_json_batches
from unisono.importers.json_files.declared import (
    EXAMPLE_BYTES,
    LEFT,
    ROW,
    JsonFields,
    Made,
    complete_batch,
    read_wide,
)
from unisono.importers.json_files.halved_characters import load_object
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.problems import shorten
from unisono.importers.zeeschuimer import (
    chinese_sites,
    facebook,
    gab,
    image_boards,
    instagram,
    linkedin,
    threads,
    tiktok,
    truthsocial,
    tweets,
)
from unisono.importers.zeeschuimer.layouts import Layout
from unisono.model.batches import Batch, Rejection
from unisono.model.tables import TIME, conform

LAYOUTS: tuple[Layout, ...] = (
    tweets.POSTS,
    tiktok.VIDEOS,
    tiktok.COMMENTS,
    threads.POSTS,
    instagram.POSTS,
    instagram.COMMENTS,
    facebook.POSTS,
    linkedin.POSTS,
    truthsocial.POSTS,
    gab.POSTS,
    image_boards.NINEGAG,
    image_boards.IMGUR,
    image_boards.PINTEREST,
    chinese_sites.DOUYIN,
    chinese_sites.XIAOHONGSHU,
)
"""Every platform whose items can be read; of two whose signs an item has, the first."""

NOTHING = Layout((), "unknown", ())
"""Reads no field: for lines of which only the platform matters."""

MOST_LINES = 20
BY_NAME = {name: layout for layout in LAYOUTS for name in layout.names}
NOTED = "__import_meta"
USER_AGENT = re.compile(r'"user_agent"\s*:\s*"(?:[^"\\]|\\.)*(?:"\s*,?\s*|$)')
LATEST = 4_000_000_000_000  # Unix milliseconds
PLATFORM, COLLECTED, IS_ITEM = "_platform", "_collected_at", "_is_item"
NO_PLATFORM = "no item: nothing says which platform it is from"
NO_ITEM = "no item: it holds no data of a platform"
NO_LAYOUT = "items of {name} are not read: nobody has told how its posts are built"


@dataclass(frozen=True)
class Wrapping:
    """Where an item lies in a line, and where what the extension noted about it does; both paths end with a dot.

    `platform` is whose items they are where the lines do not say it.
    """

    item: str
    notes: str
    platform: str | None = None


ENVELOPE = Wrapping("data.", "")
"""As the extension writes it: the item under `data`."""


def wrapping_of(source: Source) -> Wrapping | None:
    """Say how the items of a file are wrapped; None where these are no items."""
    objects = first_objects(source)
    if any(isinstance(one.get("data"), dict) and isinstance(one.get("source_platform"), str) for one in objects):
        return ENVELOPE
    noted = [one[NOTED] for one in objects if isinstance(one.get(NOTED), dict)]
    if any(isinstance(one.get("source_platform"), str) for one in noted):
        return Wrapping("", f"{NOTED}.", None)
    platform = next((name for one in objects if (name := platform_by_signs(one)) is not None), None)
    return None if platform is None else Wrapping("", f"{NOTED}.", platform)


def platform_by_signs(item: Mapping[str, Any]) -> str | None:  # JSON is of any shape
    """Name the platform whose items have such keys."""
    for layout in LAYOUTS:
        if any(sign <= item.keys() for sign in layout.signs):
            return layout.names[0]
    return None


def read_items(source: Source, settings: ReadSettings, wrapping: Wrapping) -> Iterator[Batch]:
    """Yield the batches of a file of items, in file order."""
    in_place = source.path.stat().st_size >= declared.LEAST_IN_PLACE
    if in_place:
        load_kernels()

    def read_chunk(reader: JsonLines, chunk: Chunk, source: Source) -> Batch:
        return read_piece(chunk, wrapping, source.sha256, in_place=in_place)

    return read_json_batches(source, settings, read_chunk, in_place=True)


@cache
def fields_of(layout: Layout, wrapping: Wrapping) -> JsonFields:
    """Return the fields of one platform's items where they lie in a line, and those of what was noted about each."""
    inside = (one._replace(path=f"{wrapping.item}{one.path}") for one in layout.fields)
    notes = (
        Wanted(f"{wrapping.notes}source_platform", PLATFORM),
        Wanted(f"{wrapping.notes}timestamp_collected", COLLECTED),
    )
    held = (Wanted(wrapping.item.removesuffix("."), IS_ITEM, "object"),) if wrapping.item else ()
    return JsonFields((*inside, *notes, *held))


def read_piece(chunk: Chunk, wrapping: Wrapping, sha256: str, *, in_place: bool) -> Batch:
    """Read some lines platform by platform: as items of the first line's, and those of others as items of theirs."""
    layout = first_layout(chunk, wrapping)
    wide, unread = _read_as(chunk, layout, wrapping, in_place=in_place)
    made: list[Made] = []
    is_ours = wide[PLATFORM].is_in(layout.names)
    _make(wide.filter(is_ours), chunk, layout, (wrapping, sha256, in_place), made)
    for name, rows in wide.filter(~is_ours.fill_null(value=False)).group_by(PLATFORM, maintain_order=True):
        other = BY_NAME.get(str(name[0]))
        if other is None:
            made.append(Made(left=_left(rows, _why_not(name[0]))))
        else:
            part = _read_part(chunk, rows[ROW], other, wrapping, in_place=in_place)
            _make(part, chunk, other, (wrapping, sha256, in_place), made)
    return _without_user_agent(complete_batch(_join(made), wide, chunk, unread, None), chunk)


def _without_user_agent(batch: Batch, chunk: Chunk) -> Batch:
    """Take out of the examples which browser the investigator uses: it is in every line."""
    if not batch.rejected:
        return batch
    lines = chunk.raw_lines()
    rejected = tuple(
        replace(one, example=shorten(USER_AGENT.sub("", _text(lines[one.row - chunk.first_line]))))
        for one in batch.rejected
    )
    return replace(batch, rejected=rejected)


def _text(line: bytes) -> str:
    return line[:EXAMPLE_BYTES].decode("utf-8", errors="replace")


def first_layout(chunk: Chunk, wrapping: Wrapping) -> Layout:
    """Return how the first item of some lines is read; most files hold items of one platform."""
    path, begin, end = chunk.span or (chunk.path, 0, chunk.path.stat().st_size)
    name = None
    with path.open("rb") as file:
        file.seek(begin)
        for line in islice(file, MOST_LINES):
            name = _platform_of(line, wrapping)
            if name is not None or file.tell() >= end:
                break
    return BY_NAME.get(name or "", NOTHING)


def _platform_of(line: bytes, wrapping: Wrapping) -> str | None:
    """Name the platform of the item on a line."""
    found = load_object(line) or {}
    notes = found.get(NOTED) if wrapping.notes else found
    name = notes.get("source_platform") if isinstance(notes, dict) else None
    return name if isinstance(name, str) else wrapping.platform


def _read_as(
    chunk: Chunk, layout: Layout, wrapping: Wrapping, *, in_place: bool
) -> tuple[pl.DataFrame, list[Rejection]]:
    """Return the wanted columns of every line, with the platform it is from and when it was collected."""
    wide, unread = read_wide(chunk, fields_of(layout, wrapping), in_place=in_place)
    milliseconds = pl.col(COLLECTED).cast(pl.Int64, strict=False)
    known = pl.when(milliseconds.is_between(0, LATEST)).then(milliseconds)
    platform = pl.col(PLATFORM).fill_null(pl.lit(wrapping.platform, pl.String()))
    if wrapping.item:
        platform = pl.when(pl.col(IS_ITEM)).then(platform.fill_null("")).otherwise(None)
    else:
        platform = platform.fill_null("")
    return wide.rechunk().with_columns(
        known.cast(pl.Datetime("ms")).dt.replace_time_zone("UTC").cast(TIME).alias("collected_at"),
        platform.alias(PLATFORM),
    ), unread


def _why_not(name: object) -> str:
    """Say why items of a platform are not read: null is no item, an empty name one of nobody knows where."""
    if name is None:
        return NO_ITEM
    return NO_LAYOUT.format(name=shorten(str(name))) if name else NO_PLATFORM


def _make(wide: pl.DataFrame, chunk: Chunk, layout: Layout, how: tuple[Wrapping, str, bool], made: list[Made]) -> None:
    """Make posts of the items of one platform; those that it builds in another way too are read that way."""
    wrapping, sha256, in_place = how
    if layout.otherwise is not None:
        other = wide[layout.needed].is_null()
        if other.any():
            rows = wide[ROW].filter(other)
            part = _read_part(chunk, rows, layout.otherwise, wrapping, in_place=in_place)
            made.append(layout.otherwise.items(part, sha256))
            wide = wide.filter(~other)
    if wide.height:
        made.append(layout.items(wide, sha256))


def _read_part(chunk: Chunk, rows: pl.Series, layout: Layout, wrapping: Wrapping, *, in_place: bool) -> pl.DataFrame:
    """Read some of the lines as items of another layout; the others are left blank, so that rows keep their numbers."""
    kept = set(rows)
    lines = chunk.raw_lines()
    path = Path(f"{chunk.path}-part")
    path.write_bytes(
        b"\n".join(line if chunk.first_line + place in kept else b"" for place, line in enumerate(lines)) + b"\n"
    )
    try:
        part = Chunk(path, chunk.first_line, len(lines), longest=max(len(line) for line in lines) + 1)
        return _read_as(part, layout, wrapping, in_place=in_place)[0]
    finally:
        path.unlink()


def _left(wide: pl.DataFrame, reason: str) -> pl.DataFrame:
    return conform(wide.select(ROW, pl.lit(reason).alias("reason")), LEFT)


def _join(made: list[Made]) -> Made:
    """Return the tables of several platforms as one, posts in file order."""
    if not made:
        return Made()
    return Made(
        posts=pl.concat([one.posts for one in made]).sort(ROW, maintain_order=True),
        accounts=pl.concat([one.accounts for one in made]).sort(ROW, maintain_order=True),
        references=pl.concat([one.references for one in made]).sort(ROW, maintain_order=True),
        versions=pl.concat([one.versions for one in made]).sort(ROW, maintain_order=True),
        left=pl.concat([one.left for one in made]),
    )
