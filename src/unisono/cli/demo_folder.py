"""The folder of a demonstration: an export, its case, its truth and its report, and nothing of anybody else's."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from unisono.cases import open_case
from unisono.model.errors import UnisonoError, UsageError

MARKER = "demo.json"


@dataclass(frozen=True)
class DemoFolder:
    """Where the pieces of one demonstration lie."""

    path: Path

    @property
    def marker(self) -> Path:
        """The file that says that this folder is a demonstration's, and of which story."""
        return self.path / MARKER

    @property
    def posts(self) -> Path:
        """The synthetic export, as Twitter's v1.1 interface would have delivered it."""
        return self.path / "posts.jsonl"

    @property
    def facebook(self) -> Path:
        """The synthetic export of the posts on Facebook, as CrowdTangle gave it; only where the story has any."""
        return self.path / "crowdtangle.csv"

    @property
    def watchlist(self) -> Path:
        """The list of accounts to watch; only where the story tells of one."""
        return self.path / "watchlist.csv"

    @property
    def truth(self) -> Path:
        """Who was planted, and which innocents look alike."""
        return self.path / "truth.json"

    @property
    def case(self) -> Path:
        """The case folder."""
        return self.path / "case"

    @property
    def report(self) -> Path:
        """The report, one file."""
        return self.path / "report.html"


def prepare_folder(path: Path, story: str, seed: int) -> DemoFolder:
    """Make the folder, or clear an earlier demonstration's own files out of it.

    Raises UsageError where the folder holds anything that no demonstration made.
    """
    folder = DemoFolder(path)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file. Name a new folder: unisono demo {story} --out NEW_FOLDER")
    if path.exists() and not is_demo(folder) and any(path.iterdir()):
        raise UsageError(
            f"{path} holds files that no demo made; they are left as they are. "
            f"Name a new folder: unisono demo {story} --out NEW_FOLDER"
        )
    require_own_case(folder, story)
    path.mkdir(parents=True, exist_ok=True)
    for file in (folder.posts, folder.facebook, folder.watchlist, folder.truth, folder.report):
        file.unlink(missing_ok=True)
    if folder.case.exists():
        shutil.rmtree(folder.case)
    about = {"unisono_demo": 1, "story": story, "seed": seed}
    folder.marker.write_bytes(orjson.dumps(about, option=orjson.OPT_INDENT_2) + b"\n")
    return folder


def is_demo(folder: DemoFolder) -> bool:
    """Say whether a demonstration made this folder."""
    try:
        about: Any = orjson.loads(folder.marker.read_bytes())  # Any: whatever the file holds
    except (OSError, orjson.JSONDecodeError):
        return False
    return isinstance(about, dict) and about.get("unisono_demo") == 1


def require_own_case(folder: DemoFolder, story: str) -> None:
    """Refuse to rebuild a demonstration's case to which somebody has added files of their own."""
    if not (folder.case / "case.json").exists():
        return
    try:
        files = open_case(folder.case).sources()["file"].to_list()
    except UnisonoError:
        return  # an unreadable case of a demo holds nothing that could be kept
    added = [file for file in files if Path(file).name not in {folder.posts.name, folder.facebook.name}]
    if added:
        raise UsageError(
            f"{folder.case} holds files that you added ({', '.join(added[:3])}), so it is not built anew. "
            f"Name a new folder: unisono demo {story} --out NEW_FOLDER"
        )
