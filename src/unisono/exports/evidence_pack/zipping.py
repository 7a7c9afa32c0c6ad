"""A pack as one ZIP: the same files give the same bytes, and what is packed already is only stored."""

import shutil
import zipfile
from pathlib import Path

SAME_TIME = (1980, 1, 1, 0, 0, 0)
PACKED = (".parquet", ".zst", ".gz", ".zip", ".jpg", ".jpeg", ".png", ".webp")
PIECE = 1 << 20


def write_zip(folder: Path, target: Path) -> None:
    """Write all files of a folder into a ZIP, by their names there, in order."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            add_file(archive, file, file.relative_to(folder).as_posix())


def add_file(archive: zipfile.ZipFile, file: Path, name: str) -> None:
    """Stream one file into a ZIP."""
    entry = zipfile.ZipInfo(name, SAME_TIME)
    entry.compress_type = zipfile.ZIP_STORED if file.suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # as on Unix, wherever it is written
    entry.external_attr = 0o100644 << 16
    entry.file_size = file.stat().st_size
    with file.open("rb") as given, archive.open(entry, "w") as packed:
        shutil.copyfileobj(given, packed, PIECE)
