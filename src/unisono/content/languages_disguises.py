"""Disguised words read as they are meant: letters of another script that look alike, and Latin small capitals."""

import re
from functools import cache

import numpy as np
import polars as pl

from unisono.content.letters import letter_tables
from unisono.content.scripts import mixes_scripts

_SMALL_CAPITALS = "\u1d00-\u1d2b\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f"
_OTHERS = "\u0370-\u03ff\u0400-\u052f"
_LATIN_TWINS = "aceiopxysjkmhtb"
_CYRILLIC_TWINS = "асеіорхуѕјкмнтв"
_CYRILLIC_OF = dict(zip(_LATIN_TWINS, _CYRILLIC_TWINS, strict=True))
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z\u00df-\u024f]")


def undisguise(wordings: pl.Series) -> pl.Series:
    """Return wordings (lower case, NFKC) with disguised words in the letters they stand for; the others as they are.

    Disguised is a word that mixes Latin with Cyrillic or Greek letters. Which of them is meant, the letters of the
    whole text say that have no twin in the other script. A pure word of such a text is turned, too, where all of its
    letters have twins in the script that is meant.
    """
    rows = pl.DataFrame({"wording": wordings}, schema={"wording": pl.String})
    disguised = mixes_scripts(rows["wording"]) | rows["wording"].str.contains(f"[{_SMALL_CAPITALS}]")
    places = np.flatnonzero(disguised.fill_null(False).to_numpy())
    if len(places) == 0:
        return wordings
    plain = [_plain_text(text) for text in rows["wording"].gather(places)]
    return rows["wording"].scatter(places, plain).rename(wordings.name)


def _plain_text(text: str) -> str:
    latin = text.translate(_small_capitals())
    return _WORD.sub(lambda word: _turned(word.group(), _meant(latin)), latin)


def _meant(text: str) -> str:
    """Return the script of most letters without a twin."""
    others = _latin_of_others()
    own = sum(bool(_LATIN.match(letter)) and letter not in _CYRILLIC_OF for letter in text)
    foreign = {"Cyrillic": 0, "Greek": 0}
    for letter in text:
        if "\u0370" <= letter <= "\u052f" and letter not in others:
            foreign["Cyrillic" if letter >= "\u0400" else "Greek"] += 1
    script, most = max(foreign.items(), key=lambda one: one[1])
    return script if most > own else "Latin"


def _turned(word: str, meant: str) -> str:
    if meant == "Latin":
        latin = "".join(_latin_of_others().get(letter, letter) for letter in word)
        return latin if not re.search(f"[{_OTHERS}]", latin) else word
    if meant == "Cyrillic" and _CYRILLIC.search(word):
        cyrillic = "".join(_CYRILLIC_OF.get(letter, letter) for letter in word)
        return cyrillic if not _LATIN.search(cyrillic) else word
    return word


@cache
def _latin_of_others() -> dict[str, str]:
    """Return the Latin letter of each Greek or Cyrillic one that looks like it or whose capital does."""
    folded = letter_tables().folded
    alike = {chr(code): chr(folded[code]) for code in range(0x370, 0x530) if folded[code] > 0}
    return {letter: latin for letter, latin in alike.items() if latin.isascii() and latin.isalpha()}


@cache
def _small_capitals() -> dict[int, str]:
    folded = letter_tables().folded
    letters = [*range(0x1D00, 0x1D2C), *(ord(one) for one in "ɢɪɴʀʏʙʜʟ")]
    return {code: chr(folded[code]) for code in letters if 0 < folded[code] < 128}
