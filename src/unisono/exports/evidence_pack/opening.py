"""A pack as it was handed over, folder or ZIP: its names and a way to their bytes; nothing in it is trusted."""

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

PIECE = 1 << 20
MOST_MEMBERS = 2_000_000
MOST_TIMES = 300
"""How many times its packed size a ZIP may unpack to, beyond FREE_BYTES: tables of words pack to a twentieth."""
FREE_BYTES = 1 << 30
UNREADABLE = (
    OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError,
)  # fmt: skip
"""What a damaged ZIP raises, among it names that are no text and ways of packing that nobody knows."""


@dataclass(frozen=True)
class OpenPack:
    """The files of a pack by name with their sizes, how each is opened, and what is no file or must not be opened."""

    sizes: dict[str, int] = field(default_factory=dict)
    opener: Callable[[str], IO[bytes]] | None = None
    faults: tuple[tuple[str, str], ...] = ()

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """Yield the bytes of a file."""
        if self.opener is None:
            raise FileNotFoundError(name)
        with self.opener(name) as file:
            yield file

    def save(self, name: str, target: Path, most: int) -> bool:
        """Write a file of the pack to a place, unless it has more bytes than that; say whether it was written."""
        if self.sizes.get(name, most + 1) > most:
            return False
        with self.reading(name) as file, target.open("wb") as copy:
            left = most
            while left and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                copy.write(piece)
        return True


@contextmanager
def open_pack(place: Path) -> Iterator[OpenPack]:
    """Yield the pack in a folder or ZIP; what cannot be opened as either has a fault of no name."""
    if place.is_dir():
        yield _folder(place)
        return
    try:
        archive = zipfile.ZipFile(place)
    except UNREADABLE as error:
        yield OpenPack(faults=(("", f"it is no ZIP that can be opened: {error}"),))
        return
    with archive:
        yield _zip(archive, place.stat().st_size)


def _folder(place: Path) -> OpenPack:
    sizes: dict[str, int] = {}
    faults: list[tuple[str, str]] = []
    for parent, folders, files in os.walk(place):
        for name in sorted([*folders, *files]):
            path = Path(parent) / name
            inside = path.relative_to(place).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode):
                sizes[inside] = path.lstat().st_size
            elif stat.S_ISLNK(mode):
                faults.append((inside, "it is a link to another place, and was not followed"))
            elif not stat.S_ISDIR(mode):
                faults.append((inside, "it is no file and was not opened"))
    return OpenPack(sizes, lambda name: (place / name).open("rb"), tuple(faults))


def _zip(archive: zipfile.ZipFile, size: int) -> OpenPack:
    members = archive.infolist()
    packed, unpacked = (sum(getattr(one, what) for one in members) for what in ("compress_size", "file_size"))
    if len(members) > MOST_MEMBERS:
        return OpenPack(faults=(("", f"it has {len(members):,} members, and was not opened"),))
    if packed > size:
        return OpenPack(faults=(("", "its members overlap: such a ZIP was made to overwhelm, and was not opened"),))
    if unpacked > FREE_BYTES + MOST_TIMES * size:
        return OpenPack(faults=(("", f"it unpacks to {unpacked:,} bytes out of {size:,}, and was not opened"),))
    sizes: dict[str, int] = {}
    faults: list[tuple[str, str]] = []
    entries: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = member.orig_filename
        if fault := _fault_of(member, name, entries):
            faults.append((name, fault))
        elif not member.is_dir():
            entries[name] = member
            sizes[name] = member.file_size
    return OpenPack(sizes, lambda name: archive.open(entries[name]), tuple(faults))


def _fault_of(member: zipfile.ZipInfo, name: str, known: dict[str, zipfile.ZipInfo]) -> str:
    """Return why a member must not be unpacked; nothing where it may."""
    parts = PurePosixPath(name).parts
    if not name or "\0" in name or name.startswith("/") or ".." in parts or ":" in name or "\\" in name:
        return "its name leads out of the pack"
    if name in known:
        return "the ZIP has two files of this name"
    if name.rstrip("/") != PurePosixPath(name).as_posix():
        return "its name is not as a pack writes it"
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "it is no file but a link or device"
    return "it is locked with a password" if member.flag_bits & 1 else ""
