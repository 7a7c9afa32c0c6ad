"""A case at an address of a cluster: fetched to this machine, scanned here, and its new run sent back."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from unisono.cases.durable import TEMPORARY_PREFIX
from unisono.cases.folder import open_case
from unisono.cases.runs import Run
from unisono.model.errors import UnisonoError, UsageError

LEFT_BEHIND = ("runs/", "derived/pages/", "derived/posts/")
"""What a scan does not read: earlier runs, and what pages of the workbench keep."""
LOG = "custody.jsonl"


class Folder(Protocol):
    """A folder somewhere else; names are paths inside it, with slashes."""

    address: str

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each file, by its name."""
        ...

    def fetch(self, name: str, into: Path) -> None:
        """Copy a file to a path of this machine."""
        ...

    def send(self, file: Path, name: str) -> None:
        """Copy a file of this machine there, in the place of one of that name."""
        ...

    def rename(self, old: str, new: str) -> None:
        """Give a file or folder another name."""
        ...


@contextmanager
def fetched_case(remote: Folder) -> Iterator[Path]:
    """Yield a folder with a copy of the case; runs that are added to it are sent back, with the log that tells of them.

    Nothing is sent where the case was added to in the meantime. A copy whose runs could not be sent is kept.
    """
    sizes = remote.sizes()
    if "case.json" not in sizes:
        raise UsageError(f"{remote.address} is not a case: it has no case.json. Name the folder of a case.")
    with tempfile.TemporaryDirectory(prefix="unisono-case-") as scratch:
        folder = Path(scratch) / (remote.address.rstrip("/").rpartition("/")[2] or "case")
        for name in sizes:
            if not name.startswith(LEFT_BEHIND):
                remote.fetch(name, folder / name)
        earlier = {name.split("/")[1] for name in sizes if name.startswith("runs/")}
        for run in ("", *earlier):  # their names are taken
            (folder / "runs" / run).mkdir(exist_ok=True, parents=True)
        yield folder
        _send_back(remote, folder, sizes, earlier)


def _send_back(remote: Folder, folder: Path, before: dict[str, int], earlier: set[str]) -> None:
    runs = [run for run in open_case(folder).runs() if run.id not in earlier]
    try:
        if runs:
            _require_unchanged(remote, before)
            _send(remote, folder, runs)
    except UnisonoError as error:
        kept = shutil.move(folder, tempfile.mkdtemp(prefix="unisono-case-"))
        raise UnisonoError(f"{error} The case as it was scanned, with its new run, is kept in {kept}") from error


def _require_unchanged(remote: Folder, before: dict[str, int]) -> None:
    now = remote.sizes()
    changed = [name for name in (LOG, "manifest.jsonl") if now.get(name) != before.get(name)]
    if changed:
        raise UnisonoError(
            f"{remote.address} was changed while it was scanned ({', '.join(changed)}), so that the run was not sent "
            "to it. Scan once more."
        )


def _send(remote: Folder, folder: Path, runs: list[Run]) -> None:
    for run in runs:
        for file in sorted(run.path.iterdir()):
            remote.send(file, f"runs/{TEMPORARY_PREFIX}{run.id}/{file.name}")
        remote.rename(f"runs/{TEMPORARY_PREFIX}{run.id}", f"runs/{run.id}")
    remote.send(folder / LOG, LOG)
