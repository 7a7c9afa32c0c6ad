"""Compressed bytes become plain bytes in a scratch file, piece by piece, with a guard against archive bombs."""

import bz2
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import zstandard
from zlib_ng import zlib_ng

from unisono.importers.problems import EARLY_END, Problem
from unisono.importers.reading_ahead import ahead
from unisono.importers.seen_bytes import SeenBytes
from unisono.model.errors import DataRejectedError

PIECE = 1 << 20
ZSTD_PIECE = 1 << 13  # one byte of zstd can stand for 32 KiB: small pieces keep what one call gives bounded


@dataclass(frozen=True)
class Limits:
    """When an archive is refused: it grows more than `times` its size and beyond `bytes_always_allowed`."""

    times: int = 200
    bytes_always_allowed: int = 1 << 30


class Decompressor(Protocol):
    """What bz2, lzma, zlib_ng and zstandard have in common."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, /) -> bytes:
        """Return what this piece gives."""


def _zstd() -> Any:  # zstandard declares no type for its decompression objects
    return zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj()


OPENERS: dict[str, Callable[[], Any]] = {  # the four libraries share no declared type
    "gzip": lambda: zlib_ng.decompressobj(31),  # three times as fast as zlib, with the same words for every fault
    "zstd": _zstd,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}

ZLIB_NG_ERROR: Any = zlib_ng.error  # its types call it an exception, and it is a class of them
BROKEN = (zlib.error, ZLIB_NG_ERROR, zstandard.ZstdError, lzma.LZMAError, OSError, EOFError)


def sniff_compression(head: bytes) -> str | None:
    """Name the compression of a file from its first bytes; names of files are never trusted."""
    if head[:2] == b"\x1f\x8b":
        return "gzip"
    if head[:4] == b"\x28\xb5\x2f\xfd" or (head[1:4] == b"\x2a\x4d\x18" and 0x50 <= head[0] <= 0x5F):
        return "zstd"
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return "bzip2"
    if head[:6] == b"\xfd7zXZ\x00":
        return "xz"
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    return None


def decompress(
    pieces: Iterator[bytes], compression: str, target: Path, limits: Limits, name: str, seen: SeenBytes | None = None
) -> list[Problem]:
    """Write the plain bytes of a stream to `target`; what follows a break is reported, what precedes it is kept.

    Pieces are read, unpacked and written by a thread each. seen: is shown what is written.
    """
    unpacking, seen = Unpacking(compression, Guard(limits, name)), seen or SeenBytes()
    with closing(ahead(pieces)) as read, target.open("wb") as out, closing(ahead(unpacking.plain(read))) as plain:
        for some in plain:
            out.writelines(some)
            for piece in some:
                seen.take(piece)
        for _ in read:  # the rest still belongs to the file's hash
            pass
    return _what_broke(unpacking)


def _what_broke(unpacking: "Unpacking") -> list[Problem]:
    """Report the end of a stream that broke off; DataRejectedError where it gave nothing."""
    guard, compression, fault = unpacking.guard, unpacking.compression, unpacking.fault
    if fault is None:
        return []
    if not guard.written:
        raise DataRejectedError(
            f"{guard.name} is no readable {compression} file: {fault}. Fetch it again and compare its size."
        )
    example = f"{guard.written:,} bytes could be read: {fault}"
    advice = (
        f"The {compression} file ends early, or with bytes that are not {compression}; everything before was read. "
        "Fetch it again to get the rest."
    )
    return [Problem(EARLY_END, 1, example, advice)]


class Unpacking:
    """A stream on its way to plain bytes, member after member."""

    def __init__(self, compression: str, guard: "Guard") -> None:
        """Begin with the first member; `fault` will say how the stream broke off, if it does."""
        self.compression, self.guard = compression, guard
        self.fault: str | None = None
        self._opener = OPENERS[compression]
        self._decompressor: Decompressor = self._opener()
        self._is_open = False

    def plain(self, pieces: Iterator[bytes]) -> Iterator[list[bytes]]:
        """Yield the plain bytes, about as many at a time as are worth a thread's turn; stop where it breaks off.

        Raises DataRejectedError for damage inside a member.
        """
        gathered: list[bytes] = []
        gathered_bytes = 0
        for piece in _portions(pieces, self.compression):
            self.guard.taken += len(piece)
            for plain in self._plain_of(piece):
                gathered.append(plain)
                gathered_bytes += len(plain)
            if gathered_bytes >= PIECE:
                yield gathered
                gathered, gathered_bytes = [], 0
            if self.fault is not None:
                break
        else:
            self.fault = "the stream has no end mark" if self._is_open else None
        yield gathered

    def _plain_of(self, data: bytes) -> Iterator[bytes]:
        """Yield what one piece gives; one member may end in it, and others begin."""
        while data and (self._is_open or data.strip(b"\x00")):  # tape padding may follow the last member
            try:
                plain = self._decompressor.decompress(data)
            except BROKEN as error:
                if self.guard.written and (self._is_open or sniff_compression(data[:10]) == self.compression):
                    raise DataRejectedError(_damaged(self.guard.name, self.compression, error)) from error
                self.fault = str(error) or "the data is damaged"
                return
            self._is_open = True
            self.guard.count(len(plain))
            yield plain
            data = b""
            if self._decompressor.eof:
                data, self._decompressor, self._is_open = self._decompressor.unused_data, self._opener(), False


def _damaged(name: str, compression: str, error: Exception) -> str:
    """Say why nothing of a damaged stream is read: what precedes the fault may hold altered words already."""
    return (
        f"{name} is damaged: {error}. Posts before the fault may read differently from what was posted, so none is "
        f"imported. Fetch the {compression} file again. To look at what is left of it, unpack it yourself."
    )


def _portions(pieces: Iterator[bytes], compression: str) -> Iterator[bytes]:
    """Cut pieces so small that one of them cannot fill the memory."""
    size = ZSTD_PIECE if compression == "zstd" else PIECE >> 4
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]


@dataclass
class Guard:
    """Counts bytes in and out, and stops an archive that grows beyond reason."""

    limits: Limits
    name: str
    taken: int = 0
    written: int = 0

    def count(self, plain: int) -> None:
        """Add plain bytes; raise when there are more than the limits allow."""
        self.written += plain
        allowed = max(self.limits.bytes_always_allowed, self.limits.times * self.taken)
        if self.written > allowed:
            raise DataRejectedError(
                f"{self.name} unpacks to more than {allowed:,} bytes, {self.limits.times} times its size: "
                "that looks like an archive bomb. If you trust it, unpack it yourself and import the plain file."
            )


def zip_members(path: Path, name: str) -> list[zipfile.ZipInfo]:
    """List the data files of a zip, without folders and the leftovers of other systems."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise DataRejectedError(f"{name} is a damaged zip file: {error}. Fetch it again.") from error
    names = {member.filename for member in members}
    if "[Content_Types].xml" in names:
        raise DataRejectedError(f"{name} is a spreadsheet. Save it as CSV (UTF-8) and import that.")
    wanted = [
        member
        for member in members
        if not member.is_dir()
        and member.file_size
        and not member.filename.startswith("__MACOSX/")
        and not Path(member.filename).name.startswith(".")
    ]
    if not wanted:
        held = f"It holds only {', '.join(sorted(names))}. " if names else ""
        raise DataRejectedError(
            f"{name} is a zip without a file to read in it. {held}Look how it was made, or fetch it again."
        )
    if any(member.flag_bits & 1 for member in wanted):
        raise DataRejectedError(f"{name} is locked with a password. Unpack it yourself and import the plain file.")
    return wanted


def member_head(path: Path, member: zipfile.ZipInfo) -> bytes:
    """Return the first bytes of a member; none where it cannot be read, which extract_member then says."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as packed:
            return packed.read(1024)
    except (zipfile.BadZipFile, NotImplementedError, *BROKEN):
        return b""


def extract_member(path: Path, member: zipfile.ZipInfo, target: Path, limits: Limits, name: str) -> list[Problem]:
    """Write one member of a zip to `target`; what a damaged member still gives is kept and reported."""
    guard = Guard(limits, name, taken=member.compress_size)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as packed, target.open("wb") as out:
            while piece := packed.read(PIECE):
                guard.count(len(piece))
                out.write(piece)
    except (zipfile.BadZipFile, NotImplementedError, *BROKEN) as error:
        if not guard.written:
            raise DataRejectedError(f"{name} cannot be unpacked: {error}. Fetch it again.") from error
        raise DataRejectedError(_damaged(name, "zip", error)) from error
    return []
