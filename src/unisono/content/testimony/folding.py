"""Texts as the patterns of testimony see them: lower case, without accents, one kind of apostrophe."""

import re
import unicodedata
from functools import lru_cache

import polars as pl

from unisono.content.letters import folded_letter
from unisono.content.translating import translate
from unisono.model.hidden_characters import HIDDEN

_ALIKE = {
    "’": "'",
    "‘": "'",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ة": "ه",
    "ى": "ي",
    "ـ": "",
}
_MARKS = f"[\u0300-\u036f\u064b-\u065f\u0670]|{HIDDEN}"
_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceikopxy", "АВСЕНІКМОРТХУасеікорху")
"""Latin letters and the Cyrillic ones that look the same."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTER = r"[A-Za-z]"
_FOREIGN_LETTER = "[\u0370-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff]"
"""Letters of the alphabets that are passed off as Latin ones."""

_ORDINARY = r"^[\x{00}-\x{7F}]*$"


def fold_texts(texts: pl.Series) -> pl.Series:
    """Return each text in lower case without accents and disguise; "ñ" becomes "n", as many people write it."""
    rows = pl.DataFrame({"text": texts.cast(pl.String)}).with_row_index("row")
    ordinary = pl.col("text").str.contains(_ORDINARY).fill_null(True)
    mixed = pl.col("text").str.contains(_FOREIGN_LETTER) & pl.col("text").str.contains(_LATIN_LETTER)
    kinds = rows.with_columns(ordinary.alias("ordinary"), mixed.fill_null(False).alias("mixed"))
    composed = pl.col("text").str.normalize("NFKD").str.replace_all(_MARKS, "").str.to_lowercase()
    unusual = kinds.filter(~pl.col("ordinary"))
    plain = unusual.filter("mixed")["text"]
    undisguised = unusual.filter("mixed").select("row", translate(plain, undisguise).alias("text"))
    spelled = pl.concat([unusual.filter(~pl.col("mixed")).select("row", "text"), undisguised])
    parts = [
        kinds.filter("ordinary").select("row", pl.col("text").str.to_lowercase()),
        spelled.select("row", composed.str.replace_many(list(_ALIKE), list(_ALIKE.values()))),
    ]
    return pl.concat(parts).sort("row")["text"]


def fold(text: str) -> str:
    """Return one text as fold_texts does.

    >>> fold("Soy ENFERMERA, señor")
    'soy enfermera, senor'
    """
    return "".join(_fold_sign(sign) for sign in undisguise(text))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return a folded text, and for each of its characters the place in the text that it came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(undisguise(text)):
        for folded in _fold_sign(sign):
            signs.append(folded)
            places.append(place)
    return "".join(signs), places


def undisguise(text: str) -> str:
    """Return a text, sign for sign, in whose words letters are of one alphabet where others only look the same.

    In a text of mostly Latin letters, words that look Latin throughout are; in others, Latin letters in Cyrillic
    words are Cyrillic ones.

    >>> undisguise("I am а nursе")
    'I am a nurse'
    """
    foreign = len(re.findall(_FOREIGN_LETTER, text))
    if not foreign:
        return text
    replaced = _in_latin if len(re.findall(_LATIN_LETTER, text)) > foreign else _in_cyrillic
    return _WORD.sub(lambda found: replaced(found[0]), text)


def _in_latin(word: str) -> str:
    if not re.search(_FOREIGN_LETTER, word):
        return word
    letters = [folded_letter(letter) if re.match(_FOREIGN_LETTER, letter) else letter for letter in word]
    return "".join(letters) if all(len(letter) == 1 and letter < "\u0250" for letter in letters) else word


def _in_cyrillic(word: str) -> str:
    return word.translate(_CYRILLIC) if re.search("[\u0400-\u052f]", word) else word


@lru_cache(maxsize=20_000)
def _fold_sign(sign: str) -> str:
    bare = re.sub(_MARKS, "", unicodedata.normalize("NFKD", sign)).lower()
    return "".join(_ALIKE.get(part, part) for part in bare)
