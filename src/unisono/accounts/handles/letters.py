"""The letters of handles as numbers: words apart, accents off, three letters at a time."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

LETTERS = 27
"""The alphabet, and 0 for where a word begins or ends."""

TRIPLES = LETTERS**3

LONGEST = 200

_SMALL = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
_OUTSIDE_ACCENTS = _SMALL | {sign.upper(): latin.capitalize() for sign, latin in _SMALL.items() if sign not in "ßı"}
_FOREIGN = r"[^\x00-\x7F]"
_FOREIGN_LETTER = r"[\p{L}--[\x00-\x7F]]"


@dataclass(frozen=True)
class HandleLetters:
    """The triples of letters of handles, those at the ends of words included.

    triples: int32 (triples), each the place of two letters before and a letter (or the end of a word) in a table of
    TRIPLES. owners: int64 (triples), the handle of each, ascending. letters: int64 (handles). is_latin: bool
    (handles), whether all letters are Latin.
    """

    triples: NDArray[np.int32]
    owners: NDArray[np.int64]
    letters: NDArray[np.int64]
    is_latin: NDArray[np.bool_]


def read_letters(handles: pl.Series) -> HandleLetters:
    """Return the letters of handles, of which the first LONGEST signs count; null is a handle without letters.

    Words end at what is no letter and where a capital follows a small letter.
    """
    plain = without_accents(handles.fill_null(""))
    is_latin = ~plain.str.contains(_FOREIGN_LETTER).to_numpy()
    short = plain.str.replace_all(_FOREIGN, " ").str.head(LONGEST)
    lengths = short.str.len_bytes().to_numpy().astype(np.int64)
    signs = np.frombuffer(("\n" + short.str.join("\n").item()).encode("ascii") if len(short) else b"", np.uint8)
    small = signs | 32
    is_letter = (small >= 97) & (small <= 122)
    codes = np.where(is_letter, small - 96, 0).astype(np.int32)
    owners = np.repeat(np.arange(len(short)), lengths + 1)
    new_word = np.zeros(len(signs), np.bool_)
    new_word[1:] = (is_letter & (signs < 97))[1:] & (is_letter & (signs >= 97))[:-1]
    # An end of a word goes in before each capital that begins one, and one behind everything.
    copies = np.where(new_word, 2, 1)
    last = np.cumsum(copies) - 1
    codes, owners = np.append(np.repeat(codes, copies), np.int32(0)), np.repeat(owners, copies)
    codes[last[new_word] - 1] = 0
    return _triples(codes, owners, is_latin)


def _triples(codes: NDArray[np.int32], owners: NDArray[np.int64], is_latin: NDArray[np.bool_]) -> HandleLetters:
    """Return the triples of letters, one code for each sign (0 is no letter); each handle begins with a code of 0."""
    before, second = np.zeros_like(codes), np.zeros_like(codes)
    before[1:], second[2:] = codes[:-1], codes[:-2]
    second[before == 0] = 0
    places = np.flatnonzero((codes > 0) | (before > 0))
    triples = (second[places] * LETTERS + before[places]) * LETTERS + codes[places]
    # The end of a handle's last word stands where the next handle begins.
    owned = owners[np.maximum(places - (codes[places] == 0), 0)] if len(owners) else owners
    letters = np.bincount(owned[codes[places] > 0], minlength=len(is_latin)).astype(np.int64)
    return HandleLetters(triples, owned, letters, is_latin)


def without_accents(handles: pl.Series) -> pl.Series:
    """Return handles with their Latin letters without accents; letters of other alphabets stay.

    >>> without_accents(pl.Series(["José_Łukasz"])).to_list()
    ['Jose_Lukasz']
    """
    bare = pl.col("handle").str.replace_many(_OUTSIDE_ACCENTS).str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    accented = pl.DataFrame({"handle": handles}).with_row_index("row").filter(handles.str.contains(_FOREIGN))
    if accented.height == 0:
        return handles
    return handles.clone().scatter(accented["row"], accented.select(bare)["handle"])
