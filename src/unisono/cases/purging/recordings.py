"""Raw lines of a watched stream: those that name the gone become empty, so that the others keep their places."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from unisono.cases.live.recordings import read_recording, replace_recording


def empty_lines(case: Path, name: str, rows: frozenset[int], names: Sequence[str]) -> str | None:
    """Empty the lines of a recording with these numbers, from 1, and those in which one of the names stands.

    Returns the SHA-256 of the plain bytes as they are now; None where no line was one of these.
    """
    content = read_recording(case, name)
    needles = [one.encode() for one in names]
    lines = content.split(b"\n")
    kept = b"\n".join(
        b"" if number in rows or any(needle in line for needle in needles) else line
        for number, line in enumerate(lines, start=1)
    )
    if kept == content:
        return None
    replace_recording(case, name, kept)
    return hashlib.sha256(kept).hexdigest()
