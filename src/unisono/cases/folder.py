"""A case: one investigation, one folder of immutable segments, read lazily and appended to durably."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
import polars as pl

from unisono.cases.appending import AppendSummary, Remembered, append_batches
from unisono.cases.collapsing import ACCOUNT_KEY, PICTURE_KEY, POST_KEY, latest_known, latest_posts
from unisono.cases.custody import log_entry
from unisono.cases.custody.entry import FILE
from unisono.cases.deletions import with_deletions
from unisono.cases.durable import write_durably, writer_lock
from unisono.cases.manifest import ManifestLine, SourceRecord, read_manifest
from unisono.cases.merging import files_to_read
from unisono.cases.post_parts import PostParts
from unisono.cases.runs import Run, list_runs, write_run
from unisono.cases.segments import scan_segments, segment_files
from unisono.cases.sources import summarise_sources
from unisono.engine.growing_names import GrowingKeys
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.file_names import written_name
from unisono.model.tables import ACCOUNTS, MEDIA, POSTS, REFERENCES
from unisono.model.times import now_text

NAMED_BY = [
    "handle", "display_name", "bio", "created_at", "location_text", "url", "avatar_url", "lang", "verified",
    "is_bot_declared",
]  # fmt: skip
"""Columns of ACCOUNTS that say who an account is, and stay true until something else is said."""


@dataclass(frozen=True)
class Case:
    """One investigation. Reading never waits for a writer; each call sees what is acknowledged at that moment.

    `on_append` hears the running summary after each batch that `append` has stored; `remembered` is what appends to
    this object know of the case, so that each reads only what is new. `only`: the batches that reading is limited to.
    """

    path: Path
    name: str
    zone: str = "UTC"
    on_append: Callable[[AppendSummary], None] | None = None
    remembered: Remembered = field(default_factory=Remembered, compare=False, repr=False)
    only: tuple[ManifestLine, ...] | None = field(default=None, compare=False, repr=False)

    def append(self, batches: Iterable[Batch], source: SourceRecord) -> AppendSummary:
        """Store batches one at a time; each is durable when the next is asked for. Nothing is dropped silently.

        Posts without platform or id are rejected and counted. Rows which an earlier append of a file with the
        same SHA-256 stored, equal in every column, are counted as duplicates and not stored a second time.
        """
        return append_batches(self.path, batches, source, self.on_append, self.remembered)

    def posts(self) -> pl.LazyFrame:
        """Return one row a post in POSTS columns: its latest observation by collected_at, then by append."""
        lines = self._lines()
        posts = scan_segments(files_to_read(self.path, lines, "posts"), POSTS)
        if later := files_to_read(self.path, lines, "again"):
            posts = latest_posts(posts, scan_segments(later, POSTS))
        return with_deletions(posts, self.path, lines)

    def post_observations(self) -> pl.LazyFrame:
        """Return every stored observation of every post in POSTS columns, in append order."""
        lines = self._lines()
        files = [
            file for line in lines for table in ("posts", "again") for file in segment_files(self.path, [line], table)
        ]
        return scan_segments(files, POSTS)

    def accounts(self) -> pl.LazyFrame:
        """Return the latest snapshot of each account in ACCOUNTS columns, by observed_at, then by append.

        What it does not say of who the account is (NAMED_BY: names, bio, …) is as an earlier one said it last; counts
        and status are those of `observed_at` alone.
        """
        return latest_known(self.account_snapshots(), ACCOUNT_KEY, "observed_at", NAMED_BY)

    def account_snapshots(self) -> pl.LazyFrame:
        """Return every stored snapshot of every account in ACCOUNTS columns, in append order."""
        return scan_segments(files_to_read(self.path, self._lines(), "accounts"), ACCOUNTS)

    def references(self) -> pl.LazyFrame:
        """Return one row for each original seen inside other posts, in REFERENCES columns; the latest append wins."""
        rows = scan_segments(files_to_read(self.path, self._lines(), "references"), REFERENCES)
        return rows.unique(POST_KEY, keep="last", maintain_order=True)

    def media(self) -> pl.LazyFrame:
        """Return one row a picture in MEDIA columns, by name and SHA-256.

        The row with a text wins, then the one that keeps most of the picture, then the first.
        """
        rows = scan_segments(files_to_read(self.path, self._lines(), "media"), MEDIA)
        kept = pl.col("crops").bin.size().fill_null(0)
        # Sorting keeps the order of the appends among rows that are equal in both.
        told = rows.sort(pl.col("text").is_null(), -kept.cast(pl.Int64), maintain_order=True)
        return told.unique(PICTURE_KEY, keep="first", maintain_order=True).sort(PICTURE_KEY)

    def counts(self) -> tuple[int, int]:
        """Return how many posts the case holds, and how many accounts published them."""
        lines, accounts = self._lines(), GrowingKeys()
        for file in files_to_read(self.path, lines, "posts"):
            named = scan_segments([file], POSTS).filter(pl.col("account_id").is_not_null())
            key = pl.concat_str(pl.col("platform").fill_null("\1"), pl.lit("\0"), "account_id").hash()
            accounts.number(named.select(key.unique()).collect().to_series().to_numpy())
        return count_posts(self), len(accounts)

    def sources(self) -> pl.DataFrame:
        """Return one row for each append: file, sha256, format, rows, stored, duplicates, rejected, at."""
        return summarise_sources(self._lines())

    def write_run(self, record: dict[str, Any], tables: dict[str, pl.DataFrame]) -> str:  # Any: JSON
        """Store the record and tables of a scan and return the run's id."""
        return write_run(self.path, record, tables)

    def latest_run(self) -> Run | None:
        """Return the last finished run, or None before the first."""
        runs = self.runs()
        return runs[-1] if runs else None

    def runs(self) -> list[Run]:
        """Return the finished runs, oldest first."""
        return list_runs(self.path)

    def _lines(self) -> list[ManifestLine]:
        return read_manifest(self.path / "manifest.jsonl") if self.only is None else list(self.only)


