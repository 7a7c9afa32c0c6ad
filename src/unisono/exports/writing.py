"""Exports on their way out: written piece by piece under a temporary name, renamed, and named by their SHA-256."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from unisono.exports.exporter import ExportedFile
from unisono.model.errors import UsageError

SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same run gives the same bytes."""


@dataclass(frozen=True)
class Written:
    """A file that was written: its name, rows, and the SHA-256 of its bytes."""

    name: str
    rows: int
    sha256: str


def require_free(targets: Iterable[Path], *, overwrite: bool, flag: str = "--overwrite") -> None:
    """Raise UsageError where a file is in the way, unless it may be replaced; what is no file is never replaced."""
    for target in targets:
        if not os.path.lexists(target):
            continue
        if target.is_dir():
            raise UsageError(
                f"{target} is a folder, and one file is to be written. Name a file in it: {target / 'FILE'}"
            )
        if target.exists() and not target.is_file():
            raise UsageError(f"{target} is not an ordinary file and cannot be replaced. Name another file: -o PATH")
        if not overwrite:
            raise UsageError(f"{target} exists and is left as it is. Name another file, or replace it with {flag}.")


def write_files(
    files: Sequence[ExportedFile], path: Path, *, is_folder: bool, overwrite: bool = False
) -> list[Written]:
    """Write each file whole or not at all; UsageError where the place does not take them.

    A file that is there is replaced only with `overwrite`; other files of a folder are left alone.
    """
    require_free([path / file.name if is_folder else path for file in files], overwrite=overwrite)
    try:
        folder = path if is_folder else path.parent
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_whole(path / file.name if is_folder else path, file) for file in files]
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another place: -o PATH") from error


def _write_whole(target: Path, file: ExportedFile) -> Written:
    """Put a file at a place under a temporary name, which a failure does not leave behind."""
    temporary = target.with_name(f".{os.getpid()}.part")
    try:
        with temporary.open("wb") as stream:
            rows = file.write(stream)
        with temporary.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Written(file.name, rows, digest)


def fingerprint(written: Sequence[Written], *, is_folder: bool) -> str:
    """Return the SHA-256 of a file, or of a folder's listing, which is as sha256sum prints it."""
    if not is_folder:
        return written[0].sha256
    listing = "".join(f"{file.sha256}  {file.name}\n" for file in written)
    return hashlib.sha256(listing.encode()).hexdigest()


def archive_of(name: str, files: Iterable[ExportedFile]) -> ExportedFile:
    """Return files as one ZIP, each streamed into it; the same files give the same bytes."""

    def write(stream: BinaryIO) -> int:
        rows = 0
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                entry = zipfile.ZipInfo(file.name, SAME_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                with archive.open(entry, "w", force_zip64=True) as inside:
                    rows += file.write(cast(BinaryIO, inside))
        return rows

    return ExportedFile(name, write)
