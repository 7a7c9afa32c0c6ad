"""Which hostile phrases of a text count: not those in links, names and quotations, denied, of oneself, or of a game."""

import re
from dataclasses import dataclass

from unisono.content.hostility.compiled import Compiled, Phrase
from unisono.content.hostility.lexicon import Entry
from unisono.content.hostility.phrases import is_frequent
from unisono.content.hostility.readings import Reading, fold_phrase, read_text

LOOKS_BACK = 60
"""Characters before a phrase in which its surroundings are looked for."""

FEWEST_LETTERS_ANYWHERE = 5
"""Letters of a single word that counts in a text whose language is not known."""

FEWEST_LETTERS_ELSEWHERE, FEWEST_WORDS_ELSEWHERE = 10, 3
"""What a phrase needs that counts in a text of another language, since people mix languages."""

FEWEST_LETTERS_OF_DENSE = 4
_DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@[a-z0-9_]+(?:[.\-@][a-z0-9_]+)*", re.IGNORECASE)
_QUOTED = re.compile(
    r"“[^”]{2,300}[”“]|„[^“”]{2,300}[“”]|«[^»]{2,300}»|»[^«]{2,300}«|\"[^\"]{2,300}\"|「[^」]{2,300}」|『[^』]{2,300}』"
)
FEWEST_WORDS_AROUND_QUOTATION, FEWEST_LETTERS_AROUND_QUOTATION = 2, 6
OF_PLAY = ("threat", "harm_wish")
"""Kinds that talk of sport and games is full of."""


@dataclass(frozen=True)
class Hit:
    """A hostile phrase in a text: its entry, and where it stands in the text (start, end)."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True)
class TextLanguage:
    """What is known of a text's language: what is believed, and what the platform says; None: nothing.

    is_sure: whether the text is long enough for its language to be told from its neighbours.
    """

    believed: str | None = None
    platform: str | None = None
    is_sure: bool = True


def may_count(searched: str, phrase: Phrase, language: TextLanguage) -> bool:
    """Return whether a phrase that stands in what is searched of a text can count in a text of that language."""
    own = phrase.entry.language
    if own is None or own in (language.believed, language.platform):
        return True
    place = 0
    while match := phrase.pattern.search(searched, place):
        # Where a match goes on into another reading of the text, its words may be fewer.
        if "\n" in match[0] or _is_of_language(match[0], own, language):
            return True
        place = match.start() + 1
    return False


def find_hits(
    text: str, compiled: Compiled, phrases: list[Phrase], language: TextLanguage, *, is_disguised: bool = True
) -> list[Hit]:
    """Return the hostile phrases that count in a text, of those which may stand in it; each place once a kind.

    is_disguised: whether the text may have another reading, see readings.may_be_disguised.
    """
    hits: dict[tuple[int, int, str], Hit] = {}
    for reading in read_text(text, compiled.masked, is_disguised=is_disguised):
        told = [
            (match.span(), phrase.entry)
            for phrase in phrases
            for match in phrase.pattern.finditer(reading.text)
            if _is_of_language(match[0], phrase.entry.language, language)
            and not _is_off(match[0], phrase.entry, compiled)
        ]
        if not told:
            continue
        skipped = _spans(_APART, reading.text) + _quotations(reading.text)
        found = [(span, entry) for span, entry in told if not _within(span, skipped)]
        # A word of several languages, such as "idiot", is harmless where one of them says so.
        harmless = {
            span for span, entry in found if _is_harmless(reading, span, compiled, entry.language or language.believed)
        }
        for span, entry in found:
            if span not in harmless:
                hit = Hit(entry, reading.places[span[0]], reading.places[span[1] - 1] + 1)
                hits.setdefault((hit.start, hit.end, entry.kind), hit)
    return _without_play(list(hits.values()), text, compiled)


def _is_of_language(words: str, own: str | None, language: TextLanguage) -> bool:
    """Return whether words of one language count in a text of another, or of one that is not known."""
    if own is None or own in (language.believed, language.platform):
        return True
    letters = len(_LETTER.findall(words))
    is_dense = bool(_DENSE.search(words))
    if language.believed is None or not language.is_sure:
        return not is_frequent(words) and (letters >= FEWEST_LETTERS_ANYWHERE or is_dense or " " in words)
    if is_dense:
        return letters >= FEWEST_LETTERS_OF_DENSE
    return letters >= FEWEST_LETTERS_ELSEWHERE and len(_WORD.findall(words)) >= FEWEST_WORDS_ELSEWHERE


def _is_off(words: str, entry: Entry, compiled: Compiled) -> bool:
    if not compiled.off_phrases:
        return False
    return bool(compiled.off.fullmatch(words)) or fold_phrase(entry.phrase) in compiled.off_phrases


def _is_harmless(reading: Reading, span: tuple[int, int], compiled: Compiled, language: str | None) -> bool:
    around = compiled.around(language)
    start, end = span
    if around.before.search(reading.text, max(0, start - LOOKS_BACK), start):
        return True
    calm = around.calm.finditer(reading.text, max(0, start - LOOKS_BACK), min(len(reading.text), end + LOOKS_BACK))
    return any(found.start() < end and found.end() > start for found in calm)


def _without_play(hits: list[Hit], text: str, compiled: Compiled) -> list[Hit]:
    """Return the hits without threats, where all are such and the text speaks of sport or a game."""
    if not hits or any(hit.entry.kind not in OF_PLAY for hit in hits):
        return hits
    folded = fold_phrase(text)
    return [hit for hit in hits if not compiled.around(hit.entry.language).play.search(folded)]


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return where a text quotes somebody: what stands in quotation marks, where there are words beside it."""
    outside = _QUOTED.sub(" ", text)
    letters = _LETTER.findall(outside)
    if len(letters) < FEWEST_LETTERS_AROUND_QUOTATION:
        return []
    is_dense = bool(_DENSE.search(outside))
    enough = is_dense or len(_WORD.findall(outside)) >= FEWEST_WORDS_AROUND_QUOTATION
    return _spans(_QUOTED, text) if enough else []


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


def _within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
