"""The files of kept answers: in each part the hashes of texts and what was answered, and about.json, written last."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson
import polars as pl

from unisono.cases.durable import write_durably
from unisono.content.known_texts import KnownTexts
from unisono.engine.text_forms import UInt64

MOST_PARTS = 16
"""Parts beyond which all are written as one."""

ABOUT = "about.json"
ASKED, ANSWERS = "asked", "answers"
HASHES: dict[str, pl.DataType] = {"first": pl.UInt64(), "second": pl.UInt64()}


@dataclass(frozen=True)
class StoredAnswers:
    """Texts by their hashes, and what was answered of each: `row` is the number of the text.

    parts: names of the files that hold it, (asked, answers) each, named by the SHA-256 of their bytes. about: what
    stood in the folder's about.json.
    """

    texts: KnownTexts
    answers: pl.DataFrame
    parts: tuple[tuple[str, str], ...] = ()
    about: bytes = b""

    @classmethod
    def of(cls, seeded: KnownTexts, hashes: UInt64, answers: pl.DataFrame) -> "StoredAnswers":
        """Return answers to texts of which no file knows; seeded: where the hashes begin."""
        return cls(KnownTexts(seeded.seeds, hashes, np.arange(len(hashes), dtype=np.int32)), answers)

    def followed_by(self, others: Sequence["StoredAnswers"]) -> "StoredAnswers":
        """Return these and others, whose texts come behind."""
        hashes, tables, before = [self.texts.hashes], [self.answers], len(self.texts.hashes)
        for other in others:
            hashes.append(other.texts.hashes)
            tables.append(other.answers.with_columns((pl.col("row") + before).cast(pl.UInt32)))
            before += len(other.texts.hashes)
        known = KnownTexts(self.texts.seeds, np.concatenate(hashes), np.arange(before, dtype=np.int32))
        return replace(self, texts=known, answers=pl.concat(tables))


def load_answers(folder: Path, columns: dict[str, pl.DataType]) -> StoredAnswers:
    """Return what a folder keeps in these columns; what is damaged, half-written or otherwise made is left out."""
    schema = {"row": pl.UInt32(), **columns}
    about = _about(folder)
    nothing = StoredAnswers(KnownTexts.none(), pl.DataFrame(schema=schema), about=about)
    try:
        told = orjson.loads(about)
        seeds = np.array(told["seeds"], np.uint64)
        listed = [(str(asked), str(answers)) for asked, answers in told["parts"]]
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, OverflowError):
        return nothing
    if seeds.shape != (2,):
        return nothing
    seeded = KnownTexts(seeds, nothing.texts.hashes, nothing.texts.numbers)
    read = [(names, part) for names in listed if (part := _read_part(folder, names, seeded, schema)) is not None]
    whole = replace(nothing, texts=seeded).followed_by([part for _, part in read])
    return replace(whole, parts=tuple(names for names, _ in read))


def save_answers(folder: Path, stored: StoredAnswers, fresh: Sequence[StoredAnswers]) -> None:
    """Add fresh answers to what a folder keeps, where that is still what was read of it.

    Where another scan has written meanwhile, its answers stay, and these are found out again when they are asked.
    """
    if not fresh or _about(folder) != stored.about:
        return
    folder.mkdir(exist_ok=True)
    if len(stored.parts) < MOST_PARTS:
        nothing = StoredAnswers.of(stored.texts, stored.texts.hashes[:0], stored.answers.clear())
        parts = (*stored.parts, _write_part(folder, nothing.followed_by(fresh)))
    else:
        parts = (_write_part(folder, stored.followed_by(fresh)),)
    about = {"seeds": stored.texts.seeds.tolist(), "parts": parts}
    write_durably(folder / ABOUT, orjson.dumps(about))
    named = {ABOUT, *(name for part in parts for name in part)}
    for path in folder.iterdir():
        if path.name not in named:
            path.unlink()


def _about(folder: Path) -> bytes:
    """Return what is written about a folder, nothing where it cannot be read."""
    try:
        return (folder / ABOUT).read_bytes()
    except OSError:
        return b""


def _write_part(folder: Path, part: StoredAnswers) -> tuple[str, str]:
    hashes = pl.DataFrame(part.texts.hashes, schema=HASHES, orient="row")
    return _write_table(folder, ASKED, hashes), _write_table(folder, ANSWERS, part.answers)


def _write_table(folder: Path, kind: str, table: pl.DataFrame) -> str:
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=1)
    content = buffer.getbuffer()
    name = f"{kind}-{hashlib.sha256(content).hexdigest()}.parquet"
    write_durably(folder / name, content)
    return name


def _read_part(
    folder: Path, names: tuple[str, str], seeded: KnownTexts, schema: dict[str, pl.DataType]
) -> StoredAnswers | None:
    """Return what one part keeps, None where it is damaged."""
    asked = _read_table(folder, ASKED, names[0], HASHES)
    answers = _read_table(folder, ANSWERS, names[1], schema)
    if asked is None or answers is None:
        return None
    return StoredAnswers.of(seeded, np.ascontiguousarray(asked.to_numpy()), answers)


def _read_table(folder: Path, kind: str, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame | None:
    try:
        content = (folder / name).read_bytes()
        if name != f"{kind}-{hashlib.sha256(content).hexdigest()}.parquet":
            return None
        table = pl.read_parquet(io.BytesIO(content))
    except (OSError, pl.exceptions.PolarsError):
        return None
    return table if table.schema == pl.Schema(schema) else None
