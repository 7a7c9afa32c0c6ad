"""Where the folders of a case's pictures are now: where they were, or beside a case that was moved with them."""

import os
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from unisono.cases import Case
from unisono.cases.manifest import read_manifest
from unisono.model.file_names import named_path, written_name

FORMAT = "media"
FROM_CASE = "from_case"
"""Setting of a source: the folder as seen from the case's own."""

FOLDERS: dict[str, pl.DataType] = {"source_sha256": pl.String(), "folder": pl.String(), "is_there": pl.Boolean()}
"""One row for each folder that was read, by its files: where it is, or where it was, as file_names writes it."""

PARENTS_SHARED = 2
"""A folder in the case or in one of the two folders above it counts as beside it."""


@dataclass(frozen=True)
class FolderRecord:
    """A folder as a case keeps it: its whole path, and how to get there from the case where it is beside it."""

    path: str
    settings: dict[str, str]


def record_folder(case: Case, folder: Path) -> FolderRecord:
    """Return what is to be kept of a folder, so that it is found from any working directory."""
    whole, home = folder.resolve(), case.path.resolve()
    steps = Path(os.path.relpath(whole, home))
    is_beside = steps.parts.count("..") <= PARENTS_SHARED
    return FolderRecord(written_name(whole), {FROM_CASE: written_name(steps.as_posix())} if is_beside else {})


def picture_folders(case: Case) -> pl.DataFrame:
    """Return FOLDERS: each folder where it was, else as seen from the case, else as the user typed it then.

    Earlier versions kept the folder as it was typed; such a path is also looked for beside the case.
    """
    rows = {}
    for line in read_manifest(case.path / "manifest.jsonl"):
        source = line.source
        if source.format == FORMAT:
            places = [Path(source.file)]
            beside = source.settings.get(FROM_CASE)
            if beside is not None:
                # The case may have been copied with its folder: what lies beside it is meant first.
                places.insert(0, Path(os.path.normpath(case.path.resolve() / beside)))
            elif not places[0].is_absolute():
                places += [case.path.resolve().parent / source.file, case.path.resolve() / source.file]
            found = next((place for place in places if named_path(place).is_dir()), None)
            rows[source.sha256, source.file] = (source.sha256, written_name(found or places[-1]), found is not None)
    kept = pl.DataFrame(list(rows.values()), schema=FOLDERS, orient="row")
    # The same files may have been read again where they are now: that place counts.
    return kept.sort("is_there", maintain_order=True).unique("source_sha256", keep="last", maintain_order=True)


def missing_folders(case: Case) -> list[str]:
    """Return the folders of pictures that are not there any more, as they were kept, sorted."""
    folders = picture_folders(case)
    return sorted(set(folders.filter(~pl.col("is_there"))["folder"]))
