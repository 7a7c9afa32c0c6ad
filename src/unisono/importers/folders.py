"""The files of a folder that may hold data, and what the others are."""

import os
from collections.abc import Iterator
from pathlib import Path

from unisono.importers.declaration import Left
from unisono.importers.other_files import is_note, looks_like
from unisono.model.errors import DataRejectedError

A_CASE = ("case.json", "manifest.jsonl")
HEAD = 64


def gather(name: str) -> Iterator[str | Left]:
    """Yield the files of a folder that may hold data, and what the others are; of any other name the name itself.

    Raises DataRejectedError for a folder without a file, as for a file without content.
    """
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        yield name
        return
    files = files_in(folder)
    if not files:
        raise DataRejectedError(f"{name} is a folder without files. Name the folder or the files that hold the data.")
    for path in files:
        what = _no_file(path) or is_note(path.name) or _looks(path)
        yield str(path) if what is None else Left(str(path), True, what)


def files_in(folder: Path) -> list[Path]:
    """Return all below a folder that is no folder, sorted by name, and folders that cannot be looked into.

    Hidden folders and the folders of cases are left alone; links to folders are given and not followed.
    """
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            is_case = all((path / part).is_file() for part in A_CASE)
            if not (path.name.startswith(".") or path.name == "__MACOSX" or is_case):
                found += files_in(path) if os.access(path, os.R_OK | os.X_OK) else [path]
        else:
            found.append(path)
    return found


def _no_file(path: Path) -> str | None:
    """Say why what stands in a folder is not opened: a link that leads nowhere, a pipe, a file without permission."""
    if path.is_symlink() and path.is_dir():
        return "a link to a folder, which is not followed: name that folder itself"
    if path.is_symlink() and not path.exists():
        return "a link to a file that is not there"
    if not (path.is_file() or path.is_dir()):
        return "a pipe, socket or device"
    if not os.access(path, os.R_OK):
        return f"a {'folder' if path.is_dir() else 'file'} that you may not read"
    return None


def _looks(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return looks_like(file.read(HEAD))
    except OSError:
        return None  # opening it says why
