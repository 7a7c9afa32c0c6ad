"""The untouched bytes that a case was made from: looked for where they were, and beside, and known by their SHA-256."""

import hashlib
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unisono.cases import Case
from unisono.cases.custody import check_log
from unisono.cases.live.recordings import is_recording
from unisono.cases.manifest import ManifestLine, SourceRecord, read_manifest
from unisono.content.pictures.folders import FORMAT as PICTURES
from unisono.content.pictures.folders import picture_folders
from unisono.exports.evidence_pack.building import PackFolder
from unisono.exports.evidence_pack.layout import RAW
from unisono.model.file_names import named_path

ABSENT = "no file with this SHA-256 was found"
PURGED = "something was taken out of the case since, which this file still has"
NAMED = "the pack holds a part of the case, and its sources are named only"
CHANGED = "the file has other bytes now (SHA-256 {})"
LONGEST_NAME = 120

_unportable = re.compile(r'[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\/:*?"<>|]')


@dataclass
class Places:
    """Where to look for sources: folders of the user, hashed once, and only where names do not lead to a file."""

    folders: Sequence[Path] = ()
    _by_name: dict[str, list[Path]] | None = None
    _by_hash: dict[str, Path] | None = None
    hashed: dict[Path, str] = field(default_factory=dict)

    def named(self, name: str) -> list[Path]:
        """Return the files of this name in the folders."""
        if self._by_name is None:
            self._by_name = {}
            for file in self._files():
                self._by_name.setdefault(file.name, []).append(file)
        return self._by_name.get(name, [])

    def with_hash(self, sha256: str) -> Path | None:
        """Return a file of the folders with this hash."""
        if self._by_hash is None:
            self._by_hash = {self.hash_of(file): file for file in self._files()}
        return self._by_hash.get(sha256)

    def hash_of(self, file: Path) -> str:
        """Return the SHA-256 of a file, read once."""
        if file not in self.hashed:
            with file.open("rb") as handle:
                self.hashed[file] = hashlib.file_digest(handle, "sha256").hexdigest()
        return self.hashed[file]

    def _files(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink())


@dataclass(frozen=True)
class Found:
    """The file that a source lies in, and the member of it where it is a zip."""

    file: Path
    member: str = ""


def put_sources(
    case: Case, pack: PackFolder, folders: Sequence[Path], *, copies: bool = True
) -> list[dict[str, object]]:
    """Copy each source of the case into the pack and return one row for each, also for those that are absent.

    A row has file (as it was typed), sha256, format, at, member, in_pack (None where it is absent) and why. After a
    purge only recordings are put in, from which the gone were taken, too. Without `copies` none is.
    """
    places = Places(folders)
    is_purged = any(entry.get("action") == "purge" for entry in check_log(case.path).entries)
    rows: list[dict[str, object]] = []
    for line in _first_lines(read_manifest(case.path / "manifest.jsonl")):
        if not copies:
            rows.append(_row(line.source, line.at, why=NAMED))
        elif is_recording(line.source.file):
            rows.append(_put_recording(case, pack, line))
        elif is_purged:
            rows.append(_row(line.source, line.at, why=PURGED))
        elif line.source.format == PICTURES:
            rows += _put_pictures(case, pack, line)
        else:
            rows.append(_put_file(case, pack, line, places, len(rows) + 1))
    return rows


def _first_lines(lines: Sequence[ManifestLine]) -> Iterator[ManifestLine]:
    """Yield the first line of each source."""
    seen: set[str] = set()
    for line in lines:
        if line.source.sha256 not in seen:
            seen.add(line.source.sha256)
            yield line


def _row(source: SourceRecord, at: str, **parts: object) -> dict[str, object]:
    told = {"file": source.file, "sha256": source.sha256, "format": source.format, "at": at, "member": ""}
    return {**told, "in_pack": None, "why": "", **parts}


