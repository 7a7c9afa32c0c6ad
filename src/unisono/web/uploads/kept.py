"""What is to be imported: files that were received, or places on this machine; in CASE/uploads until it is done."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from unisono.cases.durable import write_durably
from unisono.importers.formats.generic import FIELDS
from unisono.importers.saved_mappings import SavedMapping, read_mapping
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line
from unisono.web.jobs.kept import now

FOLDER = "uploads"
MOST_OF_A_MAPPING = 1 << 20

_id = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Received:
    """One file that a browser has sent: the name it gave, the name it has on the disk, and its bytes."""

    name: str
    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Draft:
    """What is to be imported, in a folder of its own; `paths` are places of the user, of which no copy is made."""

    folder: Path
    received: tuple[Received, ...] = ()
    paths: tuple[str, ...] = ()
    made_at: str = ""
    mapping_name: str = ""  # as the browser gave it; the file is mapping.toml
    job: str = ""  # the latest that imports it
    others: Mapping[str, Any] = field(default_factory=dict)  # Any: what a later version wrote

    @property
    def id(self) -> str:
        """Return the name in addresses."""
        return self.folder.name

    @property
    def files(self) -> list[str]:
        """Return the files and folders to read."""
        return [*(str(self.folder / "files" / one.file) for one in self.received), *self.paths]

    @property
    def bytes(self) -> int:
        """Return how much of the disk the copies take."""
        return sum(one.bytes for one in self.received)

    @property
    def names(self) -> dict[str, str]:
        """Return the name to show for each file."""
        return {
            **{str(self.folder / "files" / one.file): one.name for one in self.received},
            **{path: path for path in self.paths},
        }

    @property
    def seen(self) -> str:
        """Return what changes when one of the files does."""
        times = [(path, Path(path).stat().st_mtime_ns if Path(path).exists() else 0) for path in self.files]
        return hashlib.sha256(repr(times).encode()).hexdigest()

    def mapping(self) -> SavedMapping | None:
        """Return what the mapping file says that came with the files; raises UsageError for a damaged one."""
        file = self.folder / "mapping.toml"
        if not file.is_file():
            return None
        if file.stat().st_size > MOST_OF_A_MAPPING:
            raise UsageError(f"{self.mapping_name} is too long for a mapping file. Drop one that was saved here.")
        return replace(read_mapping(file, FIELDS), name=self.mapping_name or file.name)

    def keep(self) -> None:
        """Write down what there is."""
        told = {
            **self.others,
            "received": [asdict(one) for one in self.received],
            "paths": list(self.paths),
            "made_at": self.made_at,
            "mapping_name": self.mapping_name,
            "job": self.job,
        }
        write_durably(self.folder / "upload.json", json_line(told).encode())

    def remove_unlisted(self) -> None:
        """Delete files that did not arrive whole."""
        known = {one.file for one in self.received}
        for file in (self.folder / "files").glob("*"):
            if file.name not in known:
                file.unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete the copies; places of the user's own are not touched."""
        shutil.rmtree(self.folder, ignore_errors=True)


def new_draft(case: Path, paths: Iterable[str] = ()) -> Draft:
    """Make a folder with a name that nobody can guess, for what is to be imported."""
    folder = case.resolve() / FOLDER / secrets.token_hex(16)
    (folder / "files").mkdir(parents=True)
    draft = Draft(folder, paths=tuple(paths), made_at=now())
    draft.keep()
    return draft


def draft_named(case: Path, name: str) -> Draft:
    """Return what is to be imported by its name; raises UsageError where there is no such."""
    folder = case.resolve() / FOLDER / name
    if not _id.fullmatch(name) or not (folder / "upload.json").is_file():
        raise UsageError("These files are not here any more. Drop them again.")
    return _read(folder)


def kept_drafts(case: Path) -> list[Draft]:
    """Return what lies in a case, imported or not, the oldest first."""
    found = [path for path in (case.resolve() / FOLDER).glob("*") if _id.fullmatch(path.name)]
    drafts = [_read(path) for path in found if (path / "upload.json").is_file()]
    return sorted(drafts, key=lambda draft: draft.made_at)


def place_of(written: str) -> str:
    """Return a file or folder of this machine that the user named, in full; raises UsageError where there is none."""
    plain = written.strip().strip("\"'")
    if not plain:
        raise UsageError("Name a file or a folder of this machine, such as /home/ana/posts.csv.")
    try:
        path = Path(plain).expanduser().resolve()
        is_there = path.exists()
        str(path).encode()
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"{plain[:200]!r} cannot be the name of a file.") from error
    if not is_there:
        raise UsageError(f"{path} does not exist. Check the name; it is looked for on the machine of this workbench.")
    return str(path)


def _read(folder: Path) -> Draft:
    try:
        stored = orjson.loads((folder / "upload.json").read_bytes())
        received = tuple(Received(**one) for one in stored.pop("received"))
        paths = tuple(str(path) for path in stored.pop("paths"))
        told = {name: str(stored.pop(name, "")) for name in ("made_at", "mapping_name", "job")}
        return Draft(folder, received, paths, **told, others=stored)
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"{folder} is damaged. Delete it and drop the files again.") from error
