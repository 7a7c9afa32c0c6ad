"""The files that lie beside a source: an archive may say in one file whose posts another one holds."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

LARGEST = 16 << 20


def beside_file(path: Path, name: str) -> bytes | None:
    """Return the content of the file of that name in the folder of `path`; None where there is none of at most 16 MiB.

    Only names without a folder are looked for.
    """
    neighbour = path.parent / Path(name).name
    try:
        if neighbour.is_file() and neighbour.stat().st_size <= LARGEST:
            return neighbour.read_bytes()
    except OSError:
        return None
    return None


def beside_member(archive: Path, member: zipfile.ZipInfo, name: str) -> bytes | None:
    """Return the content of the member of that name in the same folder of a zip; None where there is none."""
    wanted = str(PurePosixPath(member.filename).parent / PurePosixPath(name).name)
    try:
        with zipfile.ZipFile(archive) as opened:
            found = opened.getinfo(wanted)
            if found.file_size > LARGEST:
                return None
            with opened.open(found) as packed:
                content = packed.read(LARGEST + 1)
    except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return None
    return content if len(content) <= LARGEST else None
