"""What is compared of a text: the letters and digits of its wording, without spaces, accents and disguises.

Persian and Arabic spellings of a letter are one, and so are digits of all scripts. Digits and signs that stand for
letters inside a word of Latin letters are read as these: v0te, fr33dom, c@mpaign. A number by itself, or at either end
of a word, stays what it is.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.letters import LetterTables, letter_tables
from unisono.content.wording import LEAST_CHARACTERS, LEAST_DENSE_CHARACTERS, forms_that_say, wordings
from unisono.engine.text_forms import (
    AFTER_BOUNDARY,
    NO_FORMS,
    SHORT,
    Bytes,
    Forms,
    UInt64,
    count_characters,
    fold_forms,
    lay_out,
    letters_for_digits,
    write_wordings,
)

MOST_LETTERS = 4096
"""Longer texts are compared by their beginning."""

PIECE, DENSE_PIECE = 4, 2
"""Characters in a piece, and in scripts that say a word in one or two characters."""

TEXTS_AT_ONCE = 100_000

MARK = "#"
"""What a form begins with that says too little without its tags; letters and digits make up all others."""

MOST_DIGITS_FOR_LETTERS = 2
"""So many side by side can stand for letters, as in fr33dom; more are a number."""

SAME_LETTERS = {
    "\u06cc": "\u064a",  # Persian yeh
    "\u0649": "\u064a",  # alef maksura, written for yeh in Egypt
    "\u06d2": "\u064a",  # yeh barree
    "\u06a9": "\u0643",  # keheh, the Persian kaf
    "\u06aa": "\u0643",  # swash kaf
    "\u0671": "\u0627",  # alef wasla; alefs with hamza and madda lose those as accents
    "\u0629": "\u0647",  # teh marbuta, often written as heh
    "\u06c1": "\u0647",  # heh goal
    "\u06be": "\u0647",  # heh doachashmee
    "\u06d5": "\u0647",  # ae
    "\u06c3": "\u0647",  # teh marbuta goal
}
"""Letters of the Arabic script that are written for one another, in Persian, Urdu and Arabic."""

_HAS_SIGN_INSIDE = r"[A-Za-z]@[A-Za-z]"
_SIGN_INSIDE = re.compile(
    r"(?<!\S)(?!(?:rt|via|cc|by)@)[a-z][a-z013$]*(?:@[a-z013$]+)+(?=[,.!?;:…\"')]*(?:\s|$))", re.IGNORECASE
)
"""Words of Latin letters with an @ inside; not addresses, which go on after a dot, nor mentions that lack a space."""

_TAGS_BEFORE = r"^(?:[^\w#]*#\w+)+"
_TAGS_BEHIND = r"(?:[^\w#]*#\w+)+[^\w#]*$"

_SHORT_LINKS = ("t.co/", "pic.twitter.com/")
LINK_BEGINNINGS = (
    *((scheme + link, SHORT) for scheme in ("https://", "http://") for link in _SHORT_LINKS),
    *((link, SHORT | AFTER_BOUNDARY) for link in _SHORT_LINKS),
    *(("https:", 0), ("http:", 0), ("www.", AFTER_BOUNDARY)),
)
"""What links begin with, and how they are read on, in the order in which wording's pattern tries them."""


@dataclass(frozen=True)
class ReadTexts:
    """Those of the given texts that say something."""

    rows: NDArray[np.int64]  # their places among the given
    forms: Forms
    wordings: Forms  # none where their digests are asked for
    digests: UInt64  # the first 64 bits of the SHA-256 of each wording; empty where not asked for


def compared_forms(texts: pl.Series) -> pl.Series:
    """Return the form on which similarity is measured, at most MOST_LETTERS of it; null: is not compared.

    Compared are texts that say something and whose form has LEAST_CHARACTERS, in dense scripts LEAST_DENSE_CHARACTERS.
    """
    read = read_texts(texts.cast(pl.String), with_digests=False)
    compared = piece_sizes(read.forms) > 0
    forms = read.forms.to_series().filter(pl.Series(compared))
    place_of = pl.Series(np.full(len(texts), -1, np.int64)).scatter(read.rows[compared], np.arange(len(forms)))
    return forms.gather(place_of.set(place_of < 0, None)).rename(texts.name)


def read_texts(texts: pl.Series, *, with_digests: bool) -> ReadTexts:
    """Return the wordings and forms of the texts that say something; null and marks without letters do not."""
    parts = [_read_part(texts, start, with_digests) for start in range(0, len(texts), TEXTS_AT_ONCE)]
    if not parts:
        return ReadTexts(np.empty(0, np.int64), NO_FORMS, NO_FORMS, np.empty(0, np.uint64))
    return ReadTexts(
        np.concatenate([part.rows for part in parts]),
        Forms.joined([part.forms for part in parts]),
        Forms.joined([part.wordings for part in parts]),
        np.concatenate([part.digests for part in parts]),
    )


def piece_sizes(forms: Forms) -> Bytes:
    """Return how many characters a piece of each form has; 0 where a form says too little to be compared."""
    counted = count_characters(forms, letter_tables().kinds)
    letters = counted[:, 3]
    dense = 2 * counted[:, 1] >= letters
    least = np.where(dense, LEAST_DENSE_CHARACTERS, LEAST_CHARACTERS)
    begins = np.concatenate([forms.data, np.zeros(1, np.uint8)])[forms.start[:-1]]
    compared = (letters >= least) & (begins != ord(MARK))
    return np.where(compared, np.where(dense, DENSE_PIECE, PIECE), 0).astype(np.uint8)


