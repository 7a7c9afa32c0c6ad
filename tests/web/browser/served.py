"""The workbench as people start it: `unisono serve` in a process of its own, on a free port."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import orjson

GRACE_SECONDS = 20
UNISONO = (sys.executable, "-c", "import sys; from unisono.cli import run; sys.exit(run())")


@dataclass(frozen=True)
class Served:
    """A workbench that runs: `url` signs a browser in."""

    url: str

    @property
    def origin(self) -> str:
        """The address without path and token."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def address(self, path: str) -> str:
        """Return the address of a page."""
        return self.origin + path


@contextmanager
def serve(*folders: Path) -> Iterator[Served]:
    """Yield a running workbench of these cases; it ends as by Ctrl-C."""
    command = [
        sys.executable,
        "-c",
        "import sys; from unisono.cli import run; sys.exit(run())",
        "serve",
        *map(str, folders),
        "--port",
        "0",
        "--json",
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            yield Served(orjson.loads(process.stdout.readline())["url"])
        finally:
            process.terminate()
            process.wait(GRACE_SECONDS)
