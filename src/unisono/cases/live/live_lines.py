"""Lines of JSON that a watcher appends and others follow: a part of a line at the end is one being written."""

from pathlib import Path
from typing import Any

from unisono.cases.kept_lines import DamagedLine, objects_in

Row = dict[str, Any]  # Any: JSON


def read_lines_from(file: Path, offset: int = 0) -> tuple[list[Row], list[DamagedLine], int]:
    """Return the whole objects from a byte offset on, the lines that hold none, and where the next one will start.

    A file that has become shorter than the offset was begun anew, and is read from its start.
    """
    if not file.exists():
        return [], [], 0
    with file.open("rb") as handle:
        start = offset if offset <= file.stat().st_size else 0
        handle.seek(start)
        content = handle.read()
    whole = content[: content.rfind(b"\n") + 1]
    rows, damaged = objects_in(whole, file)
    return [row for _, row in rows], damaged, start + len(whole)
