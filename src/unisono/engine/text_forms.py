"""Texts as bytes in one piece, folded to what is compared of them and sketched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.engine.machine_code import Kernels

Bytes = NDArray[np.uint8]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt32 = NDArray[np.uint32]
UInt64 = NDArray[np.uint64]

AFTER_BOUNDARY, SHORT = 1, 2
"""Marks of a link's beginning: no letter may stand before it; only a code of Latin letters and digits follows it."""

MOST_GROWTH = 11
"""How many bytes a byte of a text can become when it is folded: ligatures of whole Arabic phrases are the worst."""

SEED = 20_160_920


@dataclass(frozen=True)
class Forms:
    """Texts one behind the other in UTF-8: text i is data[start[i]:start[i + 1]]."""

    data: Bytes
    start: Int64

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.start) - 1

    def to_series(self) -> pl.Series:
        """Return the texts as strings."""
        if len(self) == 0:
            return pl.Series([], dtype=pl.String)
        import pyarrow as pa  # a scan of posts without texts does without it, and loading it takes a while

        buffers = [None, pa.py_buffer(self.start), pa.py_buffer(self.data)]
        return pl.Series(pl.from_arrow(pa.Array.from_buffers(pa.large_string(), len(self), buffers)), dtype=pl.String)

    def take(self, rows: Int32) -> "Forms":
        """Return the texts with these rows, in that order."""
        start = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(np.diff(self.start)[rows], out=start[1:])
        out = np.empty(int(start[-1]), np.uint8)
        _letters()["gather_forms"](self.data, self.start, rows, start, out)
        return Forms(out, start)

    @classmethod
    def joined(cls, parts: "Sequence[Forms]") -> "Forms":
        """Return the texts of all parts, in their order."""
        before = np.cumsum([0, *(part.start[-1] for part in parts)])
        starts = [part.start[:-1] + moved for part, moved in zip(parts, before[:-1], strict=True)]
        start = np.concatenate([*starts, before[-1:]]).astype(np.int64)
        return cls(np.concatenate([part.data for part in parts]), start)


NO_FORMS = Forms(np.empty(0, np.uint8), np.zeros(1, np.int64))


def lay_out(texts: pl.Series) -> Forms:
    """Return strings as bytes in one piece; null is an empty text."""
    if texts.is_empty():
        return NO_FORMS  # which takes no Arrow: loading it takes longer than scanning a small case
    array = texts.fill_null("").to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, content = array.buffers()
    start = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    data = np.frombuffer(content, np.uint8) if content is not None else np.empty(0, np.uint8)
    return Forms(data[start[0] : start[-1]], start - start[0])


def fold_forms(texts: Forms, folded: Int32, tails: Int32, most: int) -> tuple[Forms, Int32]:
    """Return what is compared of each text, at most so many characters, and how many they are."""
    out = np.empty(len(texts.data) * MOST_GROWTH + 4, np.uint8)
    start, letters = np.empty(len(texts) + 1, np.int64), np.empty(len(texts), np.int32)
    size = _letters()["fold_letters"](texts.data, texts.start, folded, tails, most, out, start, letters)
    return Forms(out[:size].copy(), start), letters


def write_wordings(
    texts: Forms, spelled: Int32, ranks: Bytes, kinds: Bytes, begins: Int32
) -> tuple[Forms, NDArray[np.bool_]]:
    """Return the wordings of texts, and which of them hold characters that the tables do not spell: these are empty."""
    # A sharp s is the one character that grows, and not in bytes.
    out, start = np.empty(len(texts.data) + len(texts) + 4, np.uint8), np.empty(len(texts) + 1, np.int64)
    codes, unusual = np.empty(_longest(texts) + 1, np.int32), np.empty(len(texts), np.bool_)
    given = (texts.data, texts.start, spelled, ranks, kinds, begins, codes)
    size = _wordings()["write_wordings"](*given, out, start, unusual)
    return Forms(out[:size], start), unusual


def letters_for_digits(texts: Forms, most: int) -> Forms:
    """Return texts with the letters that up to so many digits side by side stand for inside a word, as in v0te."""
    data = texts.data.copy()
    _wordings()["write_letters_for_digits"](data, texts.start, most)
    return Forms(data, texts.start)


