"""What an index of texts stores, and its files: texts.parquet, known.parquet, and about.json, which is written last."""

import hashlib
import io
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.cases.durable import write_durably
from unisono.content.known_texts import KnownTexts
from unisono.content.letters import LETTER_FILE
from unisono.engine.text_forms import NO_FORMS, Bytes, Forms, Int32, Int64, Sketches, UInt64, lay_out
from unisono.model.errors import DataRejectedError

FORMAT = 9
"""Grows whenever the same texts would be stored otherwise."""

TABLES = ("texts.parquet", "known.parquet")

KNOWN_SCHEMA: dict[str, pl.DataType] = {"first": pl.UInt64(), "second": pl.UInt64(), "number": pl.Int32()}
"""The columns of known.parquet."""


@dataclass(frozen=True)
class StoredTexts:
    """One entry for each distinct form, in no order that matters."""

    forms: Forms
    sizes: Bytes  # characters in a piece; 0: too short to be compared
    sketches: Sketches
    times: Int64  # when it was posted first, in milliseconds
    digests: UInt64  # of the wording posted then
    leaders: Int32  # the entry of its cluster's first text
    components: Int32  # an entry that all it is alike to have, directly or through others; -1: not yet compared

    @classmethod
    def none(cls, bands: int, band_rows: int) -> "StoredTexts":
        """Return what is stored of no texts."""
        numbers, wide = np.empty(0, np.int32), np.empty(0, np.uint64)
        return cls(
            NO_FORMS,
            np.empty(0, np.uint8),
            Sketches.blank(0, bands, band_rows),
            np.empty(0, np.int64),
            wide,
            numbers,
            numbers,
        )

    def followed_by(self, forms: Forms, sizes: Bytes, sketches: Sketches) -> "StoredTexts":
        """Return these and further texts behind them, posted at no known time yet."""
        count = len(forms)
        return StoredTexts(
            Forms.joined([self.forms, forms]),
            np.concatenate([self.sizes, sizes]),
            self.sketches.followed_by(sketches),
            np.concatenate([self.times, np.full(count, np.iinfo(np.int64).max, np.int64)]),
            np.concatenate([self.digests, np.full(count, np.iinfo(np.uint64).max, np.uint64)]),
            np.concatenate([self.leaders, np.arange(len(self.forms), len(self.forms) + count, dtype=np.int32)]),
            np.concatenate([self.components, np.full(count, -1, np.int32)]),
        )

    def posted(self, numbers: Int32, times: Int64, digests: UInt64) -> "StoredTexts":
        """Return these, the texts with these numbers posted then with those wordings: the first posting counts."""
        all_numbers = np.concatenate([np.arange(len(self.forms), dtype=np.int32), numbers])
        all_times = np.concatenate([self.times, times])
        all_digests = np.concatenate([self.digests, digests])
        latest_first = np.lexsort((all_digests, all_times))[::-1]
        first = np.empty(len(self.forms), np.int64)
        first[all_numbers[latest_first]] = latest_first
        return replace(self, times=all_times[first], digests=all_digests[first])

    def moved_since(self, earlier: "StoredTexts") -> NDArray[np.bool_]:
        """Return of which texts another posting counts as the first than when fewer were stored."""
        moved = np.zeros(len(self.forms), np.bool_)
        known = slice(len(earlier.forms))
        moved[known] = (self.times[known] != earlier.times) | (self.digests[known] != earlier.digests)
        return moved

    def clustered(self, leaders: Int32, components: Int32) -> "StoredTexts":
        """Return these with other leaders and components."""
        return replace(self, leaders=leaders, components=components)


def texts_schema(bands: int, band_rows: int) -> dict[str, pl.DataType]:
    """Return the columns of texts.parquet where texts are sketched so."""
    return {
        "form": pl.String(),
        "size": pl.UInt8(),
        "bands": pl.Array(pl.UInt32, bands),
        "marks": pl.Array(pl.UInt8, bands * band_rows),
        "time": pl.Int64(),
        "digest": pl.UInt64(),
        "leader": pl.Int32(),
        "component": pl.Int32(),
    }


