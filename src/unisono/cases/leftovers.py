"""What interrupted writes left in a case folder: never acknowledged, read by nobody, and safe to remove in a lock."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from unisono.cases.appending import TABLE_COLUMNS
from unisono.cases.durable import TEMPORARY_PREFIX, writer_lock
from unisono.cases.live.folder import is_watched, live_folder
from unisono.cases.live.recordings import listed_recordings, recording_files
from unisono.cases.manifest import ManifestLine, cut_torn_line, read_manifest
from unisono.cases.segments import segment_files


def leftover_files(folder: Path, listed: Collection[Path]) -> list[Path]:
    """Return files and folders that are not among those `listed` in the manifest, or that no finished write named.

    What lies in the folder of a stream that is being watched is on its way, and no leftover.
    """
    live = live_folder(folder)
    is_live = is_watched(folder)
    written = [folder, folder / "segments", folder / "runs", *([] if is_live else [live, live / "recordings"])]
    unfinished = [path for part in written for path in part.glob(f"{TEMPORARY_PREFIX}*")]
    numbered = [*(folder / "segments").glob("[0-9]*.parquet"), *([] if is_live else recording_files(folder))]
    return sorted([*unfinished, *(path for path in numbered if path not in listed)])


def listed_files(folder: Path, lines: Sequence[ManifestLine]) -> set[Path]:
    """Return the segments and recordings that lines of the manifest name."""
    segments = {file.path for table in TABLE_COLUMNS for file in segment_files(folder, lines, table)}
    return segments | {folder / name for name, _ in listed_recordings(lines)}


def remove_leftovers(folder: Path) -> list[Path]:
    """Remove what interrupted writes left, and return it. Waits for whoever is writing: its files are no leftovers."""
    with writer_lock(folder / "lock"):
        manifest = folder / "manifest.jsonl"
        cut_torn_line(manifest)
        found = leftover_files(folder, listed_files(folder, read_manifest(manifest)))
        for path in found:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    return found