def object_names(digests: UInt64) -> pl.Series:
    """Return the objects with these digests: `t-` and 16 hexadecimal digits."""
    written = np.empty((len(digests), 18), np.uint8)
    written[:, :2] = np.frombuffer(b"t-", np.uint8)
    digits = digests.astype(">u8").tobytes().hex().encode()
    written[:, 2:] = np.frombuffer(digits, np.uint8).reshape(len(digests), 16)
    start = np.arange(len(digests) + 1, dtype=np.int64) * 18
    return Forms(written.reshape(-1), start).to_series()


def digest_wordings(wordings: Forms) -> UInt64:
    """Return the first 64 bits of the SHA-256 of each wording, which wording.digest writes in hexadecimal."""
    sha256, written = hashlib.sha256, wordings.data.data
    digests = b"".join([sha256(written[begin:end]).digest() for begin, end in pairwise(wordings.start.tolist())])
    return np.frombuffer(digests, ">u8")[::4].astype(np.uint64)


def written_wordings(texts: pl.Series) -> Forms:
    """Return the wordings of texts, as wording.wordings has them: at once those of usual letters; null is empty."""
    tables = letter_tables()
    laid = lay_out(texts)
    quick, is_unusual = write_wordings(laid, tables.spelled, tables.ranks, tables.kinds, _link_beginnings())
    unusual = np.flatnonzero(is_unusual)
    if len(unusual) == 0:
        return quick
    order = np.arange(len(texts), dtype=np.int32)
    order[unusual] = np.arange(len(texts), len(texts) + len(unusual))
    return Forms.joined([quick, lay_out(wordings(texts.gather(unusual)))]).take(order)


@cache
def _link_beginnings() -> NDArray[np.int32]:
    entries = [[len(begin), marks, *begin.encode()] for begin, marks in LINK_BEGINNINGS]
    return np.array([number for entry in entries for number in entry], np.int32)


def _read_part(texts: pl.Series, start: int, with_digests: bool) -> ReadTexts:
    worded = written_wordings(texts[start : start + TEXTS_AT_ONCE])
    rows = np.flatnonzero(forms_that_say(worded))
    telling = worded.take(rows.astype(np.int32))
    forms, letters = _forms_of(_unmasked(texts[start : start + TEXTS_AT_ONCE], rows, telling))
    if letters.min(initial=MOST_LETTERS) < PIECE:
        # Accents and underscores are characters of words as well, and say nothing.
        kept = np.flatnonzero(letters >= PIECE).astype(np.int32)
        rows, telling, forms = rows[kept], telling.take(kept), forms.take(kept)
    digests = digest_wordings(telling) if with_digests else np.empty(0, np.uint64)
    return ReadTexts(rows + start, forms, NO_FORMS if with_digests else telling, digests)


def _unmasked(texts: pl.Series, rows: NDArray[np.int64], worded: Forms) -> Forms:
    """Return the wordings of these rows with the letters that digits and signs stand for inside their words."""
    kept = texts.gather(rows)
    signed = np.flatnonzero(kept.str.contains(_HAS_SIGN_INSIDE).fill_null(False).to_numpy())
    if len(signed):
        plain = [_SIGN_INSIDE.sub(lambda word: word[0].replace("@", "a"), text) for text in kept.gather(signed)]
        order = np.arange(len(worded), dtype=np.int32)
        order[signed] = np.arange(len(worded), len(worded) + len(signed))
        worded = Forms.joined([worded, written_wordings(pl.Series(plain, dtype=pl.String))]).take(order)
    return letters_for_digits(worded, MOST_DIGITS_FOR_LETTERS)


@cache
def _compared_letters() -> LetterTables:
    """Return the tables of letters with SAME_LETTERS as one."""
    tables = letter_tables()
    folded, tails = tables.folded.copy(), tables.tails.copy()
    for written, plain in SAME_LETTERS.items():
        folded[folded == ord(written)] = ord(plain)
        tails[tails == ord(written)] = ord(plain)
    return replace(tables, folded=folded, tails=tails)


def _forms_of(worded: Forms) -> tuple[Forms, NDArray[np.int32]]:
    """Return the form of each wording and its letters: without the tags at its ends, where it says enough without.

    A long tag at the end of short texts would make all of them alike. What says too little without its tags keeps
    them, behind a mark: it is the same as another only to the letter.
    """
    tables = _compared_letters()
    forms, letters = fold_forms(worded, tables.folded, tables.tails, MOST_LETTERS)
    tagged = np.flatnonzero(worded.to_series().str.contains(MARK, literal=True).to_numpy()).astype(np.int32)
    if len(tagged) == 0:
        return forms, letters
    bare = worded.take(tagged).to_series().str.replace(_TAGS_BEFORE, "").str.replace(_TAGS_BEHIND, "")
    shorter, left = fold_forms(lay_out(bare), tables.folded, tables.tails, MOST_LETTERS)
    is_enough = piece_sizes(shorter) > 0
    marked = MARK + forms.take(tagged[~is_enough]).to_series()
    letters[tagged[is_enough]] = left[is_enough]
    order = np.arange(len(forms), dtype=np.int32)
    order[tagged[is_enough]] = len(forms) + np.flatnonzero(is_enough)
    order[tagged[~is_enough]] = len(forms) + len(tagged) + np.arange(len(marked))
    return Forms.joined([forms, shorter, lay_out(marked)]).take(order), letters
