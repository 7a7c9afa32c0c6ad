"""Makes letters.npz: what each character becomes when texts are compared, by Unicode's names, forms and look-alikes.

Run it when Unicode grows: python -m unisono.content.making_letters CONFUSABLES.json, where the file maps a character
to a list of {"c": look-alike}, as the package confusable-homoglyphs (MIT) ships Unicode's table of confusables.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from unisono.content.letters import LETTER_FILE, LetterTables
from unisono.content.wording import DENSE, EMOJI
from unisono.model.hidden_characters import HIDDEN
from unisono.model.written_links import FOREIGN_LETTERS, LINK_ENDS

LAST_CODE = 0x323FF
"""The last character with a row of its own; what lies behind are controls, selectors and private use."""

LOOK_ALIKE_ALPHABETS = ("CYRILLIC", "GREEK", "LATIN", "ARMENIAN", "COPTIC", "CHEROKEE", "LISU", "DESERET", "OLD ITALIC")
"""Alphabets whose letters are passed off as Latin ones; elsewhere a likeness of shapes is chance."""

_SHAPED = re.compile(
    r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH |LATIN (?:LETTER SMALL CAPITAL|SMALL LETTER DOTLESS) ([A-Z])$"
    r"|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])$"
)
_ELONGATION = "\u0640"


def make_tables(look_alikes: Mapping[str, Sequence[str]]) -> LetterTables:
    """Return the tables for all characters; look_alikes: a character and those that look like it."""
    folded = np.zeros(LAST_CODE + 1, np.int32)
    tails: list[int] = [0]
    for code in range(LAST_CODE + 1):
        if 0xD800 <= code < 0xE000:
            continue
        form = fold_letter(chr(code), look_alikes)
        if len(form) == 1:
            folded[code] = ord(form)
        elif form:
            folded[code] = -len(tails)
            tails += [len(form), *map(ord, form)]
    return LetterTables(folded, np.array(tails, np.int32), _kinds(), _spelled(), _ranks())


def fold_letter(letter: str, look_alikes: Mapping[str, Sequence[str]]) -> str:
    """Return what a character is compared as: its plain letters and digits, without accents; empty for all else."""
    return "".join(_latin_of(part, look_alikes) for part in _plain_form(letter))


def _plain_form(letter: str) -> str:
    """Return the compatibility form in lower case, without accents, points and whatever is no letter or digit."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    bare = "".join(part for part in parts if not _is_accent(part) and part != _ELONGATION)
    plain = "".join(_shape_of(part) for part in unicodedata.normalize("NFC", bare))
    return "".join(part for part in plain if unicodedata.category(part)[0] in "LNM")


def _is_accent(mark: str) -> bool:
    """Say whether a mark is an accent or a point that writers leave out; vowel signs and their killers are not."""
    place = unicodedata.combining(mark)
    return 10 <= place <= 36 or 200 <= place <= 240 or place == 1


def _shape_of(letter: str) -> str:
    """Return the digit or the Latin letter that a character is another shape of, by its name in Unicode."""
    if (digit := unicodedata.decimal(letter, None)) is not None:
        return str(digit)
    shaped = _SHAPED.match(unicodedata.name(letter, ""))
    return next(group for group in shaped.groups() if group).lower() if shaped else letter


def _latin_of(letter: str, look_alikes: Mapping[str, Sequence[str]]) -> str:
    """Return the Latin letter that looks like this one or like its capital, or the letter itself."""
    if letter.isascii() or not unicodedata.name(letter, "").startswith(LOOK_ALIKE_ALPHABETS):
        return letter
    own, of_capital = look_alikes.get(letter, ()), look_alikes.get(letter.upper(), ())
    plainly = [[other.lower() for other in others if other.isascii()] for others in (own, of_capital)]
    for forms in (*plainly, [_plain_form(other) for other in (*own, *of_capital)]):
        latin = [form for form in forms if len(form) == 1 and form.isascii() and form.isalpha()]
        if latin:
            return min(latin)
    return letter


def _kinds() -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    """Return for each character whether the texts' regular expressions take it as part of a word, as dense, as the
    end of a link, and as a letter of another script than Latin.
    """
    codes, characters = _characters()
    kinds = np.zeros(LAST_CODE + 1, np.uint8)
    for bit, pattern in ((1, r"\w"), (2, DENSE), (4, LINK_ENDS), (8, FOREIGN_LETTERS)):
        kinds[codes] += bit * characters.str.contains(pattern).to_numpy().astype(np.uint8)
    return kinds


def _spelled() -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """Return how a wording spells each character: 0 where that depends on its neighbours, -1 where it is dropped."""
    codes, characters = _characters()
    lower = characters.str.to_lowercase().str.replace_all("ς", "σ")
    seconds = {parts[-1] for code in codes if len(parts := _canonical_parts(chr(code))) == 2} | _joining_jamo()
    stays = (characters.str.normalize("NFKC") == characters) & (lower.str.len_chars() == 1)
    known = [unicodedata.category(letter) not in ("Cn", "Co", "Cc") or letter in "\n\r\t" for letter in characters]
    usual = stays.to_numpy() & np.array(known) & ~characters.is_in(list(seconds)).to_numpy()
    spelled = np.zeros(LAST_CODE + 1, np.int32)
    spelled[codes] = np.where(usual, [ord(letter[0]) for letter in lower], 0)
    spaces = (characters.str.contains(r"\s").to_numpy() & usual) | characters.str.contains(EMOJI).to_numpy()
    spelled[np.array(codes)[spaces]] = ord(" ")
    spelled[np.array(codes)[characters.str.contains(HIDDEN).to_numpy()]] = -1
    return spelled


def _ranks() -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    """Return each character's combining class: marks on one letter stand in its order."""
    codes = [code for code in range(LAST_CODE + 1) if unicodedata.combining(chr(code))]
    ranks = np.zeros(LAST_CODE + 1, np.uint8)
    ranks[codes] = [unicodedata.combining(chr(code)) for code in codes]
    return ranks


def _characters() -> tuple[list[int], pl.Series]:
    codes = [code for code in range(LAST_CODE + 1) if not 0xD800 <= code < 0xE000]
    return codes, pl.Series([chr(code) for code in codes])


def _canonical_parts(letter: str) -> list[str]:
    """Return the two characters that a character is composed of, or fewer."""
    written = unicodedata.decomposition(letter)
    return [chr(int(part, 16)) for part in written.split()] if written[:1] != "<" else []


def _joining_jamo() -> set[str]:
    """Return the vowels and final consonants that join a Korean syllable before them."""
    return {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}


def main(arguments: Sequence[str]) -> None:
    """Write letters.npz beside this module from the file of look-alikes that is named."""
    listed = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    tables = make_tables({letter: [item["c"] for item in items] for letter, items in listed.items()})
    # Most characters stand for themselves; the differences are small and repeat.
    change = tables.folded - np.arange(len(tables.folded), dtype=np.int32)
    np.savez_compressed(
        LETTER_FILE,
        change=change,
        tails=tables.tails,
        kinds=tables.kinds,
        spelled=tables.spelled,
        ranks=tables.ranks,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
