"""The purge itself: segments are written anew without the gone, the manifest in one step, what was made is removed."""

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from shlex import quote

import orjson
import polars as pl

from unisono.cases.custody import log_entry
from unisono.cases.durable import require_writable, write_durably, writer_lock
from unisono.cases.leftovers import remove_leftovers
from unisono.cases.live.folder import is_watched
from unisono.cases.live.recordings import LEFT_SHA256, is_recording, recording_files
from unisono.cases.manifest import ManifestLine, SourceRecord, read_manifest
from unisono.cases.purging.dependants import remove_made, remove_told
from unisono.cases.purging.links import unlink_gone
from unisono.cases.purging.naming import lines_naming, still_naming
from unisono.cases.purging.recordings import empty_lines
from unisono.cases.purging.request import Gone, PurgeRequest, count_gone, find_gone
from unisono.cases.purging.rows import left_of
from unisono.cases.purging.targets import unname_gone
from unisono.cases.segments import SegmentFile, damaged_segment, find_damage, segment_files, write_segment
from unisono.cases.suppressed import case_key, suppress
from unisono.model.doing import doing
from unisono.model.errors import UsageError
from unisono.model.names import POST_NAME

Rows = dict[str, set[int]]
"""Numbers of rows by the SHA-256 of their source."""


@dataclass(frozen=True)
class Purged:
    """What a purge took out, or would: posts, rows of all tables, rows in which somebody is named no more.

    links: of accounts to one person, out of which they were taken. targets: whose accounts they were, likewise.
    removed: files by kind. still_naming: files of the case in which people are still named. in_chains: lines that name
    them in files that cannot be changed.
    """

    asked: str
    posts: int
    rows: int = 0
    edited: int = 0
    recordings: int = 0
    links: int = 0
    targets: int = 0
    removed: dict[str, int] = field(default_factory=dict)
    still_naming: tuple[str, ...] = ()
    in_chains: dict[str, int] = field(default_factory=dict)


def purge(case: Path, asked: PurgeRequest, because: str, by: str = "", *, is_trial: bool = False) -> Purged:
    """Take accounts or posts out of every segment of a case, and what was made from them out of its folder.

    The custody log stays, and says that, when, why and how much was taken out, not who. The segments keep their
    numbers; accounts and posts that were named are listed under a key, and left out of later imports. is_trial: count
    only. Raises UsageError while a stream is watched, and where nothing can be written.
    """
    require_writable(case)
    if is_watched(case):
        raise UsageError(f"{case} is being watched. End unisono watch first (Ctrl-C there), then purge.")
    manifest = case / "manifest.jsonl"
    lines = read_manifest(manifest)
    gone = find_gone(case, lines, asked)
    posts = sum(line.rows.get("posts", 0) for line in lines) if asked.everything else count_gone(case, lines, gone)
    if is_trial:
        return Purged(asked.says, posts)
    suppress(case, (*asked.accounts, *asked.posts))
    with writer_lock(case / "lock"):
        lines = read_manifest(manifest)
        done = _Rewriting(case, gone, case_key(case))
        left = [] if asked.everything else [done.rewrite(line) for line in lines]
        done.rows += sum(sum(line.rows.values()) for line in lines) if asked.everything else 0
        write_durably(manifest, b"".join(orjson.dumps(asdict(line)) + b"\n" for line in left))
        links = unlink_gone(case, frozenset(asked.accounts))
        targets = unname_gone(case, (*_names(gone), *asked.accounts))
    if asked.everything:
        for path in recording_files(case):
            path.unlink()
    removed = remove_made(case)
    if asked.everything:
        removed["told by people"] = remove_told(case)
    remove_leftovers(case)
    named = (_names(gone), _keys(gone, asked))
    purged = Purged(
        asked=asked.says,
        posts=posts,
        rows=done.rows,
        edited=done.edited,
        recordings=done.recordings,
        links=links,
        targets=targets,
        removed=removed,
        still_naming=tuple(still_naming(case, *named)),
        in_chains=lines_naming(case, *named),
    )
    with doing(f"unisono purge {quote(str(case))} (who was taken out is not said)", by):
        log_entry(case, "purge", by=by, details={**asdict(purged), "because": because, "still_naming": None})
    return purged


def _names(gone: Gone) -> tuple[str, ...]:
    """Return what files may call the gone."""
    return (*gone.handles, *gone.ids)


def _keys(gone: Gone, asked: PurgeRequest) -> tuple[str, ...]:
    """Return the gone accounts and posts as `platform:id`, also those that the case did not hold."""
    return (*asked.accounts, *asked.posts, *gone.posts.select(POST_NAME).to_series())


@dataclass
class _Rewriting:
    """One pass over the lines of a manifest."""

    case: Path
    gone: Gone
    key: bytes
    rows: int = 0
    edited: int = 0
    recordings: int = 0

    def rewrite(self, line: ManifestLine) -> ManifestLine:
        """Return the line for what stays of its segments, which are written under new names where they change."""
        files = {table: segment_files(self.case, [line], table)[0] for table in line.tables}
        touched: Rows = {}
        left: dict[str, SegmentFile | None] = {}
        counts: dict[str, int] = {}
        for table, file in files.items():
            left[table], counts[table] = self._rewrite_table(table, file, touched)
        kept = {table: file for table, file in left.items() if file is not None}
        return replace(
            line,
            source=self._source_of(line, touched),
            tables={table: f"segments/{file.path.name}" for table, file in kept.items()},
            rows={table: counts[table] for table in kept},
            bytes={table: file.bytes for table, file in kept.items()},
            sha256={table: file.sha256 for table, file in kept.items()},
            # An example may be a line of somebody who asked to be forgotten.
            rejected=tuple(replace(one, example="") for one in line.rejected),
        )

    def _rewrite_table(self, table: str, file: SegmentFile, touched: Rows) -> tuple[SegmentFile | None, int]:
        """Return the file that holds what stays of a table, none where nothing does, and its rows."""
        if problem := find_damage(file):
            raise damaged_segment(file.path, problem)
        rows = pl.read_parquet(file.path, glob=False)
        left = left_of(table, rows, self.gone, self.key)
        if left.equals(rows):
            return file, rows.height
        self.rows += rows.height - left.height
        self.edited += left.height - left.join(rows, on=rows.columns, how="semi", nulls_equal=True).height
        sources = rows.join(left, on=["source_sha256", "source_row"], how="anti", nulls_equal=True)
        for sha256, number in sources.select("source_sha256", "source_row").drop_nulls().iter_rows():
            touched.setdefault(sha256, set()).add(number)
        if left.is_empty():
            return None, 0
        return write_segment(_next_name(file.path), left), left.height

    def _source_of(self, line: ManifestLine, touched: Rows) -> SourceRecord:
        source = line.source
        if not is_recording(source.file):
            return source
        numbers = frozenset(touched.get(source.sha256, set()))
        now = empty_lines(self.case, source.file, numbers, _names(self.gone))
        if now is None:
            return source
        self.recordings += 1
        return replace(source, settings={**source.settings, LEFT_SHA256: now})


def _next_name(path: Path) -> Path:
    """Return the name for what stays of a segment.

    >>> _next_name(_next_name(Path("segments/000001-posts.parquet"))).name
    '000001-posts-purged-2.parquet'
    """
    stem, _, times = path.stem.partition("-purged-")
    return path.with_name(f"{stem}-purged-{int(times or 0) + 1}.parquet")
