"""Any file name or standard input becomes plain UTF-8 text (or Parquet): bytes are sniffed, names are not trusted."""

import hashlib
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from unisono.importers import IMPORTERS
from unisono.importers.cut_rows import leave_out_cut_row
from unisono.importers.declaration import Left, Records, Source, nothing_beside
from unisono.importers.decompressing import (
    Limits,
    decompress,
    extract_member,
    member_head,
    sniff_compression,
    zip_members,
)
from unisono.importers.documents import find_assignment, may_be_document, rewrite_documents
from unisono.importers.lone_lists import find_lone_list
from unisono.importers.mending import rewrite_mended
from unisono.importers.neighbours import beside_file, beside_member
from unisono.importers.no_data import NoDataError
from unisono.importers.no_text import refuse_no_text
from unisono.importers.other_files import is_note, looks_like
from unisono.importers.problems import Problem
from unisono.importers.reading_ahead import in_background
from unisono.importers.seen_bytes import SeenBytes
from unisono.importers.transcoding import choose_encoding, rewrite_as_utf8
from unisono.model.errors import DataRejectedError, MisfitError, UsageError
from unisono.model.file_names import written_name

PIECE = 1 << 20
SAMPLE_BYTES = 256 << 10
LONGEST_BEFORE = 200
LEAST_HASHED_LATER = 16 << 20
MOST_LAYERS = 4  # a zstd in a gzip in a zip is the most anybody has seen


