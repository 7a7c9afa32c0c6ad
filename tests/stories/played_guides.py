"""Guides of stories, each played once for all tests: its commands run in a folder of their own."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from docs.outputs import GUIDES, filled_in
from unisono.cases import Run, open_case


@dataclass(frozen=True)
class Played:
    """A guide, as it is and as its commands would write it now, and the demo that they built."""

    page: str
    filled_in: str
    demo: Path

    @property
    def truth(self) -> dict[str, Any]:  # Any: JSON
        """What was planted."""
        told: dict[str, Any] = orjson.loads((self.demo / "truth.json").read_bytes())  # Any: as above
        return told

    @property
    def run(self) -> Run:
        """The latest run of the demo's case."""
        run = open_case(self.demo / "case").latest_run()
        assert run is not None
        return run


@cache
def play_guide(name: str) -> Played:
    """Run the commands of a guide and return what came of it; the folder goes when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="unisono-guide-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    page = (GUIDES / name).read_text(encoding="utf-8")
    filled = filled_in(page, folder)
    (demo,) = folder.iterdir()
    return Played(page, filled, demo)