def save_texts(folder: Path, stored: StoredTexts, known: KnownTexts, about: dict[str, Any]) -> None:  # Any: JSON
    """Write what is stored, the texts known, and what is to be known about both."""
    bands, marks = stored.sketches.bands, stored.sketches.marks
    texts = pl.DataFrame(
        {
            "form": stored.forms.to_series(),
            "size": stored.sizes,
            "bands": bands,
            "marks": marks,
            "time": stored.times,
            "digest": stored.digests,
            "leader": stored.leaders,
            "component": stored.components,
        },
        schema=texts_schema(bands.shape[1], marks.shape[1] // bands.shape[1]),
    )
    first, second = known.hashes.T
    hashes = pl.DataFrame({"first": first, "second": second, "number": known.numbers}, schema=KNOWN_SCHEMA)
    sha256 = {name: _write_table(folder / name, table) for name, table in zip(TABLES, (texts, hashes), strict=True)}
    facts = {**about, "made_by": _maker(), "seeds": known.seeds.tolist(), "sha256": sha256}
    write_durably(folder / "about.json", orjson.dumps(facts, option=orjson.OPT_INDENT_2) + b"\n")


def load_texts(folder: Path) -> tuple[StoredTexts, KnownTexts, dict[str, Any]]:  # Any: JSON
    """Read all back; raises DataRejectedError unless every byte is as written, by this version."""
    about = load_about(folder)
    sketched = about["settings"]["bands"], about["settings"]["band_rows"]
    hashed = about["sha256"]
    texts = _read_table(folder / TABLES[0], hashed[TABLES[0]], texts_schema(*sketched))
    hashes = _read_table(folder / TABLES[1], hashed[TABLES[1]], KNOWN_SCHEMA)
    stored = StoredTexts(
        lay_out(texts["form"]),
        texts["size"].to_numpy(),
        Sketches(*(np.ascontiguousarray(texts[name].to_numpy()) for name in ("bands", "marks"))),
        texts["time"].to_numpy(),
        texts["digest"].to_numpy(),
        texts["leader"].to_numpy(),
        texts["component"].to_numpy(),
    )
    pairs = np.column_stack([hashes["first"].to_numpy(), hashes["second"].to_numpy()])
    return stored, KnownTexts(np.array(about["seeds"], np.uint64), pairs, hashes["number"].to_numpy()), about


def _write_table(file: Path, table: pl.DataFrame) -> str:
    """Write a table durably and return its SHA-256."""
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=1)
    content = buffer.getbuffer()
    write_durably(file, content)
    return hashlib.sha256(content).hexdigest()


def _read_table(file: Path, sha256: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _rejected(file, str(error.strerror)) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _rejected(file, "its SHA-256 is not the one in about.json")
    try:
        table = pl.read_parquet(io.BytesIO(content))
    except pl.exceptions.PolarsError as error:
        raise _rejected(file, str(error)) from error
    if table.schema != pl.Schema(schema):
        raise _rejected(file, "its columns are not those that this version reads")
    return table


def load_about(folder: Path) -> dict[str, Any]:  # Any: JSON
    """Return what was said about an index; raises DataRejectedError where another version said it, or not all of it."""
    file = folder / "about.json"
    try:
        about = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise _rejected(file, str(error)) from error
    if not isinstance(about, dict) or about.get("made_by") != _maker():
        raise _rejected(file, "another version of Unisono wrote it")
    lacking = [name for name in ("settings", "seeds", "sha256") if name not in about]
    if lacking:
        raise _rejected(file, f"it lacks {', '.join(lacking)}")
    return about


def _rejected(file: Path, problem: str) -> DataRejectedError:
    return DataRejectedError(f"{file} cannot be used: {problem}. Remove {file.parent}; it is made anew from the posts.")


@cache
def _maker() -> str:
    """Name the format and the tables of letters that the stored forms depend on."""
    return f"{FORMAT}-{hashlib.sha256(LETTER_FILE.read_bytes()).hexdigest()[:16]}"
