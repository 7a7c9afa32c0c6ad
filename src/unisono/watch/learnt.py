"""What a watcher has learned of its stream, kept in the case so that one that starts again need not begin anew.

It is no evidence: what is missing, damaged, of another source or of more than a day ago is passed over.
"""

import io
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from time import time
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from unisono.cases.live.folder import live_folder, make_live_folder

FILE = "learnt.npz"
FORM = "1"
OLDEST_S = 86_400.0
"""After a day without a watcher what was usual is learned anew."""

Arrays = Mapping[str, NDArray[Any]]


def keep_learnt(case: Path, source: str, arrays: Arrays) -> None:
    """Put what is known in the place of what was kept; a disk that is full keeps the last."""
    written = io.BytesIO()
    np.savez(written, **{**arrays, "of": _of(source), "kept_at": np.array([time()])})  # type: ignore[arg-type]  # names
    with suppress(OSError):
        folder = make_live_folder(case)
        temporary = folder / f".writing-{FILE}"
        temporary.write_bytes(written.getvalue())
        temporary.replace(folder / FILE)


def read_learnt(case: Path, source: str) -> dict[str, NDArray[Any]]:
    """Return what was kept of a source; nothing where none was, or it cannot be used."""
    try:
        with io.BytesIO((live_folder(case) / FILE).read_bytes()) as content:
            arrays = dict(np.load(content, allow_pickle=False))
        is_usable = np.array_equal(arrays.pop("of"), _of(source)) and time() - arrays.pop("kept_at")[0] <= OLDEST_S
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, BadZipFile):
        return {}
    return arrays if is_usable else {}


def _of(source: str) -> NDArray[np.uint8]:
    """Return for whom it is: a source, and the hashes of one version of polars, by which objects are known."""
    return np.frombuffer(f"{FORM} {version('polars')} {source}".encode(), np.uint8)
