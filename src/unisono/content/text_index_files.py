"""What an index of texts stores, and its files: tables named for what is in them, and about.json, written last.

What never changes of a text once it is stored lies in parts: who stores more writes only what came.
"""

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
from unisono.engine.text_clusters import NO_PAIRS
from unisono.engine.text_forms import NO_FORMS, Bytes, Forms, Int32, Int64, Sketches, UInt64, lay_out
from unisono.model.errors import DataRejectedError

FORMAT = 11
"""Grows whenever the same texts would be stored otherwise."""

MOST_PARTS = 16
"""Parts of texts beyond which all are written as one."""

ABOUT = "about.json"

KNOWN_SCHEMA: dict[str, pl.DataType] = {"first": pl.UInt64(), "second": pl.UInt64(), "number": pl.Int32()}
"""The columns of the texts known."""

JOINED_SCHEMA: dict[str, pl.DataType] = {"one": pl.Int32(), "other": pl.Int32(), "band": pl.Int32()}
"""The columns of the pairs that join components."""

STATES_SCHEMA: dict[str, pl.DataType] = {
    "time": pl.Int64(),
    "digest": pl.UInt64(),
    "leader": pl.Int32(),
    "component": pl.Int32(),
}
"""The columns of what may change of a text when others come."""

TABLES = {"known": KNOWN_SCHEMA, "joined": JOINED_SCHEMA, "states": STATES_SCHEMA}
"""Tables that are written as a whole."""


@dataclass(frozen=True)
class StoredTexts:
    """One entry for each distinct form, in no order that matters.

    parts: the files that hold form, size and sketch of the first entries, and how many entries are in each.
    """

    forms: Forms
    sizes: Bytes  # characters in a piece; 0: too short to be compared
    sketches: Sketches
    times: Int64  # when it was posted first, in milliseconds
    digests: UInt64  # of the wording posted then
    leaders: Int32  # the entry of its cluster's first text
    components: Int32  # an entry that all it is alike to have, directly or through others; -1: not yet compared
    joined: Int32  # (pairs, 3): two entries that are alike, and the band in which they met; they join every component
    parts: tuple[tuple[str, int], ...] = ()

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
            NO_PAIRS,
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
            self.joined,
            self.parts,
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


def texts_schema(bands: int, band_rows: int) -> dict[str, pl.DataType]:
    """Return the columns of the parts of texts where these are sketched so."""
    return {
        "form": pl.String(),
        "size": pl.UInt8(),
        "bands": pl.Array(pl.UInt32, bands),
        "marks": pl.Array(pl.UInt8, bands * band_rows),
    }


def save_texts(folder: Path, stored: StoredTexts, known: KnownTexts, about: dict[str, Any]) -> None:  # Any: JSON
    """Write what is stored, the texts known, and what is to be known about both."""
    columns = {
        "known": (*known.hashes.T, known.numbers),
        "joined": tuple(stored.joined.T),
        "states": (stored.times, stored.digests, stored.leaders, stored.components),
    }
    tables = {
        name: _write_table(folder, name, pl.DataFrame(dict(zip(schema, columns[name], strict=True)), schema=schema))
        for name, schema in TABLES.items()
    }
    parts = _write_parts(folder, stored)
    facts = {**about, "made_by": _maker(), "seeds": known.seeds.tolist(), "parts": parts, "tables": tables}
    write_durably(folder / ABOUT, orjson.dumps(facts, option=orjson.OPT_INDENT_2) + b"\n")
    named = {*tables.values(), *(name for name, _ in parts)}
    for file in folder.iterdir():
        if file.suffix in (".arrow", ".parquet") and file.name not in named:
            file.unlink()


