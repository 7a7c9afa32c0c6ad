"""Runs: what a scan found, as a folder of a record and Parquet tables that appears whole or not at all."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Any

import orjson
import polars as pl

from unisono.cases.custody.entry import FileRecord
from unisono.cases.custody.files import record_of_bytes
from unisono.cases.custody.scanning import log_scan
from unisono.cases.durable import TEMPORARY_PREFIX, sync_folder, write_durably, writer_lock
from unisono.cases.segments import write_segment
from unisono.model.errors import DataRejectedError


@dataclass(frozen=True)
class Run:
    """One finished scan of a case; ids sort by the time at which the run was written."""

    path: Path

    @property
    def id(self) -> str:
        """The run's name, such as 20261122T030405Z-0001."""
        return self.path.name

    @property
    def record(self) -> dict[str, Any]:  # Any: JSON, whatever the scan chose to record
        """Return version, settings, inputs, counts and warnings of the scan."""
        file = self.path / "record.json"
        try:
            record: dict[str, Any] = orjson.loads(file.read_bytes())  # Any: as above
        except (OSError, orjson.JSONDecodeError) as error:
            raise _damaged_run(file, error) from error
        return record

    @property
    def table_names(self) -> tuple[str, ...]:
        """Return which tables the run has, in alphabetical order."""
        return tuple(sorted(file.stem for file in self.path.glob("*.parquet")))

    def table(self, name: str) -> pl.DataFrame:
        """Return one table: pairs, networks, members, acts or findings."""
        file = self.path / f"{name}.parquet"
        try:
            return pl.read_parquet(file, glob=False)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _damaged_run(file, error) from error


def write_run(folder: Path, record: dict[str, Any], tables: dict[str, pl.DataFrame]) -> str:  # Any: JSON
    """Store a run in a case folder and return its id; the id also becomes the record's `run`."""
    runs = folder / "runs"
    with writer_lock(folder / "lock"):
        run_id = _next_run_id(runs, datetime.now(UTC))
        temporary = runs / (TEMPORARY_PREFIX + run_id)
        if temporary.exists():
            shutil.rmtree(temporary)
        temporary.mkdir()
        written = [write_segment(temporary / f"{name}.parquet", table) for name, table in sorted(tables.items())]
        content = orjson.dumps({**record, "run": run_id}, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        write_durably(temporary / "record.json", content + b"\n")
        temporary.rename(runs / run_id)
        sync_folder(runs)
    outputs = [FileRecord(f"runs/{run_id}/{one.path.name}", one.bytes, one.sha256) for one in written]
    outputs.append(record_of_bytes(content + b"\n", f"runs/{run_id}/record.json"))
    log_scan(folder, run_id, record, outputs)
    return run_id


def list_runs(folder: Path) -> list[Run]:
    """Return the finished runs of a case folder, oldest first."""
    names = [path for path in (folder / "runs").glob("*") if path.is_dir()]
    return [Run(path) for path in sorted(names) if not path.name.startswith(TEMPORARY_PREFIX)]


def _next_run_id(runs: Path, now: datetime) -> str:
    """Return an id that sorts after every run there is, even when the clock was set back."""
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    latest = max((path.name for path in runs.glob("[0-9]*")), default="")
    if latest and latest[: len(stamp)] >= stamp:
        return f"{latest[: len(stamp)]}-{int(latest[len(stamp) + 1 :]) + 1:04d}"
    return f"{stamp}-0001"


def _damaged_run(file: Path, error: Exception) -> DataRejectedError:
    case = file.parent.parent.parent
    return DataRejectedError(
        f"{file} cannot be read: {error}. Scan again to replace the run: unisono scan {quote(str(case))}"
    )
