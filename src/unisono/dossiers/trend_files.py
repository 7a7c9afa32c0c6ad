"""Files of trends as people keep them: CSV, TSV, JSON and JSON lines, and what a trends interface answers."""

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from unisono.cases.manifest import RejectionCount
from unisono.cases.trends import TRENDS, TrendList
from unisono.importers.times import DateOrder, decide_date_order, read_times
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.times import now_text
from unisono.traces.hashtag import fold_tag

COLUMNS: dict[str, tuple[str, ...]] = {
    "time": (
        "time",
        "at",
        "timestamp",
        "datetime",
        "date_time",
        "as_of",
        "trending_at",
        "created_at",
        "date",
        "hour",
        "day",
    ),
    "rank": ("rank", "position", "pos", "trend_rank", "order", "no", "#"),
    "tag": ("tag", "hashtag", "trend", "trend_name", "topic", "name", "keyword", "term", "query"),
    "place": ("place", "location", "country", "region", "city", "where", "geo", "woeid", "place_name"),
    "volume": ("volume", "tweet_volume", "tweets", "tweet_count", "posts", "post_count", "count", "uses"),
}
"""Names by which the columns are found, the surest first."""

MOST_BYTES = 500_000_000
LONGEST_EXAMPLE = 120

Row = dict[str, Any]  # Any: JSON is of any shape