def _put_file(case: Case, pack: PackFolder, line: ManifestLine, places: Places, number: int) -> dict[str, object]:
    source = line.source
    found = find_source(case.path, source, places)
    if found is None:
        typed = [file for file in _typed_places(case.path, source.file) if file.is_file()]
        why = CHANGED.format(places.hash_of(typed[0])) if typed else ABSENT
        return _row(source, line.at, why=why)
    name = f"{RAW}/{number:04d}-{portable_name(found.file.name)}"
    known = next((one for one, sha256 in pack.sha256.items() if sha256 == places.hash_of(found.file)), None)
    if known is None or not known.startswith(f"{RAW}/"):
        copied = pack.copy(name, found.file, places.hash_of(found.file))
        if copied != places.hash_of(found.file):
            return _row(source, line.at, why=CHANGED.format(copied))
    return _row(source, line.at, in_pack=known or name, member=found.member)


def find_source(case: Path, source: SourceRecord, places: Places) -> Found | None:
    """Return where the bytes of a source lie now: where it was, beside the case, or in a folder of the user."""
    base, _, _ = source.file.partition(":")
    near = [*_typed_places(case, source.file), *places.named(Path(source.file).name)]
    for file in near:
        if file.is_file() and places.hash_of(file) == source.sha256:
            return Found(file)
    if base != source.file:
        for archive in [*_archives(case, source.file), *places.named(Path(base).name)]:
            member = source.file[len(source.file.partition(Path(archive).name)[0]) + len(archive.name) + 1 :]
            if _member_hash(archive, member) == source.sha256:
                return Found(archive, member)
    elsewhere = places.with_hash(source.sha256)
    return None if elsewhere is None else Found(elsewhere)


def _typed_places(case: Path, typed: str) -> list[Path]:
    """Return where a source as it was typed may be: from here, from beside the case, in the case."""
    if typed == "-" or "\0" in typed:
        return []
    path = named_path(typed)
    return [path] if path.is_absolute() else [path, case.resolve().parent / path, case.resolve() / path]


def _archives(case: Path, typed: str) -> Iterator[Path]:
    """Yield the zips that a name such as `posts.zip:part.csv` may begin with."""
    for end in (place for place, letter in enumerate(typed) if letter == ":"):
        yield from (file for file in _typed_places(case, typed[:end]) if file.is_file())


def _member_hash(archive: Path, member: str) -> str:
    """Return the SHA-256 of a member of a zip; nothing where there is none."""
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(member) as packed:
            digest = hashlib.sha256()
            while piece := packed.read(1 << 20):
                digest.update(piece)
            return digest.hexdigest()
    except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return ""


def _put_recording(case: Case, pack: PackFolder, line: ManifestLine) -> dict[str, object]:
    """Copy a recording as it lies in the case: its hash there is that of its plain bytes, here of the file."""
    file = case.path / line.source.file
    if not file.is_file():
        return _row(line.source, line.at, why=ABSENT)
    name = f"{RAW}/live/{file.name}"
    pack.copy(name, file)
    return _row(line.source, line.at, in_pack=name, member="plain bytes of the zstd file")


def _put_pictures(case: Case, pack: PackFolder, line: ManifestLine) -> Iterator[dict[str, object]]:
    """Copy the pictures of a folder, each under its hash."""
    folders = dict(picture_folders(case).select("source_sha256", "folder").iter_rows())
    folder = named_path(str(folders.get(line.source.sha256, line.source.file)))
    kept = case.media().select("name", "sha256", "source_sha256").collect()
    for name, sha256, _ in kept.filter(kept["source_sha256"] == line.source.sha256).iter_rows():
        picture = SourceRecord(f"{line.source.file}/{name}", sha256, PICTURES)
        file = folder / named_path(name)
        target = f"{RAW}/pictures/{sha256}{Path(portable_name(name)).suffix.lower()}"
        if target in pack.sha256:
            yield _row(picture, line.at, in_pack=target)
        elif not file.is_file():
            yield _row(picture, line.at, why=ABSENT)
        elif (found := pack.copy(target, file, sha256)) != sha256:
            yield _row(picture, line.at, why=CHANGED.format(found))
        else:
            yield _row(picture, line.at, in_pack=target)


def portable_name(name: str) -> str:
    r"""Return a name that every system takes; how it was typed stands in sources.jsonl.

    >>> portable_name("a\nb?.csv")
    'a_b_.csv'
    """
    plain = _unportable.sub("_", name.encode("utf-8", "replace").decode())
    encoded = plain.encode()[-LONGEST_NAME:].decode(errors="ignore")
    return encoded.rstrip(". ") or "source"
