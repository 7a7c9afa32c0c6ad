"""The log entry of an import: the source with its hash, the segments that were made of it, what became of its rows."""

from collections.abc import Sequence
from pathlib import Path

from unisono.cases.custody.entry import FileRecord
from unisono.cases.custody.files import segment_records
from unisono.cases.custody.log import log_entry
from unisono.cases.custody.reconstructing import import_details
from unisono.cases.manifest import ManifestLine
from unisono.model.file_names import named_path


def log_import(case: Path, lines: Sequence[ManifestLine], *, is_whole: bool) -> None:
    """Enter the append of one source, whose lines these are; one that broke off has stored what they tell."""
    source = lines[0].source
    log_entry(
        case,
        "import",
        inputs=[FileRecord(source.file, _size(source.file), source.sha256)],
        outputs=segment_records(lines),
        details={**import_details(lines), "whole": is_whole},
    )


def _size(name: str) -> int | None:
    """Return the bytes of a source that is a file of its own; standard input and members of a zip are none."""
    try:
        path = named_path(name)
        return path.stat().st_size if path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
