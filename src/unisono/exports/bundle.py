"""The whole case for somebody who has no Unisono: tables, graphs, report, run record, sources, in one archive."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.cases.reading_once import read_once
from unisono.exports.disarm.table import write_techniques
from unisono.exports.exporter import INTERNAL, ExportedFile, Exporter, ExportSettings, in_bytes
from unisono.exports.gexf import write_gexf
from unisono.exports.graphml import write_graphml
from unisono.exports.graphology import write_graphology
from unisono.exports.spreadsheets import for_people
from unisono.exports.tables import write_csv, write_csv_tables, write_parquet_tables
from unisono.exports.writing import archive_of
from unisono.model.errors import UsageError

TOLD = [
    "run",
    "version",
    "started_at",
    "seconds",
    "seed",
    "settings",
    "layers",
    "posts",
    "accounts",
    "pairs_tested",
    "pairs",
    "networks",
    "findings",
    "twin_pairs",
    "twin_networks",
    "first_at",
    "last_at",
]
"""What copies for others have of the run record: the rest names files and events."""

PARTS = (
    ("tables/csv", write_csv_tables),
    ("tables/parquet", write_parquet_tables),
    ("tables/csv", write_techniques),
    ("graphs", write_gexf),
    ("graphs", write_graphml),
    ("graphs", write_graphology),
)

README = """# {name}

Written by Unisono {version} from run {run}, for readers: {profile}.

- `report.html`: what was found, with the innocent explanations. Begin here; it opens in any browser and loads nothing.
- `tables/csv`: networks, members, pairs, acts, findings, and the techniques of DISARM that they support, for
  spreadsheets: a cell that would be a formula stands behind an apostrophe. `tables/parquet`: typed, for programs.
- `graphs`: the networks for Gephi (`graph.gexf`), igraph and networkx (`graph.graphml`) and graphology (`graph.json`).
- `run.json`: the settings and counts of the scan. `sources.csv`: the files that the case rests on, by SHA-256.
- `SHA256SUMS`: to check that nothing changed, type in this folder: `sha256sum -c SHA256SUMS`

Acting together is a fact about posts. It does not say why, nor who stands behind the accounts. The posts themselves and
the source files are not in this archive; an evidence pack has them.
"""


def write_bundle(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the archive of a case."""
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    yield ExportedFile("bundle.zip", partial(_write, case, run, settings))


def _write(case: Case, run: Run, settings: ExportSettings, stream: BinaryIO) -> int:
    sums: dict[str, str] = {}
    with read_once(case) as read:
        files = (_hashed(file, sums) for file in bundle_files(read, run, settings))
        return archive_of("bundle.zip", _with_sums(files, sums)).write(stream)


def bundle_files(case: Case, run: Run, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the files of the archive but for their sums, one after the other: each table is let go before the next."""
    from unisono.exports.report import render_report

    record = run.record
    about = {"name": case.path.resolve().name, "run": run.id, "version": record.get("version", "")}
    if settings.profile != INTERNAL:
        about["name"] = "A case"
    readme = README.format(**about, profile=settings.profile)
    yield in_bytes("README.md", readme.encode(), 0)
    yield in_bytes("report.html", render_report(case, run, settings.profile).encode(), 0)
    for folder, write in PARTS:
        yield from (replace(file, name=f"{folder}/{file.name}") for file in write(case, run, settings))
    yield in_bytes("run.json", _record(record, settings.profile), 0)
    yield ExportedFile("sources.csv", partial(write_csv, _sources(case, settings.profile), for_people))


def _record(record: dict[str, Any], profile: str) -> bytes:  # Any: JSON, as the scan wrote it
    told = record if profile == INTERNAL else {name: record[name] for name in TOLD if name in record}
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"


def _sources(case: Case, profile: str) -> pl.DataFrame:
    """Return the files that the case rests on; copies for others have no names of files and folders."""
    sources = case.sources()
    if profile != INTERNAL:
        return sources.select("sha256", "format", "rows", "stored", "duplicates", "rejected")
    return sources


def _with_sums(files: Iterable[ExportedFile], sums: dict[str, str]) -> Iterator[ExportedFile]:
    """Yield the files, and last the list of their sums, which are known by then."""
    yield from files
    yield in_bytes("SHA256SUMS", "".join(f"{sums[name]}  {name}\n" for name in sums).encode(), 0)


def _hashed(file: ExportedFile, sums: dict[str, str]) -> ExportedFile:
    def write(stream: BinaryIO) -> int:
        hashing = _HashingStream(stream)
        rows = file.write(hashing)
        sums[file.name] = hashing.digest.hexdigest()
        return rows

    return ExportedFile(file.name, write)


class _HashingStream(io.BytesIO):
    """Passes on what is written to it, and knows its SHA-256."""

    def __init__(self, target: BinaryIO) -> None:
        """Begin with nothing written."""
        super().__init__()
        self._target, self.digest, self._length = target, hashlib.sha256(), 0

    def write(self, content: Any) -> int:  # Any: bytes, or another buffer of them
        """Write to the target."""
        self.digest.update(content)
        self._length += len(content)
        return self._target.write(content)

    def writelines(self, lines: Iterable[Any]) -> None:  # Any: as above
        """Write each line to the target."""
        for line in lines:
            self.write(line)

    def tell(self) -> int:
        """Return how much was written."""
        return self._length


BUNDLE = Exporter("bundle", "the whole case in one archive", suffix="-bundle.zip", needs_run=True, write=write_bundle)
