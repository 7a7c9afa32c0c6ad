"""Trend lists that a case was given: which tags a platform showed as trends, when, where and at which rank."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import polars as pl

from unisono.cases.manifest import RejectionCount
from unisono.cases.named_files import NamedFiles
from unisono.model.errors import DataRejectedError
from unisono.model.tables import TIME

FILES = NamedFiles(folder="trends", command="trends", what="trend list", such_as="trends-june")

TRENDS: dict[str, pl.DataType] = {
    "at": TIME,
    "place": pl.String(),  # as the list names it; null where it names none
    "rank": pl.Int64(),  # 1 is the highest; null where the list gives none
    "tag": pl.String(),  # folded as tags of posts are; null for a topic that is no hashtag
    "written": pl.String(),
    "volume": pl.Int64(),
    "list": pl.String(),
    "source": pl.String(),
}
"""One row per entry of a trend list."""

_STORED = ("at", "place", "rank", "tag", "written", "volume")


@dataclass(frozen=True)
class TrendList:
    """A list as it was imported; entries has the columns of TRENDS but list and source.

    columns: which column of the file each field was read from.
    """

    name: str
    source: str | None
    file: str
    sha256: str
    entries: pl.DataFrame
    rejected: tuple[RejectionCount, ...] = ()
    duplicates: int = 0
    added_at: str = ""
    columns: tuple[tuple[str, str], ...] = ()


def keep_trends(case: Path, trends: TrendList) -> None:
    """Store a list in the case folder durably; raises UsageError where one of that name is kept already."""
    stored = {name: getattr(trends, name) for name in ("name", "source", "file", "sha256", "duplicates", "added_at")}
    entries = trends.entries.with_columns(pl.col("at").dt.epoch("us")).select(_STORED)
    content = {
        **stored,
        "rejected": [asdict(part) for part in trends.rejected],
        "columns": dict(trends.columns),
        "entries": entries.to_dict(as_series=False),
    }
    FILES.keep(case, trends.name, orjson.dumps(content) + b"\n")


def kept_trends(case: Path) -> list[TrendList]:
    """Return the trend lists of a case by name; raises DataRejectedError naming a damaged file."""
    return [_read(file) for file in FILES.kept(case)]


def remove_trends(case: Path, name: str) -> None:
    """Take a list out of the case; raises UsageError where there is none of that name."""
    FILES.remove(case, name)


def trended(case: Path, tag: str, lists: Sequence[TrendList] | None = None) -> pl.DataFrame:
    """Return the entries (TRENDS, in order of time) of a folded tag in the trend lists of a case, none if in none.

    No row does not say that it did not trend: lists are of some places and hours. lists: those of the case, if read.
    """
    kept = kept_trends(case) if lists is None else lists
    found = [
        one.entries.filter(pl.col("tag") == tag).with_columns(
            pl.lit(one.name).alias("list"), pl.lit(one.source, pl.String).alias("source")
        )
        for one in kept
    ]
    rows = pl.concat(found) if found else pl.DataFrame(schema=TRENDS)
    return rows.select(TRENDS.keys()).sort("at", "rank", "place", nulls_last=True)


def trended_words(rows: pl.DataFrame, *, has_lists: bool) -> str:
    """Say where and when a tag trended by the imported lists, or that it is not known."""
    if rows.is_empty():
        return (
            "Whether it trended: not known, no imported trend list has it."
            if has_lists
            else "Whether it trended: not known, the case has no trend lists (unisono trends add CASE FILE)."
        )
    best = rows.sort("rank", "at", nulls_last=True).row(0, named=True)
    where = "" if best["place"] is None else f", {best['place']}"
    rank = "" if best["rank"] is None else f" at rank {best['rank']:,}"
    first, last = rows.select(pl.col("at").min(), last=pl.col("at").max()).row(0)
    entries = (
        "one entry"
        if rows.height == 1
        else f"{rows.height:,} entries, {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC"
    )
    return f"It trended on {best['at']:%Y-%m-%d %H:%M} UTC{rank}{where}, by {best['list']} ({entries})."


def _read(file: Path) -> TrendList:
    try:
        stored = orjson.loads(file.read_bytes())
        entries = pl.DataFrame(
            stored["entries"], schema={name: pl.Int64() if name == "at" else TRENDS[name] for name in _STORED}
        )
        return TrendList(
            name=stored["name"],
            source=stored["source"],
            file=stored["file"],
            sha256=stored["sha256"],
            entries=entries.with_columns(pl.col("at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")),
            rejected=tuple(RejectionCount(**part) for part in stored["rejected"]),
            duplicates=stored["duplicates"],
            added_at=stored["added_at"],
            columns=tuple(stored["columns"].items()),
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and add the list again."
        ) from error