def posts_by_part(case: Case) -> PostParts:
    """Return the posts of Case.posts() to be read part by part, where they are more than memory holds."""
    lines = case._lines()
    tables = (files_to_read(case.path, lines, table) for table in ("posts", "again", "deletions"))
    return PostParts(*(tuple(files) for files in tables))


def count_posts(case: Case) -> int:
    """Return how many posts a case holds, as its manifest says."""
    return sum(line.rows.get("posts", 0) for line in case._lines())


def create_case(path: str | Path, zone: str = "UTC") -> Case:
    """Make a case folder; raises UsageError when one is there, when other files are, or for an unknown zone."""
    folder = Path(path)
    whole = str(folder.resolve())
    if written_name(whole) != whole:
        raise UsageError(f"The path {written_name(whole)} is no UTF-8, and tables take no other. Name another folder.")
    if (folder / "case.json").exists():
        raise UsageError(f"{folder} is already a case. Add to it: unisono import {quote(str(folder))} FILE")
    _require_free_folder(folder)
    _require_zone(zone)
    created_at = now_text()
    about = {"unisono_case": 1, "created_at": created_at, "zone": zone, "name": folder.resolve().name}
    try:
        for part in ("segments", "runs"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        write_durably(folder / "case.json", orjson.dumps(about, option=orjson.OPT_INDENT_2) + b"\n")
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be made: {error.strerror}. Name a case folder where you may write: "
            "unisono import ANOTHER_FOLDER FILE"
        ) from error
    log_entry(folder, "case made", details={"name": about["name"], "zone": zone})
    return open_case(folder)


def open_case(path: str | Path) -> Case:
    """Open a case folder; raises UsageError where there is none.

    Raises DataRejectedError when case.json is damaged or the manifest of a case that was imported into is gone.
    """
    folder = Path(path)
    about_file = folder / "case.json"
    if not about_file.is_file():
        what = "is not a case: it has no case.json" if folder.exists() else "does not exist"
        raise UsageError(f"{folder} {what}. Make a case from a file of posts: unisono import {quote(str(folder))} FILE")
    try:
        about = orjson.loads(about_file.read_bytes())
        version, zone, name = about["unisono_case"], about["zone"], about["name"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DataRejectedError(f"{about_file} is damaged: {error}. Restore it from a copy of the case.") from error
    if version != 1:
        raise DataRejectedError(f"{folder} was written by a later Unisono (case format {version}). Upgrade Unisono.")
    _require_manifest(folder)
    return Case(folder, name, zone)


def _require_manifest(folder: Path) -> None:
    """Refuse a case that has lost its manifest: it would look empty, and an import would write over its posts."""
    log = folder / FILE
    if (folder / "manifest.jsonl").exists() or not log.is_file() or b'"segments/' not in log.read_bytes():
        return
    raise DataRejectedError(
        f"{folder / 'manifest.jsonl'} is missing, though the case's log tells of imports. Nothing was changed: the "
        "posts still lie in its segments. Put manifest.jsonl back from a copy of the case, or begin a new case."
    )


def change_zone(path: str | Path, zone: str) -> Case:
    """Show a case's times in another zone from now on; what is stored stays. Raises UsageError for an unknown zone."""
    _require_zone(zone)
    case = open_case(path)
    with writer_lock(case.path / "lock"):
        about = orjson.loads((case.path / "case.json").read_bytes())
        content = orjson.dumps({**about, "zone": zone}, option=orjson.OPT_INDENT_2)
        write_durably(case.path / "case.json", content + b"\n")
    log_entry(case.path, "changed", details={"what": "zone", "from": case.zone, "to": zone})
    return open_case(path)


def _require_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"There is no time zone {zone!r}. Use a name such as UTC or Europe/Berlin.") from error


def open_or_create(path: str | Path) -> Case:
    """Open the case folder, or make it where there is none yet."""
    return open_case(path) if (Path(path) / "case.json").exists() else create_case(path)


def _require_free_folder(folder: Path) -> None:
    if folder.is_file():
        raise UsageError(f"{folder} is a file; a case is a folder. Name another: unisono import NEW_FOLDER {folder}")
    # An interrupted creation leaves these; anything else belongs to somebody.
    expected = {"segments", "runs", ".writing-case.json"}
    others = sorted(entry.name for entry in folder.glob("*") if entry.name not in expected)
    if others:
        raise UsageError(
            f"{folder} holds other files ({', '.join(others[:3])}) and is not a case. "
            f"Name a new folder: unisono import {quote(str(folder / 'case'))} FILE"
        )
