"""Names in texts: found in any script, with or without accents, as words of their own where a script parts words."""

import re
from collections.abc import Iterable

import polars as pl

from unisono.model.hidden_characters import HIDDEN

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
"""Accents of Latin, Greek and Cyrillic, and vowel signs of Arabic: written or left out as people like."""

_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Letters of scripts that part no words: Thai, Lao, Burmese, Khmer, Chinese and Japanese."""

_KOREAN = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_ARABIC = "\u0600-\u06ff"
_PREFIXES = "(?:[\u0648\u0641]?[\u0628\u0644\u0643]?(?:\u0627\u0644)?)"
"""And, so, by, for, like, and the article, which Arabic writes together with the word after them."""

_SPACES = re.compile(r"[\s_.\-·]+")


def fold_texts(texts: pl.Series) -> pl.Series:
    """Return texts as names are compared: compatible forms, small letters, no accents, nothing that is not seen."""
    bare = texts.str.normalize("NFKD").str.replace_all(f"{HIDDEN}|[{_MARKS}]", "")
    return bare.str.to_lowercase().str.replace_all("ς", "σ").str.replace_all("[’ʼ＇]", "'")


def fold_name(name: str) -> str:
    """Return a name as fold_texts writes it, without spaces around it and without the sign of a mention or hashtag.

    >>> fold_name(" @Gómez ")
    'gomez'
    """
    return str(fold_texts(pl.Series([name.strip().lstrip("@＠#＃").strip()], dtype=pl.String)).item())


def name_pattern(names: Iterable[str]) -> str | None:
    """Return the expression that finds any of these names in folded texts; None where no name says anything.

    A name stands by itself: no letter or digit right before or after it. Chinese, Japanese, Thai and their like part no
    words, so it may stand anywhere; Korean lets endings follow, Arabic lets prefixes go before. Between two words of a
    name stand spaces, hyphens, dots, or nothing at all, as in handles and hashtags.
    """
    folded = sorted({fold_name(name) for name in names} - {""}, key=lambda name: (-len(name), name))
    parts = [_pattern_of(name) for name in folded if re.search(r"\w", name)]
    return "|".join(parts) if parts else None


def _pattern_of(name: str) -> str:
    words = [re.escape(word) for word in _SPACES.split(name) if word]
    # The signs that the two expression engines at work read differently are letters in neither.
    body = r"[\s_.\-·]*".join(word.replace(r"\'", "'").replace(r"\ ", " ") for word in words)
    return f"(?:{_before(name)}{body}{_after(name)})"


def _before(name: str) -> str:
    """Return what must stand before a name: nothing in scripts that part no words, or where it starts with a sign."""
    if not re.match(r"\w", name) or re.match(f"[{_DENSE}]", name):
        return ""
    return rf"\b{_PREFIXES}" if re.match(f"[{_ARABIC}]", name) and len(name) > 3 else r"\b"


def _after(name: str) -> str:
    return r"\b" if re.match(r"\w", name[-1]) and not re.match(f"[{_DENSE}{_KOREAN}]", name[-1]) else ""


def names_in(folded: pl.Series, names: Iterable[str]) -> pl.Series:
    """Return where any of the names first stands in each folded text, as a place in bytes; null where none does."""
    pattern = name_pattern(names)
    if pattern is None:
        return pl.Series(folded.name, [None] * len(folded), dtype=pl.UInt32)
    found = folded.str.find(pattern)
    return found.cast(pl.UInt32)
