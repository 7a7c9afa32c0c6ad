"""Recordings: the raw lines of a stream as they arrived, one file for each stored batch, listed by the manifest."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import zstandard

from unisono.cases.durable import write_durably
from unisono.cases.live.folder import make_live_folder
from unisono.cases.manifest import ManifestLine
from unisono.model.errors import DataRejectedError

PREFIX = "live/recordings/"
SUFFIX = ".jsonl.zst"
LEVEL = 1  # half as large at level 9, which takes ten times as long

LEFT_SHA256 = "sha256 after a purge"
"""Setting of a source: the SHA-256 of a recording some of whose lines were emptied since it arrived."""


def recording_name(number: int) -> str:
    """Return where a recording lies, from the folder of its case on.

    >>> recording_name(7)
    'live/recordings/000007.jsonl.zst'
    """
    return f"{PREFIX}{number:06d}{SUFFIX}"


def write_recording(case: Path, number: int, content: bytes) -> None:
    """Write the plain bytes of a recording, compressed, durably; one that a crash left under this number is replaced.

    It is part of the case once a line of the manifest names it as its source.
    """
    make_live_folder(case)
    replace_recording(case, recording_name(number), content)


def replace_recording(case: Path, name: str, content: bytes) -> None:
    """Write the plain bytes of a recording in the place of what lies there, durably."""
    write_durably(case / name, zstandard.ZstdCompressor(level=LEVEL).compress(content))


def read_recording(case: Path, name: str) -> bytes:
    """Return the plain bytes of a recording; raises DataRejectedError where it is gone or damaged."""
    try:
        return zstandard.ZstdDecompressor().decompress((case / name).read_bytes())
    except (OSError, zstandard.ZstdError) as error:
        raise DataRejectedError(
            f"{case / name} cannot be read: {error}. Its posts are in the case; restore it from a copy to show their "
            "raw lines."
        ) from error


def recorded_lines(content: bytes) -> list[bytes]:
    """Return the lines of a recording; a post's source_row is the place of its line, counted from 1."""
    return content.split(b"\n")[:-1] if content.endswith(b"\n") else content.split(b"\n") if content else []


def is_recording(name: str) -> bool:
    """Say whether a source of a case is a recording in the case itself."""
    return name.startswith(PREFIX) and name.endswith(SUFFIX) and "/" not in name.removeprefix(PREFIX)


def listed_recordings(lines: Iterable[ManifestLine]) -> list[tuple[str, str]]:
    """Return name and SHA-256 of the recordings that the manifest names, oldest first, as a purge has left them."""
    return [
        (line.source.file, line.source.settings.get(LEFT_SHA256, line.source.sha256))
        for line in lines
        if is_recording(line.source.file)
    ]


def next_recording(lines: Sequence[ManifestLine]) -> int:
    """Return the number after that of the last recording that the manifest names."""
    numbers = (name.removeprefix(PREFIX).removesuffix(SUFFIX) for name, _ in listed_recordings(lines))
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def recording_files(case: Path) -> list[Path]:
    """Return the recordings that lie in a case, listed or not."""
    return sorted((case / PREFIX).glob(f"[0-9]*{SUFFIX}"))


def find_recording_damage(case: Path, name: str, sha256: str) -> str | None:
    """Say whether any byte of a recording differs from what arrived; reads all of it."""
    if not (case / name).is_file():
        return "it is missing"
    try:
        content = read_recording(case, name)
    except DataRejectedError as error:
        return str(error.__cause__)
    return None if hashlib.sha256(content).hexdigest() == sha256 else "its SHA-256 is not the one in the manifest"
