"""Exports on their way out: built in memory, written under a temporary name, renamed, and named by their SHA-256."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from unisono.exports.exporter import ExportedFile
from unisono.model.errors import UsageError


def write_files(files: Sequence[ExportedFile], path: Path, *, is_folder: bool) -> None:
    """Write each file whole or not at all; UsageError where the place does not take them."""
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


def fingerprint(files: Sequence[ExportedFile], *, is_folder: bool) -> str:
    """Return the SHA-256 of a file, or of a folder's listing, which is as sha256sum prints it."""
    if not is_folder:
        return hashlib.sha256(files[0].content).hexdigest()
    listing = "".join(f"{hashlib.sha256(file.content).hexdigest()}  {file.name}\n" for file in files)
    return hashlib.sha256(listing.encode()).hexdigest()
