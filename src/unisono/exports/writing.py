"""Exports on their way out: built in memory, written under a temporary name, renamed, and named by their SHA-256."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from unisono.exports.exporter import ExportedFile
from unisono.model.errors import UsageError


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


def write_files(files: Sequence[ExportedFile], path: Path, *, is_folder: bool, overwrite: bool = False) -> None:
    """Write each file whole or not at all; UsageError where the place does not take them.

    A file that is there is replaced only with `overwrite`; other files of a folder are left alone.
    """
    require_free([path / file.name if is_folder else path for file in files], overwrite=overwrite)
    try:
        folder = path if is_folder else path.parent
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            _write_whole(path / file.name if is_folder else path, file.content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another place: -o PATH") from error


def _write_whole(target: Path, content: bytes) -> None:
    """Put the content at a place under a temporary name, which a failure does not leave behind."""
    temporary = target.with_name(f".{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def fingerprint(files: Sequence[ExportedFile], *, is_folder: bool) -> str:
    """Return the SHA-256 of a file, or of a folder's listing, which is as sha256sum prints it."""
    if not is_folder:
        return hashlib.sha256(files[0].content).hexdigest()
    listing = "".join(f"{hashlib.sha256(file.content).hexdigest()}  {file.name}\n" for file in files)
    return hashlib.sha256(listing.encode()).hexdigest()
