"""Lines of JSON that a watcher appends and others follow: a part of a line at the end is one being written."""

from pathlib import Path
from typing import Any

import orjson

from unisono.cases.kept_lines import DamagedLine

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
    rows: list[Row] = []
    damaged = []
    for number, line in enumerate(whole.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            damaged.append(DamagedLine(str(file), number, str(error)))
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            damaged.append(DamagedLine(str(file), number, "it is no object"))
    return rows, damaged, start + len(whole)
