"""The file of a picture that was imported, by its SHA-256: only from its folder, and only if it is still the same."""

import hashlib
from pathlib import Path

import polars as pl

from unisono.cases import Case
from unisono.content.pictures.folders import picture_folders
from unisono.model.file_names import named_path

MOST_BYTES = 40 * 1024 * 1024


def read_kept_picture(case: Case, sha256: str) -> bytes | None:
    """Return the bytes of an imported picture, null where no file with this hash is in the folders of the case.

    A name that leads out of its folder, by dots or by a link, is not followed.
    """
    named = case.media().filter(pl.col("sha256") == sha256).select("name", "source_sha256").collect()
    folders = picture_folders(case).filter(pl.col("is_there"))
    for name, folder in named.join(folders, on="source_sha256").select("name", "folder").iter_rows():
        content = _read_within(named_path(folder), str(name))
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None


def _read_within(folder: Path, name: str) -> bytes | None:
    """Return what a file below a folder holds; null for anything else, and for what is too large."""
    try:
        home = folder.resolve(strict=True)
        file = named_path(home / name).resolve(strict=True)
        if not file.is_relative_to(home) or not file.is_file():
            return None
        with file.open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return None
    return content if len(content) <= MOST_BYTES else None
