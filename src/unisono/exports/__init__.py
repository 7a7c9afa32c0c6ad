"""Files for other tools: tables, graphs and traces, one file of code per kind."""

from pathlib import Path

from unisono.cases import Case, Run
from unisono.cases.custody import FileRecord, log_entry
from unisono.exports.bundle import BUNDLE
from unisono.exports.coortweet import COORTWEET
from unisono.exports.disarm.table import DISARM
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.gexf import GEXF
from unisono.exports.graphml import GRAPHML
from unisono.exports.graphology import JSON
from unisono.exports.misp.event import MISP
from unisono.exports.stix.bundle import STIX
from unisono.exports.tables import CSV, PARQUET
from unisono.exports.workbook import XLSX
from unisono.exports.writing import fingerprint, write_files
from unisono.model.errors import UsageError

__all__ = ["EXPORTS", "ExportSettings", "ExportedFile", "Exporter", "build_export", "export_case", "exporter_named"]

EXPORTS: tuple[Exporter, ...] = (CSV, PARQUET, XLSX, GEXF, GRAPHML, JSON, COORTWEET, DISARM, STIX, MISP, BUNDLE)


def exporter_named(kind: str) -> Exporter:
    """Return the exporter that `--to` calls by this name."""
    for exporter in EXPORTS:
        if exporter.name == kind:
            return exporter
    names = ", ".join(exporter.name for exporter in EXPORTS)
    raise UsageError(f"There is no export {kind!r}. Type one of: --to {names}")


def build_export(
    case: Case, run: Run | None, kind: str, *, layer: str = "repost", raw: bool = False, profile: str = ""
) -> list[ExportedFile]:
    """Return the files of an export without writing them: one, or several where it is a folder."""
    exporter = exporter_named(kind)
    return exporter.files(case, run, exporter.settings(layer=layer, raw=raw, profile=profile))


def export_case(
    case: Case,
    run: Run | None,
    kind: str,
    path: Path | str,
    *,
    layer: str = "repost",
    raw: bool = False,
    profile: str = "",
    overwrite: bool = False,
) -> dict[str, str | int]:
    """Write a run (or the case's traces) as files of another tool; return {export, rows, sha256}.

    Files that are there already are replaced only with `overwrite`; otherwise UsageError, and nothing is written.
    `path` is a file, or a folder for csv and parquet. `profile` says who reads it, and for stix which dialect. `rows`
    counts table rows, nodes and edges, or objects. For a folder, `sha256` is that of its listing, one line
    `sha256  name` a file.
    """
    exporter = exporter_named(kind)
    settings = exporter.settings(layer=layer, raw=raw, profile=profile)
    files, is_folder = exporter.files(case, run, settings), not exporter.suffix
    written = write_files(files, Path(path), is_folder=is_folder, overwrite=overwrite)
    outputs = [FileRecord(str(Path(path) / one.name if is_folder else path), None, one.sha256) for one in written]
    told = {"what": kind, "run": run.id if run else "", "profile": settings.profile, "raw": raw}
    log_entry(case.path, "export", outputs=outputs, details=told)
    return {
        "export": str(path),
        "rows": sum(file.rows for file in written),
        "sha256": fingerprint(written, is_folder=is_folder),
    }
