"""What the finished steps of a scan gave, kept in the case until the scan ends, so that one that was stopped goes on.

It lies in CASE/derived/unfinished-scan, one folder for each scan, named after what it scans and how. A scan with other
settings or other posts finds nothing there, and removes what it finds; a scan that ends leaves nothing.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.cases.custody.files import file_record
from unisono.cases.durable import TEMPORARY_PREFIX, sole_lock, sync_folder
from unisono.engine.growing_texts import mapped_table
from unisono.engine.large_arrays import IN_MEMORY, LargeArrays

FORM = 2
"""Changes with how anything is kept, so that what another version kept is not read."""

DIGESTS = "sha256.json"
"""The file of a step that says what is in all others."""

GOES_ON = "What this scan had finished is kept: the same command goes on from there."


@dataclass(frozen=True)
class StepValues:
    """What a step gave: arrays, tables and JSON, by name."""

    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)  # Any: JSON


@dataclass
class FinishedSteps:
    """The steps of one scan that are finished; without a folder nothing is kept. resumed: those taken from there."""

    folder: Path | None = None
    arrays: LargeArrays = IN_MEMORY
    resumed: list[str] = field(default_factory=list)

    def take(self, name: str, compute: Callable[[], StepValues]) -> StepValues:
        """Return what a step gave before this scan was stopped; else, or where it is damaged, compute and keep it."""
        if self.folder is None:
            return compute()
        if _is_whole(self.folder / name):
            self.resumed.append(name)
            return self._read(self.folder / name)
        shutil.rmtree(self.folder / name, ignore_errors=True)
        values = compute()
        # A disk that is full or cannot be written keeps nothing, and the scan goes on without.
        with suppress(OSError):
            self._keep(self.folder, name, values)
        return values

    def _keep(self, folder: Path, name: str, values: StepValues) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        writing = folder / f"{TEMPORARY_PREFIX}{name}"
        try:
            writing.mkdir()
            for own, array in values.arrays.items():
                with _written(writing / f"{own}.npy") as file:
                    np.save(file, array, allow_pickle=False)
            for own, table in values.tables.items():
                with _written(writing / f"{own}.arrow") as file:
                    table.write_ipc(file, compression="uncompressed")
            with _written(writing / "told.json") as file:
                file.write(orjson.dumps(values.told))
            digests = orjson.dumps(_digests(writing))
            with _written(writing / DIGESTS) as file:
                file.write(digests)
            sync_folder(writing)
            writing.rename(folder / name)
            sync_folder(folder)
        finally:
            shutil.rmtree(writing, ignore_errors=True)

    def _read(self, folder: Path) -> StepValues:
        arrays, tables = {}, {}
        for path in folder.glob("*.npy"):
            if self.arrays.are_in_files:
                arrays[path.stem] = self.arrays.copied(np.load(path, "r", allow_pickle=False))
            else:
                arrays[path.stem] = np.load(path, allow_pickle=False)
        for path in folder.glob("*.arrow"):
            with path.open("rb") as file:
                tables[path.stem] = mapped_table(file) if self.arrays.are_in_files else pl.read_ipc(file)
        return StepValues(arrays, tables, orjson.loads((folder / "told.json").read_bytes()))


NOTHING_KEPT = FinishedSteps()


@contextmanager
def finished_steps(case: Path, described: Iterable[object], arrays: LargeArrays = IN_MEMORY) -> Iterator[FinishedSteps]:
    """Yield the finished steps of the scan that is described so; they are removed when it ends well.

    described: JSON, all that the steps depend on. Of two scans of a case at once, the later keeps nothing;
    nor does one whose folder cannot be written.
    """
    place = case / "derived" / "unfinished-scan"
    key = hashlib.sha256(orjson.dumps([FORM, *described])).hexdigest()[:32]
    with ExitStack() as held:
        try:
            place.mkdir(parents=True, exist_ok=True)
            is_alone = held.enter_context(sole_lock(place / "lock", wait_s=0.0))
        except OSError:
            # As where the disk is full: nothing is kept, and the scan goes on without.
            is_alone = False
        if not is_alone:
            yield FinishedSteps(arrays=arrays)
            return
        for other in place.iterdir():
            if other.is_dir() and other.name != key:
                shutil.rmtree(other, ignore_errors=True)
        for begun in (place / key).glob(f"{TEMPORARY_PREFIX}*"):
            shutil.rmtree(begun, ignore_errors=True)
        steps = FinishedSteps(place / key, arrays)
        try:
            yield steps
        except KeyboardInterrupt as stopped:
            if any((place / key).glob(f"*/{DIGESTS}")):
                stopped.add_note(GOES_ON)
            raise
        shutil.rmtree(place / key, ignore_errors=True)
    with suppress(OSError):
        (place / "lock").unlink()
        place.rmdir()


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a step."""
    return {path.name: file_record(path, path.name).sha256 for path in folder.iterdir() if path.name != DIGESTS}


def _is_whole(folder: Path) -> bool:
    """Say whether every file of a step is there as it was written."""
    try:
        return bool(orjson.loads((folder / DIGESTS).read_bytes()) == _digests(folder))
    except (OSError, orjson.JSONDecodeError):
        return False


@contextmanager
def _written(path: Path) -> Iterator[Any]:  # Any: a file that both libraries write to
    """Open a file to write; what was written survives a crash."""
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
