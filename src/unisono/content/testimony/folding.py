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

_FOREIGN_LETTER = "[\u0370-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff]"
"""Letters of the alphabets that are passed off as Latin ones."""

_MIXED = f"[A-Za-z]{_FOREIGN_LETTER}|{_FOREIGN_LETTER}[A-Za-z]"
_MIXED_WORD, _FOREIGN, _LATIN = re.compile(_MIXED), re.compile(_FOREIGN_LETTER), re.compile("[A-Za-z]")
_FOREIGN_WORD = re.compile(rf"[^\W\d_]*{_FOREIGN_LETTER}[^\W\d_]*")
_ORDINARY = r"^[\x{00}-\x{7F}]*$"


def fold_texts(texts: pl.Series) -> pl.Series:
    """Return each text in lower case without accents and disguise; "ñ" becomes "n", as many people write it."""
    rows = pl.DataFrame({"text": texts.cast(pl.String)}).with_row_index("row")
    ordinary = rows.select(pl.col("text").str.contains(_ORDINARY).fill_null(True)).to_series()
    unusual = rows.filter(~ordinary)
    mixed = unusual.select(pl.col("text").str.contains(_MIXED)).to_series()
    plain = unusual.filter(mixed).with_columns(translate(unusual["text"].filter(mixed), undisguise).alias("text"))
    composed = pl.col("text").str.normalize("NFKD").str.replace_all(_MARKS, "").str.to_lowercase()
    parts = [
        rows.filter(ordinary).select("row", pl.col("text").str.to_lowercase()),
        pl.concat([unusual.filter(~mixed), plain]).select(
            "row", composed.str.replace_many(list(_ALIKE), list(_ALIKE.values()))
        ),
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

    Only a text with a word that mixes alphabets is disguised. In one of mostly Latin letters, words that look Latin
    throughout are; in others, Latin letters in Cyrillic words are Cyrillic ones.

    >>> undisguise("I am а nursе")
    'I am a nurse'
    """
    if not _MIXED_WORD.search(text):
        return text
    is_latin = len(_LATIN.findall(text)) > len(_FOREIGN.findall(text))
    return _FOREIGN_WORD.sub(_in_latin if is_latin else _in_cyrillic, text)


def _in_latin(found: re.Match[str]) -> str:
    letters = [folded_letter(letter) if _FOREIGN.match(letter) else letter for letter in found[0]]
    return "".join(letters) if all(len(letter) == 1 and letter < "\u0250" for letter in letters) else found[0]


def _in_cyrillic(found: re.Match[str]) -> str:
    return found[0].translate(_CYRILLIC)


@lru_cache(maxsize=20_000)
def _fold_sign(sign: str) -> str:
    bare = re.sub(_MARKS, "", unicodedata.normalize("NFKD", sign)).lower()
    return "".join(_ALIKE.get(part, part) for part in bare)
