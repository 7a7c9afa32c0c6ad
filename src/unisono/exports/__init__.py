"""Files for other tools: tables, graphs and traces, one file of code per kind."""

from pathlib import Path

from unisono.cases import Case, Run
from unisono.exports.coortweet import COORTWEET
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.gexf import GEXF
from unisono.exports.graphml import GRAPHML
from unisono.exports.graphology import JSON
from unisono.exports.tables import CSV, PARQUET
from unisono.exports.writing import fingerprint, write_files
from unisono.model.errors import UsageError

__all__ = ["EXPORTS", "ExportSettings", "ExportedFile", "Exporter", "build_export", "export_case", "exporter_named"]

EXPORTS: tuple[Exporter, ...] = (CSV, PARQUET, GEXF, GRAPHML, JSON, COORTWEET)


def exporter_named(kind: str) -> Exporter:
    """Return the exporter that `--to` calls by this name."""
    for exporter in EXPORTS:
        if exporter.name == kind:
            return exporter
    names = ", ".join(exporter.name for exporter in EXPORTS)
    raise UsageError(f"There is no export {kind!r}. Exports: {names}.")


def build_export(
    case: Case, run: Run | None, kind: str, *, layer: str = "repost", raw: bool = False
) -> list[ExportedFile]:
    """Return the files of an export without writing them: one, or several for csv and parquet."""
    exporter = exporter_named(kind)
    if exporter.needs_run and run is None:
        raise UsageError(f"{case.path} has no scan to export. Try: unisono scan {case.path}")
    return list(exporter.write(case, run, ExportSettings(layer=layer, raw=raw)))


def export_case(
    case: Case,
    run: Run | None,
    kind: str,
    path: Path | str,
    *,
    layer: str = "repost",
    raw: bool = False,
    overwrite: bool = False,
) -> dict[str, str | int]:
    """Write a run (or the case's traces) as files of another tool; return {export, rows, sha256}.

    Files that are there already are replaced only with `overwrite`; otherwise UsageError, and nothing is written.
    `path` is a file, or a folder for csv and parquet. `rows` counts table rows, or nodes and edges. For a folder,
    `sha256` is that of its listing, one line `sha256  name` a file.
    """
    files = build_export(case, run, kind, layer=layer, raw=raw)
    is_folder = not exporter_named(kind).suffix
    write_files(files, Path(path), is_folder=is_folder, overwrite=overwrite)
    return {
        "export": str(path),
        "rows": sum(file.rows for file in files),
        "sha256": fingerprint(files, is_folder=is_folder),
    }
