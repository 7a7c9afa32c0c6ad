"""Files as the custody log names them: name, bytes and SHA-256; many segments of one import as one listing."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from unisono.cases.custody.entry import FileRecord
from unisono.cases.manifest import ManifestLine

MOST_LISTED = 200
"""More segments than that are one record: the SHA-256 of their listing, which the manifest gives again."""


def file_record(path: Path, name: str) -> FileRecord:
    """Return the record of a file, reading all of it in pieces."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return FileRecord(name, handle.tell(), digest)


def record_of_bytes(content: bytes, name: str) -> FileRecord:
    """Return the record of bytes."""
    return FileRecord(name, len(content), hashlib.sha256(content).hexdigest())


def segment_records(lines: Sequence[ManifestLine]) -> list[FileRecord]:
    """Return the segments of manifest lines; of more than MOST_LISTED their listing, as sha256sum prints it."""
    found = [
        FileRecord(line.tables[table], line.bytes[table], line.sha256[table])
        for line in lines
        for table in sorted(line.tables)
    ]
    return found if len(found) <= MOST_LISTED else [listing_record(found)]


def listing_record(files: Sequence[FileRecord]) -> FileRecord:
    """Return one record for many files: the SHA-256 of their listing, one line `sha256  name` a file."""
    listing = "".join(f"{one.sha256}  {one.name}\n" for one in files)
    name = f"listing of {len(files)} files, {files[0].name} to {files[-1].name}"
    return FileRecord(name, None, hashlib.sha256(listing.encode()).hexdigest())
