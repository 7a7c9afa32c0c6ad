"""Adds a folder's pictures to a case: each file is looked at where it is, hashed and described; nothing is copied."""

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from unisono.cases import Case, SourceRecord
from unisono.content.pictures.folders import FORMAT, record_folder
from unisono.content.pictures.hashing import LEAST_QUALITY
from unisono.content.pictures.lettering import Reader
from unisono.content.pictures.matching import match_pictures, names_in_case
from unisono.content.pictures.reading import UnreadablePictureError, as_strict_reader, read_bytes, read_picture
from unisono.content.pictures.views import LOOKED_AT_BEFORE, hash_views
from unisono.model.batches import Batch, Rejection
from unisono.model.errors import UsageError
from unisono.model.file_names import written_name
from unisono.model.tables import MEDIA

FILES_PER_BATCH = 500
THREADS = 2


@dataclass(frozen=True)
class _Known:
    """The case's pictures by name and SHA-256: their texts, and which an earlier version looked at in less detail."""

    texts: dict[tuple[str, str], str | None]
    before: frozenset[tuple[str, str]]


def add_pictures(
    case: Case,
    folder: Path,
    *,
    read_text: Reader | None = None,
    advance: Callable[[int], None] = lambda files: None,
) -> dict[str, Any]:  # a JSON line
    """Add all pictures of a folder and its subfolders to a case, and return the line of `import`.

    A line has file, format, read, stored, duplicates, rejected [{reason, rows, example}], posts and accounts (the
    case's totals), pictures (all in the case), blank (of these, those that show too little), named (names of pictures
    in posts and profiles), matched (of these, those with a file) and ambiguous (of these, those that several files
    could be). `advance` hears how many more files have been looked at. Raises UsageError where there is no folder.
    """
    files = list_files(folder)
    listing = "".join(f"{name}\t{size}\n" for name, size in files)
    digest = hashlib.sha256(listing.encode("utf-8", "surrogateescape")).hexdigest()
    kept = record_folder(case, folder)
    ocr = {"ocr": read_text.languages} if read_text else {}
    source = SourceRecord(kept.path, digest, FORMAT, {**kept.settings, **ocr})
    with as_strict_reader(), ThreadPoolExecutor(THREADS) as threads:
        summary = case.append(_batches(case, folder, files, threads, read_text, digest, advance), source)
    posts, accounts = case.counts()
    media = case.media().select("name", "sha256", "quality").collect()
    matches = match_pictures(names_in_case(case), media)
    return {
        "file": written_name(folder),
        "format": FORMAT,
        "read": summary.read,
        "stored": summary.stored,
        "duplicates": summary.duplicates,
        "rejected": [asdict(count) for count in summary.rejected],
        "posts": posts,
        "accounts": accounts,
        "profiles": 0,
        "problems": [],
        "pictures": media.height,
        "blank": media.filter(pl.col("quality") < LEAST_QUALITY).height,
        "named": matches.named,
        "matched": matches.pictures.height,
        "ambiguous": matches.ambiguous,
    }


def list_files(folder: Path) -> list[tuple[str, int]]:
    """Return the name inside the folder and the size of each file, sorted; links to folders are not followed."""
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "does not exist"
        raise UsageError(f"{folder} {what}. Name a folder of pictures: --media FOLDER")
    found = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in names:
            path = Path(parent) / name
            if path.is_file():
                found.append((path.relative_to(folder).as_posix(), path.stat().st_size))
    return sorted(found)


def _batches(
    case: Case,
    folder: Path,
    files: list[tuple[str, int]],
    threads: ThreadPoolExecutor,
    read_text: Reader | None,
    digest: str,
    advance: Callable[[int], None],
) -> Iterator[Batch]:
    known = _known(case)

    def look(numbered: tuple[int, tuple[str, int]]) -> dict[str, object] | Rejection:
        number, (name, _) = numbered
        looked = _look_at(folder / name, name, number, known, read_text)
        advance(1)
        return looked

    numbered = list(enumerate(files, start=1))
    for begin in range(0, len(files), FILES_PER_BATCH):
        part = numbered[begin : begin + FILES_PER_BATCH]
        looked = list(threads.map(look, part))
        rows = [row for row in looked if isinstance(row, dict)]
        media = pl.DataFrame(rows, schema=MEDIA).with_columns(source_sha256=pl.lit(digest), added_at=datetime.now(UTC))
        rejected = tuple(row for row in looked if isinstance(row, Rejection))
        yield Batch(media=media, rejected=rejected, read=len(part))


def _look_at(
    file: Path, name: str, number: int, known: _Known, read_text: Reader | None
) -> dict[str, object] | Rejection:
    """Return what is to be stored of one file: its name alone where the case has it, or why it is not taken."""
    shown = written_name(name)
    try:
        content = read_bytes(file)
        key = (shown, hashlib.sha256(content).hexdigest())
        row: dict[str, object] = {"name": key[0], "sha256": key[1], "source_row": number}
        text = known.texts.get(key)
        is_enough = read_text is None or text is not None
        if key in known.texts and key not in known.before and is_enough:
            return row
        picture = read_picture(content)
        text = text if is_enough or read_text is None else read_text(content)
    except UnreadablePictureError as error:
        return Rejection(str(error), number, shown)
    about = {"bytes": len(content), "format": picture.format, "width": picture.width, "height": picture.height}
    return {**row, **about, **asdict(hash_views(picture.luminance)), "text": text}


def _known(case: Case) -> _Known:
    media = case.media().select("name", "sha256", "text", LOOKED_AT_BEFORE.fill_null(False).alias("before")).collect()
    rows = list(media.iter_rows())
    return _Known({row[:2]: row[2] for row in rows}, frozenset(row[:2] for row in rows if row[3]))
