"""The files of a folder that may hold data, and what the others are."""

from collections.abc import Iterator
from pathlib import Path

from unisono.importers.declaration import Left
from unisono.importers.other_files import is_note, looks_like
from unisono.model.errors import UsageError

A_CASE = ("case.json", "manifest.jsonl")
HEAD = 64


def gather(name: str) -> Iterator[str | Left]:
    """Yield the files of a folder that may hold data, and what the others are; of any other name the name itself.

    Raises UsageError for a folder without a file.
    """
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        yield name
        return
    files = files_in(folder)
    if not files:
        raise UsageError(f"{name} is a folder without files. Name the folder or the files that hold the data.")
    for path in files:
        what = is_note(path.name) or _looks(path)
        yield str(path) if what is None else Left(str(path), True, what)


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder, sorted by name; hidden folders and the folders of cases are left alone."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            is_case = all((path / part).is_file() for part in A_CASE)
            if not (path.name.startswith(".") or path.name == "__MACOSX" or is_case):
                found += files_in(path)
        elif path.is_file():
            found.append(path)
    return found


def _looks(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return looks_like(file.read(HEAD))
    except OSError:
        return None  # opening it says why
