"""Files for other tools: tables, graphs and traces, one file of code per kind."""

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from unisono.cases import Case, Run
from unisono.exports.coortweet import COORTWEET
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.gexf import GEXF
from unisono.exports.graphml import GRAPHML
from unisono.exports.graphology import JSON
from unisono.exports.tables import CSV, PARQUET
from unisono.model.errors import UsageError

__all__ = ["EXPORTS", "ExportSettings", "Exporter", "export_case", "exporter_named"]

EXPORTS: tuple[Exporter, ...] = (CSV, PARQUET, GEXF, GRAPHML, JSON, COORTWEET)


def exporter_named(kind: str) -> Exporter:
    """Return the exporter that `--to` calls by this name."""
    for exporter in EXPORTS:
        if exporter.name == kind:
            return exporter
    names = ", ".join(exporter.name for exporter in EXPORTS)
    raise UsageError(f"There is no export {kind!r}. Exports: {names}.")


def export_case(
    case: Case, run: Run | None, kind: str, path: Path | str, *, layer: str = "repost", raw: bool = False
) -> dict[str, str | int]:
    """Write a run (or the case's traces) as files of another tool; return {export, rows, sha256}.

    `path` is a file, a folder for csv and parquet, or `-` for standard output. `rows` counts table rows, or nodes and
    edges. For a folder, `sha256` is of its listing, one line `sha256  name` a file, as sha256sum prints it.
    """
    exporter = exporter_named(kind)
    if exporter.needs_run and run is None:
        raise UsageError(f"{case.path} has no scan to export. Try: unisono scan {case.path}")
    if str(path) == "-" and not exporter.suffix:
        raise UsageError(f"An export to {kind} is a folder of files. Name it: -o FOLDER")
    files = list(exporter.write(case, run, ExportSettings(layer=layer, raw=raw)))
    rows = sum(file.rows for file in files)
    if str(path) == "-":
        sys.stdout.buffer.write(files[0].content)
        sys.stdout.buffer.flush()
    else:
        _write_files(files, Path(path), is_folder=not exporter.suffix)
    return {"export": str(path), "rows": rows, "sha256": _fingerprint(files, is_folder=not exporter.suffix)}


def _write_files(files: Sequence[ExportedFile], path: Path, *, is_folder: bool) -> None:
    """Write each file under a temporary name and rename it, so that nobody reads half a file."""
    try:
        folder = path if is_folder else path.parent
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            target = path / file.name if is_folder else path
            temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
            temporary.write_bytes(file.content)
            temporary.replace(target)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another place: -o PATH") from error


def _fingerprint(files: Sequence[ExportedFile], *, is_folder: bool) -> str:
    if not is_folder:
        return hashlib.sha256(files[0].content).hexdigest()
    listing = "".join(f"{hashlib.sha256(file.content).hexdigest()}  {file.name}\n" for file in files)
    return hashlib.sha256(listing.encode()).hexdigest()
