"""Texts as the patterns of testimony see them: lower case, without accents, one kind of apostrophe."""

import re
import unicodedata
from functools import lru_cache

import polars as pl

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
_MARKS = "[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe0f]"
_ORDINARY = r"^[\x{00}-\x{7F}]*$"


def fold_texts(texts: pl.Series) -> pl.Series:
    """Return each text in lower case without accents; "ñ" becomes "n", as many people write it."""
    rows = pl.DataFrame({"text": texts.cast(pl.String)}).with_row_index("row")
    ordinary = rows.select(pl.col("text").str.contains(_ORDINARY).fill_null(True)).to_series()
    composed = pl.col("text").str.normalize("NFKD").str.replace_all(_MARKS, "").str.to_lowercase()
    parts = [
        rows.filter(ordinary).select("row", pl.col("text").str.to_lowercase()),
        rows.filter(~ordinary).select("row", composed.str.replace_many(list(_ALIKE), list(_ALIKE.values()))),
    ]
    return pl.concat(parts).sort("row")["text"]


def fold(text: str) -> str:
    """Return one text as fold_texts does.

    >>> fold("Soy ENFERMERA, señor")
    'soy enfermera, senor'
    """
    return "".join(_fold_sign(sign) for sign in text)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return a folded text, and for each of its characters the place in the text that it came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for folded in _fold_sign(sign):
            signs.append(folded)
            places.append(place)
    return "".join(signs), places


@lru_cache(maxsize=20_000)
def _fold_sign(sign: str) -> str:
    bare = re.sub(_MARKS, "", unicodedata.normalize("NFKD", sign)).lower()
    return "".join(_ALIKE.get(part, part) for part in bare)
