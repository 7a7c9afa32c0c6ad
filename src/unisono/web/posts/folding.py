"""Texts as a search compares them: without capitals, accents, widths and characters that nobody sees."""

import unicodedata

import polars as pl

from unisono.model.hidden_characters import HIDDEN

_MARKS = "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
"""Accents of Latin, Greek and Cyrillic, vowel signs of Hebrew and Arabic: people leave them out when they type."""


def folded(texts: pl.Expr) -> pl.Expr:
    """Return texts in the form in which a search compares them; what is sought is folded by fold_words."""
    plain = texts.str.normalize("NFKD").str.replace_all(f"{_MARKS}|{HIDDEN}", "")
    return plain.str.normalize("NFKC").str.to_lowercase()


def fold_words(text: str) -> str:
    """Return what somebody typed in the form in which texts are compared.

    >>> fold_words("El Niño ＡＢＣ")
    'el nino abc'
    """
    return str(pl.select(folded(pl.lit(unicodedata.normalize("NFC", text)))).item())


def sought(words: str) -> list[str]:
    """Return the pieces that all must occur: each word, and what stands between quotation marks as one piece.

    >>> sought('harbour "new plan"')
    ['harbour', 'new plan']
    """
    pieces: list[str] = []
    for number, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        pieces += [part.strip()] if number % 2 else part.split()
    return [one for one in dict.fromkeys(fold_words(piece) for piece in pieces) if one]


def holding_all(texts: pl.Expr, pieces: list[str]) -> pl.Expr:
    """Return whether folded texts hold every piece, letter for letter."""
    return pl.all_horizontal(texts.str.contains(piece, literal=True) for piece in pieces)
