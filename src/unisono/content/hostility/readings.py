"""Texts as phrases are looked for in them: folded, and once more without the disguises of a word.

Folded is in lower case, without accents, diacritics and invisible characters; Persian and Arabic spellings of a letter
are one. Disguises are digits and signs for letters (1d10t, b!tch), letters apart (i d i o t), letters masked (id**t),
letters repeated (idioooot), and words written together in a tag (#WeKnowWhereYouLive).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from unisono.content.compared_forms import SAME_LETTERS
from unisono.content.testimony.folding import fold, fold_texts, fold_with_places

Change = Callable[[re.Match[str]], tuple[str, list[int]]]
_SAME = str.maketrans(SAME_LETTERS)
_SIGN_LETTERS = {
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "i",
    "€": "e",
}  # fmt: skip
_MASKS = "*#%_"
_LEET_WORD = re.compile(
    r"(?<![\w@$!|€])(?=[a-z0-9@$!|€]*[0134578@$!|€])[a-z0-9@$!|€]*[a-z][a-z0-9@$!|€]*(?<!!)(?![\w@$|€])"
)
_MASKED_WORD = re.compile(r"(?<![\w*#%])[^\W\d_]+[*#%_]+[^\W\d_]*(?![\w*#%])")
_APART = re.compile(r"(?<!\w)[^\W\d_](?:[ ]?[ .\-_*·|/][ ]?[^\W\d_]){2,}(?!\w)")
_REPEATED = re.compile(r"([^\W\d_])\1\1+")
_TAG = re.compile(r"#\w+")
FEWEST_APART = 4
"""Letters apart by spaces alone that are read as a word; by dots or hyphens three do: k.y.s."""

_REPEATABLE = "abcdefghijklmnopqrstuvxyzабвгдежзийклмнопрстуфхцчшщъыьэюяіابتجحخدرزسشصطعفقكلمنهويپچگ"
_DISGUISED = (
    r"[a-z][0134578@$!|*#%€_]+[a-z]|(?:^|[^\w.,])[01345$@]+[a-z]{2}|\pL[*#%]{2,}|\pL\pM*[*#%]+\pL"
    r"|(?:^|\W)\pL[ ]?[ .\-_*·|/][ ]?\pL[ ]?[ .\-_*·|/][ ]?\pL(?:\W|$)"
)
_LINKS_AND_MENTIONS = r"https?://\S+|@[a-z0-9_]+"
_NO_WORD = r"[^\p{L}\p{N}\x{0900}-\x{0DFF}\x{3099}\x{309A}]+"
"""What parts words; vowel signs of Indic scripts and marks on kana are within them."""

_WRITTEN_TOGETHER = r"#\w*\p{Ll}\p{Lu}|#\w+_"
_TOGETHER = r"(\p{Ll})(\p{Lu})"


@dataclass(frozen=True)
class Reading:
    """A text as phrases are looked for in it, and for each of its characters the place in the text it came from."""

    text: str
    places: list[int]


@lru_cache(maxsize=20_000)
def fold_phrase(phrase: str) -> str:
    """Return one phrase folded as texts are."""
    return fold(phrase).translate(_SAME)


def folded_texts(texts: pl.Series) -> pl.Series:
    """Return each text folded, as the first of its readings is."""
    return fold_texts(texts).str.replace_many(list(SAME_LETTERS), list(SAME_LETTERS.values()))


def may_be_disguised(folded: pl.Series) -> pl.Series:
    """Return whether a folded text may have another reading; few of them have one though this says so."""
    apart = folded.str.replace_all(_LINKS_AND_MENTIONS, " ")
    return apart.str.contains_any([letter * 3 for letter in _REPEATABLE]) | apart.str.contains(_DISGUISED)


def words_apart(folded: pl.Series) -> pl.Series:
    """Return folded texts without signs and with a space on either side of each word, as required words need them."""
    return " " + folded.str.replace_all(_NO_WORD, " ") + " "


def tags_apart(texts: pl.Series) -> pl.Series:
    """Return texts whose tags are written together with their words apart, folded; null where there are none."""
    together = texts.str.contains(_WRITTEN_TOGETHER).fill_null(False)
    own = texts.filter(together).str.replace_all(_TOGETHER, "$1 $2").str.replace_all("_", " ", literal=True)
    return texts.clear(len(texts)).scatter(together.arg_true(), folded_texts(own))


def read_text(
    text: str, masked: Mapping[tuple[int, str], tuple[str, ...]], *, is_disguised: bool = True
) -> list[Reading]:
    """Return the readings of a text: folded, and without disguises where that is another one.

    masked: words that a masked one may stand for, by their length and first letter. is_disguised: whether disguises are
    looked for, which is in vain where may_be_disguised says no.
    """
    folded, places = _folded_with_places(text)
    first = Reading(folded, places)
    apart = _words_of_tags(first, text)
    if not is_disguised:
        return [first] if apart is first else [first, apart]
    plain = _put_together(_unmasked(apart, masked))
    plain = _replaced(plain, _LEET_WORD, _letters_for_signs)
    readings = [first, apart, plain]
    if _REPEATED.search(plain.text):
        readings += [_shortened(plain, 1), _shortened(plain, 2)]
    return list({reading.text: reading for reading in readings}.values())


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    folded, places = (text.lower(), list(range(len(text)))) if text.isascii() else fold_with_places(text)
    return folded.translate(_SAME), places


def _replaced(reading: Reading, pattern: re.Pattern[str], change: Change) -> Reading:
    """Return a reading with what `change` makes of each match: its text, and for each character where it comes from."""
    parts, places, end = [], [], 0
    for found in pattern.finditer(reading.text):
        written, kept = change(found)
        parts += [reading.text[end : found.start()], written]
        places += reading.places[end : found.start()] + [reading.places[found.start() + place] for place in kept]
        end = found.end()
    if not parts:
        return reading
    return Reading("".join([*parts, reading.text[end:]]), places + reading.places[end:])


def _words_of_tags(reading: Reading, text: str) -> Reading:
    """Return a reading in which the words of a tag stand apart: #WeKnow_you."""
    if "#" not in reading.text:
        return reading

    def change(found: re.Match[str]) -> tuple[str, list[int]]:
        signs, kept = [], []
        for place, sign in enumerate(found[0]):
            here = reading.places[found.start() + place]
            if text[here].isupper() and here and text[here - 1].islower():
                signs.append(" ")
                kept.append(place)
            signs.append(" " if sign == "_" else sign)
            kept.append(place)
        return "".join(signs), kept

    return _replaced(reading, _TAG, change)