@dataclass
class Opening:
    """A file on its way to plain text: where it is now, its hash once known, what was wrong on the way."""

    name: str
    path: Path
    scratch: Path
    limits: Limits
    sha256: str | None = None
    seen: SeenBytes | None = None  # in the bytes as they are now, where somebody has looked
    problems: tuple[Problem, ...] = ()
    mend: frozenset[str] = frozenset()
    encoding: str | None = None
    opens_lists: bool = True
    hashes_later: bool = False
    hashing: Future[str] | None = None
    files_made: int = 0
    beside: Callable[[str], bytes | None] = nothing_beside

    def new_file(self) -> Path:
        """Return the name of a scratch file that no other opening uses."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        while True:
            self.files_made += 1
            file = self.scratch / f"opened-{self.files_made:03d}"
            if not file.exists():
                return file

    def head(self, size: int = SAMPLE_BYTES) -> bytes:
        """Return the first bytes as they are now."""
        with self.path.open("rb") as file:
            return file.read(size)

    def move_to(self, file: Path, problems: list[Problem]) -> None:
        """Go on from a rewritten file, and remove the scratch file that it replaces."""
        if self.hashing is not None:
            self.sha256, self.hashing = self.hashing.result(), None
        if self.path.parent == self.scratch:
            self.path.unlink()
        self.path, self.seen = file, None
        self.problems += tuple(problems)


def open_source(name: str, scratch_folder: Path, limits: Limits | None = None, *, opens_lists: bool = True) -> Source:
    """Open one file or `-`; a zip with several files in it is refused, `open_sources` takes it.

    opens_lists: read the only list of objects in an object that no format knows in place of the object.
    """
    sources = open_sources(name, scratch_folder, limits, opens_lists=opens_lists)
    first = next(sources)
    second = next(sources, None)
    if second is not None:
        raise UsageError(f"{name} holds several files. Unpack it and name the one you mean.")
    return first


def open_sources(
    name: str,
    scratch_folder: Path,
    limits: Limits | None = None,
    mend: frozenset[str] = frozenset(),
    *,
    opens_lists: bool = True,
) -> Iterator[Source]:
    """Open a file, `-` (standard input) or a zip; yields one source, or one for each file in the zip.

    Raises UsageError when there is no such file, DataRejectedError when it is empty or cannot be unpacked. Files of a
    zip that hold no data (pictures, notes) are passed over.
    """
    for found in open_each(name, scratch_folder, limits, mend, opens_lists=opens_lists):
        if isinstance(found, Source):
            yield found
        elif not found.is_skipped:
            raise DataRejectedError(found.reason)


def open_each(
    name: str,
    scratch_folder: Path,
    limits: Limits | None = None,
    mend: frozenset[str] = frozenset(),
    encoding: str | None = None,
    *,
    opens_lists: bool = True,
    hashes_later: bool = False,
) -> Iterator[Source | Left]:
    """Open a file, `-` or a zip; what a zip holds beside the sources is told as well, and stops nothing.

    Raises as open_sources does for a file that is no zip of several files. A file of a zip that holds several has the
    SHA-256 of its own bytes, every other source that of the bytes given. encoding: the character table that the user
    has named; a mark at the beginning of a text counts more. hashes_later: a large plain file may be given out while it
    is being hashed: see Source.hashed.
    """
    opening = Opening(
        name, scratch_folder, scratch_folder, limits or Limits(),
        mend=mend, encoding=encoding, opens_lists=opens_lists, hashes_later=hashes_later,
    )  # fmt: skip
    if name == "-":
        _spool_stdin(opening)
    else:
        opening.path = _existing_file(name)
        opening.beside = partial(beside_file, opening.path)
        _give_readable_name(opening)
    if opening.path.stat().st_size == 0:
        raise DataRejectedError(f"{_said(name)} is empty: there is nothing to read. Check how it was made.")
    yield from _unpack(opening, MOST_LAYERS)


def _existing_file(name: str) -> Path:
    path = Path(name)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise UsageError(f"{name!r} is not a file name: {error}.") from error
    if is_folder:
        raise UsageError(f"{name} is a folder. unisono import and unisono inspect read every file in it.")
    if not is_there:
        raise UsageError(f"There is no file {name} (looked in {path.absolute().parent}). Check the name.")
    if not path.is_file():
        raise MisfitError(f"{name} is no ordinary file but a pipe, socket or device. Pipe it in and name it - instead.")
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise MisfitError(f"{name} cannot be opened: {error.strerror}.") from error


def _give_readable_name(opening: Opening) -> None:
    """Reach a file whose name is no UTF-8 under another one: readers and records take text only."""
    readable = written_name(opening.name)
    if readable != opening.name:
        link = opening.new_file()
        link.symlink_to(opening.path.absolute())
        opening.name, opening.path = readable, link


def _spool_stdin(opening: Opening) -> None:
    """Copy standard input to the scratch folder, hashing it on the way."""
    digest = hashlib.sha256()
    opening.path = opening.new_file()
    with opening.path.open("wb") as out:
        while piece := sys.stdin.buffer.read(PIECE):
            digest.update(piece)
            out.write(piece)
    opening.sha256 = digest.hexdigest()


def _said(name: str) -> str:
    return "Standard input" if name == "-" else name


def _unpack(opening: Opening, layers: int) -> Iterator[Source | Left]:
    """Take off one layer of compression after the other, then make the rest plain text."""
    compression = sniff_compression(opening.head(16))
    if compression is None:
        yield _plain_source(opening)
        return
    if not layers:
        raise DataRejectedError(f"{opening.name} is packed more than {MOST_LAYERS} times. Unpack it yourself.")
    if compression == "zip":
        yield from _unpack_zip(opening, layers)
        return
    digest, seen = hashlib.sha256(), SeenBytes()
    target = opening.new_file()
    with opening.path.open("rb") as file:
        pieces = _hashed(iter(lambda: file.read(PIECE), b""), digest)
        problems = decompress(pieces, compression, target, opening.limits, opening.name, seen)
    opening.sha256 = opening.sha256 or digest.hexdigest()
    opening.move_to(target, problems)
    opening.seen = seen
    yield from _unpack(opening, layers - 1)


def _hashed(pieces: Iterator[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    """Hash bytes while they pass, so that a compressed file is read once."""
    for piece in pieces:
        digest.update(piece)
        yield piece


def _unpack_zip(opening: Opening, layers: int) -> Iterator[Source | Left]:
    members = zip_members(opening.path, opening.name)
    opening.sha256 = opening.sha256 or _hash_file(opening.path)
    if len(members) == 1:
        yield from _unpack_member(opening, members[0], layers, name=opening.name, sha256=opening.sha256)
        return
    for member in members:
        name = f"{opening.name}:{member.filename}"
        what = is_note(member.filename) or looks_like(member_head(opening.path, member))
        if what is not None:
            yield Left(name, True, what)
            continue
        try:
            yield from _unpack_member(opening, member, layers, name=name, sha256=None)
        except NoDataError as error:
            yield Left(name, True, error.what)
        except DataRejectedError as error:
            yield Left(name, False, str(error))


def _unpack_member(
    opening: Opening, member: zipfile.ZipInfo, layers: int, *, name: str, sha256: str | None
) -> Iterator[Source | Left]:
    """Write one member of a zip to a scratch file and open that."""
    one = Opening(
        name, opening.path, opening.scratch, opening.limits, sha256,
        problems=opening.problems, mend=opening.mend, encoding=opening.encoding, opens_lists=opening.opens_lists,
    )  # fmt: skip
    one.path = one.new_file()
    one.beside = partial(beside_member, opening.path, member)
    one.problems += tuple(extract_member(opening.path, member, one.path, opening.limits, name))
    yield from _unpack(one, layers - 1)


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain_source(opening: Opening) -> Source:
    """Rewrite the text where that is needed, and take its sample."""
    head = opening.head()
    if head[:4] == b"PAR1":
        sha256 = opening.sha256 or _hash_file(opening.path)
        return Source(opening.name, opening.path, sha256, sample="", is_parquet=True, problems=opening.problems)
    if not head:
        raise DataRejectedError(f"{_said(opening.name)} unpacks to nothing: the archive is empty.")
    what = looks_like(head)
    if what is not None:
        raise DataRejectedError(f"{_said(opening.name)} is {what}, not data. Name the file that holds the posts.")
    seen = _look_through(opening)
    encoding = choose_encoding(head, _from_line_of(opening.path, seen.beyond_ascii), opening.encoding)
    if seen.has_nul or encoding.mark or encoding.name != "utf-8":
        target = opening.new_file()
        problems = rewrite_as_utf8(opening.path, target, encoding.name, encoding.mark)
        opening.move_to(target, [*encoding.problems(), *problems])
    if opening.mend:
        target = opening.new_file()
        opening.move_to(target, rewrite_mended(opening.path, target, opening.mend))
    assigned = _cut_documents(opening)
    sample = _sample(opening)
    opening.problems = leave_out_cut_row(opening.path, sample, opening.problems)
    refuse_no_text(sample, _said(opening.name))
    # Whatever rewrites a text forgets what was seen of it.
    noticed: dict[str, Any] = {} if opening.seen is None else opening.seen.noticed(opening.path)
    source = Source(
        opening.name, opening.path, opening.sha256 or "", sample,
        problems=opening.problems, assigned=assigned, beside=opening.beside, noticed=noticed,
        hashing=opening.hashing,
    )  # fmt: skip
    lone = find_lone_list(source, IMPORTERS) if opening.opens_lists else None
    return source if lone is None else _open_list(opening, source, lone)


def _open_list(opening: Opening, source: Source, name: str) -> Source:
    """Return a source of the objects of one list, each with what stands before the list."""
    target = opening.new_file()
    problems = rewrite_documents(opening.path, target, opening.name, [Records(name)])
    if problems is None:
        target.unlink()
        return source
    opening.move_to(target, problems)
    sample = _sample(opening)
    return replace(source.hashed(), path=opening.path, sample=sample, problems=opening.problems, noticed={})


def _cut_documents(opening: Opening) -> str:
    """Write a JSON document as one record a line; return the name that a script gives its data."""
    places = [place for importer in IMPORTERS for place in importer.documents]
    script = find_assignment(opening.head())
    if not (script.assigned or may_be_document(_sample(opening), places)):
        return ""
    target = opening.new_file()
    problems = rewrite_documents(opening.path, target, opening.name, places, script)
    if problems is None:
        target.unlink()
        return ""
    opening.move_to(target, problems)
    return script.assigned


def _look_through(opening: Opening) -> SeenBytes:
    """Read the file once and have it hashed, unless both happened while it was unpacked."""
    if opening.seen is not None and opening.sha256 is not None:
        return opening.seen
    if opening.sha256 is None:
        opening.hashing = in_background(partial(_hash_file, opening.path))
    seen = SeenBytes()
    with opening.path.open("rb") as file:
        while piece := file.read(PIECE):
            seen.take(piece)
    opening.seen = seen
    if opening.hashing is not None and not (opening.hashes_later and seen.taken >= LEAST_HASHED_LATER):
        opening.sha256, opening.hashing = opening.hashing.result(), None
    return seen


def _from_line_of(path: Path, place: int) -> bytes:
    """Return a sample from a byte on, with what precedes it on its line, but for the beginning of a long one."""
    if place < 0:
        return b""
    with path.open("rb") as file:
        file.seek(max(place - LONGEST_BEFORE, 0))
        before = file.read(min(place, LONGEST_BEFORE))
        return before[before.rfind(b"\n") + 1 :] + file.read(SAMPLE_BYTES)


def _sample(opening: Opening) -> str:
    """Return the first 256 KiB of text; a character that the cut has halved is left out."""
    return opening.head().decode("utf-8", errors="ignore")
