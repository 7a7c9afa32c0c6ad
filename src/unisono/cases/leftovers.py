"""What interrupted writes left in a case folder: never acknowledged, read by nobody, and safe to remove in a lock."""

import shutil
from collections.abc import Collection
from pathlib import Path

from unisono.cases.appending import TABLE_COLUMNS
from unisono.cases.durable import TEMPORARY_PREFIX, writer_lock
from unisono.cases.manifest import cut_torn_line, read_manifest
from unisono.cases.segments import segment_files


def leftover_files(folder: Path, listed: Collection[Path]) -> list[Path]:
    """Return files and folders that are not among those `listed` in the manifest, or that no finished write named."""
    parts = [path for part in (folder, folder / "segments", folder / "runs") for path in part.glob("*")]
    unfinished = [path for path in parts if path.name.startswith(TEMPORARY_PREFIX)]
    unlisted = [path for path in (folder / "segments").glob("[0-9]*.parquet") if path not in listed]
    return sorted([*unfinished, *unlisted])


def remove_leftovers(folder: Path) -> list[Path]:
    """Remove what interrupted writes left, and return it. Waits for whoever is writing: its files are no leftovers."""
    with writer_lock(folder / "lock"):
        manifest = folder / "manifest.jsonl"
        cut_torn_line(manifest)
        lines = read_manifest(manifest)
        listed = {file.path for table in TABLE_COLUMNS for file in segment_files(folder, lines, table)}
        found = leftover_files(folder, listed)
        for path in found:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    return found
