"""Where the registry lies: one file, outside all cases."""

import os
import sys
from pathlib import Path

VARIABLE = "UNISONO_REGISTRY"
FILE = "registry.sqlite"


def registry_file(named: Path | None = None) -> Path:
    """Return the file named, else the one of the environment's UNISONO_REGISTRY, else this user's own.

    The user's own is unisono/registry.sqlite in XDG_DATA_HOME (else ~/.local/share; on Windows LOCALAPPDATA).
    """
    if named is not None:
        return named.expanduser()
    told = os.environ.get(VARIABLE)
    if told:
        return Path(told).expanduser()
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
    data = os.environ.get(variable)
    return (Path(data) if data else Path.home() / ".local" / "share") / "unisono" / FILE