def hash_twice(texts: Forms, seeds: UInt64) -> UInt64:
    """Return (texts, 2): two hashes of each text, which begin from two seeds."""
    hashes = np.empty((len(texts), 2), np.uint64)
    _wordings()["hash_twice"](texts.data, texts.start, seeds, hashes)
    return hashes


def look_up(hashes: UInt64, known: UInt64, numbers: Int32) -> Int32:
    """Return the number of the known text with the same two hashes, -2 where there is none."""
    slots = np.zeros(1 << max(4, (2 * len(known)).bit_length()), np.int32)
    found = np.empty(len(hashes), np.int32)
    _wordings()["look_up"](hashes, known, numbers, slots, found)
    return found


def count_characters(texts: Forms, kinds: Bytes) -> Int32:
    """Return (texts, 4): the characters of words, of dense scripts, of words outside of tags, and all."""
    counts = np.empty((len(texts), 4), np.int32)
    _letters()["count_characters"](texts.data, texts.start, kinds, counts)
    return counts


def hash_forms(texts: Forms) -> UInt64:
    """Return a hash of each text, the same on every machine."""
    hashes = np.empty(len(texts), np.uint64)
    _letters()["hash_forms"](texts.data, texts.start, hashes)
    return hashes


def match_forms(
    texts: Forms, hashes: UInt64, known: Forms, known_hashes: UInt64, *, add_new: bool
) -> tuple[Int32, int]:
    """Return (codes, new): each text's number among the known that it equals byte for byte, and how many are new.

    Unknown texts have -1, or with add_new the numbers that follow, in the order of their first appearance.
    """
    slots = np.zeros(1 << max(4, (2 * (len(texts) + len(known))).bit_length()), np.int64)
    codes = np.empty(len(texts), np.int32)
    given = (texts.data, texts.start, hashes, known.data, known.start, known_hashes)
    fresh = _letters()["match_forms"](*given, slots, int(add_new), codes)
    return codes, fresh


@dataclass(frozen=True)
class Sketches:
    """What is kept of texts to find those that share pieces, a row a text."""

    bands: UInt32  # keys, each of some minima
    marks: Bytes  # eight bits of each minimum: as many agree as the texts share of all their pieces

    @classmethod
    def blank(cls, texts: int, bands: int, band_rows: int) -> "Sketches":
        """Return sketches of so many texts, none of which is compared."""
        return cls(np.zeros((texts, bands), np.uint32), np.zeros((texts, bands * band_rows), np.uint8))

    def take(self, rows: Int32 | Int64) -> "Sketches":
        """Return the sketches with these rows, in that order."""
        return Sketches(self.bands[rows], self.marks[rows])

    def followed_by(self, others: "Sketches") -> "Sketches":
        """Return these and others behind them."""
        if len(self.bands) == 0:
            return others
        return Sketches(np.concatenate([self.bands, others.bands]), np.concatenate([self.marks, others.marks]))


def sketch_forms(texts: Forms, sizes: Bytes, bands: int, band_rows: int) -> Sketches:
    """Return the sketches of texts. sizes: the characters in a piece, by text; 0: its sketch stays blank."""
    random = np.random.Generator(np.random.PCG64(SEED))
    factors = random.integers(0, 2**32, bands * band_rows, np.uint32) | np.uint32(1)
    terms = random.integers(0, 2**32, bands * band_rows, np.uint32)
    codes, least = np.empty(_longest(texts) + 1, np.int32), np.empty(bands * band_rows, np.uint32)
    sketches = Sketches.blank(len(texts), bands, band_rows)
    given = (texts.data, texts.start, sizes, factors, terms, band_rows, codes, least)
    _sketches()["sketch_texts"](*given, sketches.bands, sketches.marks)
    return sketches


def _longest(texts: Forms) -> int:
    return int(np.diff(texts.start).max(initial=0))


@cache
def _letters() -> Kernels:
    return Kernels("text_letters_kernels")


@cache
def _sketches() -> Kernels:
    return Kernels("text_sketch_kernels")


@cache
def _wordings() -> Kernels:
    return Kernels("text_wording_kernels")
