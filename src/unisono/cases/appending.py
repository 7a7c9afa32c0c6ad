"""Appending to a case: each batch becomes segments, then one manifest line; from then on it is acknowledged."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import polars as pl

from unisono.cases.collapsing import PICTURE_KEY, POST_KEY
from unisono.cases.custody.importing import log_import
from unisono.cases.durable import writer_lock
from unisono.cases.known_posts import KnownPosts, first_seen, hash_posts, known_within
from unisono.cases.live.recordings import is_recording
from unisono.cases.manifest import (
    ManifestLine,
    RejectionCount,
    SourceRecord,
    append_line,
    read_manifest,
    read_manifest_from,
)
from unisono.cases.same_ids import CONTENT_COLUMNS, UNKNOWN_PLATFORM, SameIds, hash_contents
from unisono.cases.segments import scan_segments, segment_files, write_segment
from unisono.cases.suppressed import suppressed_in, without_suppressed
from unisono.model.batches import Batch, Rejection
from unisono.model.tables import ACCOUNTS, DELETIONS, MEDIA, POSTS, REFERENCES, VERSIONS, conform
from unisono.model.times import now_text

TABLE_COLUMNS = {
    "posts": POSTS,
    "again": POSTS,
    "accounts": ACCOUNTS,
    "references": REFERENCES,
    "media": MEDIA,
    "deletions": DELETIONS,
    "versions": VERSIONS,
}
"""The tables of a segment; `again` holds later observations of posts that the case already had."""

EXAMPLE_CHARACTERS = 200
NOTHING = hashlib.sha256(b"").hexdigest()
"""Of recordings that hold no line, of which a quiet stream gives one a minute."""


@dataclass(frozen=True)
class AppendSummary:
    """What became of the rows of one source: rows read, posts new to the case, posts it had, rows rejected."""

    read: int = 0
    stored: int = 0
    duplicates: int = 0
    rejected: tuple[RejectionCount, ...] = ()
    same_ids: int = 0  # rows whose id another file has used for another post, no platform being known
    same_id_example: str = ""


@dataclass
class Remembered:
    """What is known of a case between one source and the next, so that its posts are read once for many files.

    Of the manifest no lines are held but those with pictures: a stream that is watched adds some 20,000 a day.
    """

    known: KnownPosts = field(default_factory=KnownPosts)
    contents: KnownPosts = field(default_factory=KnownPosts)  # of posts whose platform is unknown
    sources: KnownPosts = field(default_factory=KnownPosts)  # beginnings of the SHA-256 of files that were appended
    manifest_offset: int = 0
    last_segment: int = 0
    with_pictures: list[ManifestLine] = field(default_factory=list)

    def learn_lines(self, lines: Sequence[ManifestLine]) -> None:
        """Take note of lines of the manifest."""
        self.sources.add(np.array([_beginning(line.source) for line in lines], np.uint64))
        self.with_pictures += [line for line in lines if "media" in line.tables]
        self.last_segment = max([self.last_segment, *(line.segment for line in lines)])

    def may_have(self, source: SourceRecord) -> bool:
        """Say whether a file may have been appended before; where it was not, that is said once in 10^19 files."""
        return bool(self.sources.contains(np.array([_beginning(source)], np.uint64))[0])


def remembered_within(folder: Path, memory_bytes: int) -> Remembered:
    """Return what begins without posts; hashes of them that take more than this memory lie in files of the case."""
    known, contents, sources = (known_within(folder / "derived", memory_bytes // 2) for _ in range(3))
    return Remembered(known, contents, sources)


def _beginning(source: SourceRecord) -> int:
    """Return the beginning of the SHA-256 of a file as a number."""
    return int(hashlib.sha256(source.sha256.encode()).hexdigest()[:16], 16)


@dataclass
class Appending:
    """One source on its way into a case: what is known of the case so far and what has been stored."""

    folder: Path
    source: SourceRecord
    case: Remembered = field(default_factory=Remembered)
    summary: AppendSummary = field(default_factory=AppendSummary)
    first_segment: int | None = None
    own_lines: list[ManifestLine] = field(default_factory=list)
    earlier_lines: list[ManifestLine] = field(default_factory=list)
    has_looked: bool = False
    same_ids: SameIds = field(default_factory=SameIds)

    def store(self, batch: Batch) -> None:
        """Write one batch and acknowledge it; on return it survives a crash."""
        manifest = self.folder / "manifest.jsonl"
        batch = without_suppressed(batch, self.folder, suppressed_in(self.folder))
        with writer_lock(self.folder / "lock"):
            self._learn_posts(manifest)
            # A number that a crash left on files without a manifest line is used again: those files were never read.
            line = self._write_batch(batch, self.case.last_segment + 1)
            append_line(manifest, line)
            self.own_lines.append(line)
            self.case.learn_lines([line])
            self.case.manifest_offset = manifest.stat().st_size
        same = self.same_ids
        self.summary = replace(add_line(self.summary, line), same_ids=same.rows, same_id_example=same.example)

    def log(self, *, is_whole: bool) -> None:
        """Enter what was stored into the log of the case; batches of a watched stream are told by its watcher."""
        if self.own_lines and not is_recording(self.source.file):
            log_import(self.folder, self.own_lines, is_whole=is_whole)

    def _learn_posts(self, manifest: Path) -> None:
        """Take in what this case holds and what other writers have appended since the last look."""
        case = self.case
        lines, case.manifest_offset = read_manifest_from(manifest, case.manifest_offset)
        case.learn_lines(lines)
        if not self.has_looked:
            self.earlier_lines = self._lines_of_this_file(manifest)
            self.has_looked = True
            for table in ("posts", "again"):
                for file in segment_files(self.folder, self.earlier_lines, table):
                    self.same_ids.remember(scan_segments([file], POSTS).select(POST_KEY).collect())
        for file in segment_files(self.folder, lines, "posts"):
            self._learn_segment(scan_segments([file], POSTS))

    def _lines_of_this_file(self, manifest: Path) -> list[ManifestLine]:
        """Return the lines of the very same file, if it was appended before and is not empty."""
        if self.source.sha256 == NOTHING or not self.case.may_have(self.source):
            return []
        return [line for line in read_manifest(manifest) if line.source.sha256 == self.source.sha256]

    def _learn_segment(self, segment: pl.LazyFrame) -> None:
        """Remember the posts of a segment; of those without a platform also who wrote what, and when."""
        posts = segment.select(POST_KEY).collect()
        self.case.known.add(hash_posts(posts))
        if (posts["platform"] == UNKNOWN_PLATFORM).any():
            told = segment.filter(pl.col("platform") == UNKNOWN_PLATFORM).select(CONTENT_COLUMNS).collect()
            self.case.contents.add(hash_contents(told))

    def _write_batch(self, batch: Batch, segment: int) -> ManifestLine:
        posts, unnamed = _split_unnamed(conform(batch.posts, POSTS))
        posts = self.same_ids.tell_apart(posts, self.case.known, self.case.contents)
        keys = hash_posts(posts)
        first = first_seen(keys, self.case.known)
        tables = {
            "posts": posts.filter(first),
            "again": self._without_stored_rows(posts.filter(~first), ("posts", "again")),
            "accounts": self._without_stored_rows(conform(batch.accounts, ACCOUNTS), ("accounts",)),
            "references": self._without_stored_rows(conform(batch.references, REFERENCES), ("references",)),
            "media": self._new_pictures(conform(batch.media, MEDIA)),
            "deletions": self._without_stored_rows(conform(batch.deletions, DELETIONS), ("deletions",)),
            "versions": self._without_stored_rows(conform(batch.versions, VERSIONS), ("versions",)),
        }
        tables = {name: table for name, table in tables.items() if table.height}
        files = {
            name: write_segment(self.folder / "segments" / f"{segment:06d}-{name}.parquet", table)
            for name, table in tables.items()
        }
        self.case.known.add(keys[first.to_numpy()])
        self.case.contents.add(hash_contents(posts.filter(first & (posts["platform"] == UNKNOWN_PLATFORM))))
        stored = int(first.sum()) + tables.get("media", batch.media.clear()).height
        self.first_segment = self.first_segment or segment
        rejected = count_rejections([*batch.rejected, *unnamed])
        return ManifestLine(
            segment=segment,
            append=self.first_segment,
            at=now_text("milliseconds"),
            source=self.source,
            tables={name: f"segments/{file.path.name}" for name, file in files.items()},
            rows={name: table.height for name, table in tables.items()},
            bytes={name: file.bytes for name, file in files.items()},
            sha256={name: file.sha256 for name, file in files.items()},
            read=batch.read or batch.posts.height + batch.media.height + sum(item.rows for item in batch.rejected),
            stored=stored,
            duplicates=posts.height + batch.media.height - stored,
            rejected=rejected,
        )

    def _new_pictures(self, pictures: pl.DataFrame) -> pl.DataFrame:
        """Leave out pictures that the case has, unless their text was read only now, or more is kept of them."""
        if not pictures.height:
            return pictures
        stored = scan_segments(segment_files(self.folder, self.case.with_pictures, "media"), MEDIA)
        size = pl.col("crops").bin.size()
        known = stored.group_by(PICTURE_KEY).agg(
            pl.col("text").is_not_null().any().alias("is_read"), size.max().alias("kept")
        )
        told = pictures.unique(PICTURE_KEY, keep="first", maintain_order=True)
        matched = told.join(known.collect(), on=PICTURE_KEY, how="left", maintain_order="left")
        new = (
            pl.col("is_read").is_null() | (~pl.col("is_read") & pl.col("text").is_not_null()) | (size > pl.col("kept"))
        )
        return matched.filter(new).select(list(MEDIA))

    def _without_stored_rows(self, rows: pl.DataFrame, tables: tuple[str, ...]) -> pl.DataFrame:
        """Leave out rows that an earlier append of the very same file has stored, equal in every column.

        Such rows are no second observation: the file was read twice, or an import was interrupted and repeated.
        """
        if not rows.height or not self.earlier_lines:
            return rows
        schema = TABLE_COLUMNS[tables[0]]
        files = [file for table in tables for file in segment_files(self.folder, self.earlier_lines, table)]
        row = pl.col("source_row")
        near = row.is_between(pl.lit(rows["source_row"].min()), pl.lit(rows["source_row"].max())) | row.is_null()
        stored = scan_segments(files, schema).filter(near)
        return rows.join(stored.collect(), on=list(schema), how="anti", nulls_equal=True, maintain_order="left")


def append_batches(
    folder: Path,
    batches: Iterable[Batch],
    source: SourceRecord,
    on_append: Callable[[AppendSummary], None] | None = None,
    remembered: Remembered | None = None,
) -> AppendSummary:
    """Store batches one at a time; after each, `on_append` hears the running summary of what is acknowledged.

    remembered: what earlier appends of this process know of the case; it learns what this one stores.
    """
    appending = Appending(folder, source, Remembered() if remembered is None else remembered)
    is_whole = False
    try:
        for batch in batches:
            appending.store(batch)
            if on_append is not None:
                on_append(appending.summary)
        is_whole = True
    finally:
        appending.log(is_whole=is_whole)
    return appending.summary


def add_line(summary: AppendSummary, line: ManifestLine) -> AppendSummary:
    """Return the summary with one more manifest line counted."""
    return AppendSummary(
        read=summary.read + line.read,
        stored=summary.stored + line.stored,
        duplicates=summary.duplicates + line.duplicates,
        rejected=add_up([*summary.rejected, *line.rejected]),
    )


def count_rejections(rejections: Iterable[Rejection]) -> tuple[RejectionCount, ...]:
    """Count rejected rows by reason; an example is cut to 200 characters."""
    return add_up([RejectionCount(item.reason, item.rows, item.example[:EXAMPLE_CHARACTERS]) for item in rejections])


def add_up(counts: Iterable[RejectionCount]) -> tuple[RejectionCount, ...]:
    """Return one count for each reason, in order of first appearance, with the first example."""
    rows: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for count in counts:
        rows[count.reason] += count.rows
        examples.setdefault(count.reason, count.example)
    return tuple(RejectionCount(reason, rows[reason], example) for reason, example in examples.items())


def _split_unnamed(posts: pl.DataFrame) -> tuple[pl.DataFrame, list[Rejection]]:
    """Set aside posts without platform or id: they cannot be told apart, cited or collapsed."""
    named = pl.col("platform").is_not_null() & pl.col("post_id").is_not_null()
    unnamed = posts.filter(~named)
    rejections = [
        Rejection("no platform or post id", row or 0, text or "")
        for row, text in unnamed.select("source_row", "text").iter_rows()
    ]
    return posts.filter(named), rejections
