"""Texts as the patterns of testimony see them: lower case, without accents, one kind of apostrophe."""

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
_MARKS = r"[\x{0300}-\x{036F}\x{064B}-\x{065F}\x{0670}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}\x{FE0F}]"
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
    parts = (part for part in unicodedata.normalize("NFKD", sign) if not _is_mark(ord(part)))
    return "".join(_ALIKE.get(part, part) for part in "".join(parts).lower())


def _is_mark(number: int) -> bool:
    return (
        0x0300 <= number <= 0x036F
        or 0x064B <= number <= 0x065F
        or number in (0x0670, 0xFE0F)
        or 0x200B <= number <= 0x200F
        or 0x202A <= number <= 0x202E
        or 0x2066 <= number <= 0x2069
    )