def load_texts(folder: Path) -> tuple[StoredTexts, KnownTexts, dict[str, Any]]:  # Any: JSON
    """Read all back; raises DataRejectedError unless every byte is as written, by this version."""
    about = load_about(folder)
    schema = texts_schema(about["settings"]["bands"], about["settings"]["band_rows"])
    parts = [_read_table(folder, str(name), schema) for name, _ in about["parts"]]
    texts = pl.concat([pl.DataFrame(schema=schema), *parts])
    tables = {name: _read_table(folder, str(about["tables"][name]), own) for name, own in TABLES.items()}
    hashes, states = tables["known"], tables["states"]
    stored = StoredTexts(
        forms=lay_out(texts["form"].rechunk()),
        sizes=texts["size"].to_numpy(),
        sketches=Sketches(*(np.ascontiguousarray(texts[name].to_numpy()) for name in ("bands", "marks"))),
        times=states["time"].to_numpy(),
        digests=states["digest"].to_numpy(),
        leaders=states["leader"].to_numpy(),
        components=states["component"].to_numpy(),
        joined=np.ascontiguousarray(tables["joined"].to_numpy()),
        parts=tuple((str(name), part.height) for (name, _), part in zip(about["parts"], parts, strict=True)),
    )
    if texts.height != states.height:
        raise _rejected(folder / ABOUT, "it names files of two indexes")
    pairs = np.column_stack([hashes["first"].to_numpy(), hashes["second"].to_numpy()])
    return stored, KnownTexts(np.array(about["seeds"], np.uint64), pairs, hashes["number"].to_numpy()), about


def _write_parts(folder: Path, stored: StoredTexts) -> list[tuple[str, int]]:
    """Write those texts of which the folder has no part, and return all parts."""
    kept = list(stored.parts)
    if len(kept) >= MOST_PARTS or not all((folder / name).is_file() for name, _ in kept):
        kept = []
    begin, end = sum(count for _, count in kept), len(stored.forms)
    if begin == end:
        return kept
    bands, marks = stored.sketches.bands, stored.sketches.marks
    texts = pl.DataFrame(
        {
            "form": stored.forms.take(np.arange(begin, end, dtype=np.int32)).to_series(),
            "size": stored.sizes[begin:],
            "bands": bands[begin:],
            "marks": marks[begin:],
        },
        schema=texts_schema(bands.shape[1], marks.shape[1] // bands.shape[1]),
    )
    return [*kept, (_write_table(folder, "texts", texts), end - begin)]


def _write_table(folder: Path, kind: str, table: pl.DataFrame) -> str:
    """Write a table durably and return the name of its file."""
    buffer = io.BytesIO()
    # Most of it are hashes, which packing makes no smaller: it would only take longer than clustering what came.
    table.write_ipc(buffer)
    content = buffer.getbuffer()
    name = f"{kind}-{hashlib.sha256(content).hexdigest()}.arrow"
    write_durably(folder / name, content)
    return name


def _read_table(folder: Path, name: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    file = folder / Path(name).name
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _rejected(file, str(error.strerror)) from error
    if not name.endswith(f"-{hashlib.sha256(content).hexdigest()}.arrow"):
        raise _rejected(file, "its SHA-256 is not the one in its name")
    try:
        table = pl.read_ipc(io.BytesIO(content))
    except pl.exceptions.PolarsError as error:
        raise _rejected(file, str(error)) from error
    if table.schema != pl.Schema(schema):
        raise _rejected(file, "its columns are not those that this version reads")
    return table


def load_about(folder: Path) -> dict[str, Any]:  # Any: JSON
    """Return what was said about an index; raises DataRejectedError where another version said it, or not all of it."""
    file = folder / ABOUT
    try:
        about = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise _rejected(file, str(error)) from error
    if not isinstance(about, dict) or about.get("made_by") != _maker():
        raise _rejected(file, "another version of Unisono wrote it")
    lacking = [name for name in ("settings", "seeds", "parts", "tables") if name not in about]
    if lacking:
        raise _rejected(file, f"it lacks {', '.join(lacking)}")
    return about


def _rejected(file: Path, problem: str) -> DataRejectedError:
    return DataRejectedError(f"{file} cannot be used: {problem}. Remove {file.parent}; it is made anew from the posts.")


@cache
def _maker() -> str:
    """Name the format and the tables of letters that the stored forms depend on."""
    return f"{FORMAT}-{hashlib.sha256(LETTER_FILE.read_bytes()).hexdigest()[:16]}"