def _put_together(reading: Reading) -> Reading:
    def change(found: re.Match[str]) -> tuple[str, list[int]]:
        kept = [place for place, sign in enumerate(found[0]) if sign.isalpha()]
        if len(kept) < FEWEST_APART and not re.search(r"[.\-_*·|/]", found[0]):
            return found[0], list(range(len(found[0])))
        return "".join(found[0][place] for place in kept), kept

    return _replaced(reading, _APART, change)


def _letters_for_signs(found: re.Match[str]) -> tuple[str, list[int]]:
    word = found[0]
    letters = "".join(_SIGN_LETTERS.get(sign, sign) for sign in word)
    return letters, list(range(len(word)))


def _unmasked(reading: Reading, masked: Mapping[tuple[int, str], tuple[str, ...]]) -> Reading:
    def change(found: re.Match[str]) -> tuple[str, list[int]]:
        word = found[0]
        pattern = re.compile("".join("." if sign in _MASKS else re.escape(sign) for sign in word))
        for known in masked.get((len(word), word[0]), ()):
            if pattern.fullmatch(known):
                return known, list(range(len(word)))
        return word, list(range(len(word)))

    return _replaced(reading, _MASKED_WORD, change)


def _shortened(reading: Reading, kept: int) -> Reading:
    return _replaced(reading, _REPEATED, lambda found: (found[1] * kept, list(range(kept))))