def read_trends(
    file: Path, *, name: str, source: str | None = None, zone: str = "UTC", mapping: Mapping[str, str] | None = None
) -> TrendList:
    """Return the trend list that a file holds; rows without a time or a tag, or with an odd rank, are counted.

    mapping: field (time, rank, tag, place, volume) to the file's column, the others are found by their names; and
    date_order to day_first or month_first, where 3/4/2018 could be both. zone: of times that state none. Without a
    column of ranks, entries have none. Raises UsageError where no column of times or tags is found, DataRejectedError
    where no row can be read.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}. Name a CSV or JSON file of trends.") from error
    rows = _rows(file, content)
    if not any(rows):
        raise DataRejectedError(f"{file} has no rows: there is nothing to read. Check how it was made.")
    given = dict(mapping or {})
    order = _date_order(given.pop("date_order", None))
    columns = _choose(file, list(dict.fromkeys(key for row in rows for key in row)), given)
    table = pl.DataFrame(
        {field: [_text(row.get(column)) for row in rows] for field, column in columns.items()},
        schema=dict.fromkeys(columns, pl.String()),
    )
    entries, rejected, duplicates = _entries(file, table, zone, order)
    if entries.is_empty():
        said = "; ".join(f"{part.reason}: {part.example!r}" for part in rejected) or "there are no rows"
        raise DataRejectedError(f"{file} has no trend that can be read ({said}).")
    return TrendList(
        name=name,
        source=source,
        file=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        entries=entries,
        rejected=rejected,
        duplicates=duplicates,
        added_at=now_text(),
        columns=tuple(columns.items()),
    )


def _rows(file: Path, content: bytes) -> list[Row]:
    if len(content) > MOST_BYTES:
        raise DataRejectedError(f"{file} is too large for a list of trends ({len(content):,} bytes). Split it.")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding).replace("\0", "")
    except UnicodeDecodeError as error:
        raise DataRejectedError(f"{file} is not in UTF-8 (byte {error.start:,}). Save it again as UTF-8.") from error
    if file.suffix.lower() in (".json", ".jsonl", ".ndjson") or text.lstrip()[:1] in ("[", "{"):
        return [row for answer in _json(file, text) for row in _flattened(answer)]
    first = text.split("\n", 1)[0]
    mark = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    try:
        return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error as error:
        raise DataRejectedError(f"{file} cannot be read as a table: {error}. Save it again as CSV in UTF-8.") from error


def _json(file: Path, text: str) -> list[Any]:  # Any: JSON is of any shape
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError:
        try:
            given = [orjson.loads(line) for line in text.splitlines() if line.strip()]
        except orjson.JSONDecodeError as error:
            raise DataRejectedError(f"{file} is neither JSON nor JSON lines: {error}.") from error
    return given if isinstance(given, list) else [given]


def _flattened(answer: Any) -> list[Row]:  # Any: JSON is of any shape
    """Return the rows of one value: itself, or its list of trends in order, with its time and place."""
    if not isinstance(answer, dict):
        return [{"tag": answer}]
    trends = answer.get("trends")
    if not isinstance(trends, list):
        return [answer]
    about = {key: value for key, value in answer.items() if not isinstance(value, list | dict)}
    places = answer.get("locations")
    if isinstance(places, list) and places and isinstance(places[0], dict):
        about["place"] = places[0].get("name")
    return [
        {**about, "rank": place, **(trend if isinstance(trend, dict) else {"name": trend})}
        for place, trend in enumerate(trends, start=1)
    ]


def _choose(file: Path, names: list[str], mapping: dict[str, str]) -> dict[str, str]:
    """Return the column of each field that has one."""
    unknown = [field for field in mapping if field not in COLUMNS]
    if unknown:
        raise UsageError(f"There is no field {unknown[0]}. Fields of trends: {', '.join(COLUMNS)}.")
    named = {name.strip().casefold().replace(" ", "_"): name for name in reversed(names) if name}
    shown = ", ".join(str(name) for name in names[:20]) or "none"
    chosen: dict[str, str] = {}
    for field, known in COLUMNS.items():
        wanted = mapping.get(field)
        if wanted is not None and wanted not in names:
            raise UsageError(f"{file} has no column {wanted!r}. Columns found: {shown}.")
        free = (
            named[name] for name in known if name in named and named[name] not in {*chosen.values(), *mapping.values()}
        )
        column = wanted or next(free, None)
        if column is not None:
            chosen[field] = column
    for field in ("time", "tag"):
        if field not in chosen:
            raise UsageError(
                f"{file} has no column of {field}s by name. Columns found: {shown}. Name it: --map {field}=COLUMN"
            )
    return chosen


def _text(value: object) -> str | None:
    text = "" if value is None else str(value).strip()
    return text or None


def _date_order(given: str | None) -> DateOrder | None:
    if given in (None, "day_first", "month_first"):
        return given  # type: ignore[return-value]  # one of the two, or none
    raise UsageError(f"date_order is day_first or month_first, not {given!r}.")


def _entries(
    file: Path, table: pl.DataFrame, zone: str, given: DateOrder | None
) -> tuple[pl.DataFrame, tuple[RejectionCount, ...], int]:
    """Return the entries, the rejected rows by reason, and how many repeated another."""
    written = table["time"]
    say = "--map date_order=day_first or --map date_order=month_first"
    order = given or decide_date_order(written, where=f"{file}, column of times", advice=say)
    at = read_times(written, zone=zone, order=order).at
    none = pl.lit(None, pl.String)
    told = table.with_columns(
        at.alias("at"),
        pl.col("tag").alias("written"),
        *(none.alias(field) for field in ("rank", "place", "volume") if field not in table.columns),
    )
    whole = r"^\+?\d{1,9}(?:\.0+)?$"
    rank = pl.col("rank").str.strip_prefix("#").str.strip_chars()
    number = pl.when(rank.str.contains(whole)).then(rank.cast(pl.Float64, strict=False).cast(pl.Int64))
    volume = pl.col("volume").str.replace_all(r"[,\s]", "").cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
    told = told.with_columns(
        pl.when(pl.col("written").is_null())
        .then(pl.lit("no trend is named"))
        .when(pl.col("time").is_null())
        .then(pl.lit("there is no time"))
        .when(pl.col("at").is_null())
        .then(pl.lit("the time cannot be read"))
        .when(pl.col("rank").is_not_null() & (number.is_null() | (number < 1)))
        .then(pl.lit("the rank is no whole number from 1 on"))
        .alias("reason"),
        number.alias("number"),
        volume.alias("size"),
        pl.Series("folded", [_fold(one) for one in table["tag"]], dtype=pl.String),
    )
    good = told.filter(pl.col("reason").is_null()).select(
        "at",
        "place",
        pl.col("number").alias("rank"),
        pl.col("folded").alias("tag"),
        "written",
        pl.col("size").alias("volume"),
    )
    entries = good.unique(("at", "place", "rank", "written"), keep="first", maintain_order=True)
    typed = entries.select(pl.col(name).cast(kind) for name, kind in TRENDS.items() if name in entries.columns)
    return typed, _rejections(told), good.height - entries.height


def _rejections(told: pl.DataFrame) -> tuple[RejectionCount, ...]:
    bad = told.filter(pl.col("reason").is_not_null())
    example = pl.concat_str(
        [pl.col(field).fill_null("") for field in ("time", "rank", "written", "place")], separator=", "
    )
    counts = bad.group_by("reason", maintain_order=True).agg(pl.len().alias("rows"), example.first().alias("example"))
    return tuple(
        RejectionCount(row["reason"], int(row["rows"]), row["example"][:LONGEST_EXAMPLE])
        for row in counts.sort("rows", "reason", descending=[True, False]).iter_rows(named=True)
    )


def _fold(written: str | None) -> str | None:
    """Return a trend as tags are compared; null for several words without a sign, which are a topic."""
    if written is None or (not written.startswith(("#", "＃")) and len(written.split()) > 1):
        return None
    return fold_tag(written)
