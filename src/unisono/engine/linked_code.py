"""Machine code as a library of the system's own kind, which it loads in a fraction of the time that llvmlite takes."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

IS_LIBRARY = slice(16, 18), b"\x03\x00"
"""Where an ELF file says of what kind it is, and what stands there in a library."""


def linked(code: bytes) -> bytes:
    """Return object code as a library where the system has a linker and takes what it makes, else as it was."""
    # Loaded here: whoever finds code stored needs none of these.
    import subprocess
    import tempfile
    from shutil import which

    linker = which("cc") if sys.platform == "linux" else None
    if linker is None:
        return code
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "kernels.o", Path(folder) / "kernels.so"
        try:
            given.write_bytes(code)
            subprocess.run(
                [linker, "-shared", "-nostartfiles", "-o", str(made), str(given), "-lm"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
            )
            library = made.read_bytes()
        except (OSError, subprocess.CalledProcessError):
            return code
    return library if is_library(library) else code


def is_library(code: bytes) -> bool:
    """Say whether code is a library, not an object."""
    place, kind = IS_LIBRARY
    return code[:4] == b"\x7fELF" and code[place] == kind


def load_library(code: bytes) -> ctypes.CDLL | None:
    """Load a library; None where the system refuses it.

    It is loaded from a file in memory: what is done to the stored one does not reach code that runs, nor does a folder
    whose files may not run stand in the way.
    """
    try:
        # The file stays open: libraries are told apart by their names, and the number of a closed file is given again.
        held = os.memfd_create("unisono-kernels")
        with open(held, "wb", closefd=False) as file:
            file.write(code)
        return ctypes.CDLL(f"/proc/self/fd/{held}")
    except OSError:
        return None
