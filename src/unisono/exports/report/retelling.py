"""The finished page in another language: its words told anew, while what others wrote stays letter by letter."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from markupsafe import escape

from unisono.languages import USUAL, telling
from unisono.languages.amounts import with_amounts

INLINE = frozenset({"a", "b", "strong", "em", "i", "small", "span", "time", "bdi", "code", "mark"})
"""Elements that stand within a sentence; all others end it."""

AS_THEY_ARE = frozenset({"bdi", "code", "time"})
"""Elements whose content no language changes: names, commands, moments."""

QUOTED = (' translate="no"', 'class="post-text"', 'class="post-id"', 'class="hidden-character"', ' class="label">')
"""What the tags of elements with somebody's own words hold."""

_SIGNS = " \n,.;:()–-/“”"
_attribute = re.compile(r' (aria-label|alt|title)="([^"]*)"')
_token = re.compile(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>|[^<]+", re.DOTALL)
_name = re.compile(r"</?([a-zA-Z0-9!-]+)")
_cell = re.compile(r'<t[dh](?: scope="row")? class="n">')
_count_in_slot = re.compile(r"<small>([\d,]+ more)</small>")
_mark = re.compile(r"⟦\d+⟧")
_spaces = re.compile(r"[ \n\t]+")
_letters = re.compile(r"[^\W\d_]{2,}")


@dataclass
class Retelling:
    """Tells one page; `unknown` lists the texts that no catalog knows, which stay English and are marked as such."""

    tell: Callable[[str], str | None]
    language: str
    unknown: list[str] = field(default_factory=list)

    def page(self, page: str) -> str:
        """Return the page in the language."""
        told: list[str] = []
        for piece in pieces_of(page):
            if isinstance(piece, str):
                told.append(self._tag(piece))
                continue
            if told and _cell.fullmatch(told[-1]) and with_amounts(piece.text, self.language) != piece.text:
                told[-1] = f'{told[-1][:-1]} data-value="{escape(piece.text.strip())}">'  # tables sort by it
            told.append(self._sentence(piece))
        return "".join(told)

    def _tag(self, tag: str) -> str:
        if tag == '<html lang="en">':
            return f'<html lang="{self.language}">'
        if tag.startswith(("<style>", "<script>")):
            return tag
        return _attribute.sub(self._attribute, tag)

    def _attribute(self, found: re.Match[str]) -> str:
        text = unescape(found.group(2))
        told = self.tell(text)
        if told is None:
            self.unknown.append(text)
        return f' {found.group(1)}="{escape(told or text)}"'

    def _sentence(self, sentence: "Sentence") -> str:
        """Return a sentence told: as a whole with its marks, or piece by piece between them."""
        text = sentence.text
        bare = text.strip()
        told = self.tell(_one_line(bare)) if bare else None
        if told is not None and sorted(_mark.findall(told)) == sorted(_mark.findall(bare)):
            start = text.index(bare)
            return self._filled(sentence, str(escape(text[:start] + told + text[start + len(bare) :])))
        pieces = re.split(f"({_mark.pattern})", text)
        return self._filled(sentence, "".join(one if _mark.fullmatch(one) else self._part(one) for one in pieces))

    def _filled(self, sentence: "Sentence", told: str) -> str:
        return _mark.sub(lambda found: self._kept(sentence.kept[int(found.group()[1:-1])]), told)

    def _kept(self, kept: str) -> str:
        """Return a tag told, or an element that stays; of a template's slots, how many more there are is told."""
        if kept.startswith("<") and kept.count("<") == 1:
            return self._tag(kept)
        return _count_in_slot.sub(lambda found: f"<small>{self.tell(found.group(1)) or found.group(1)}</small>", kept)

    def _part(self, text: str) -> str:
        """Return a text between two marks told, with or without the signs around it."""
        for bare in (text.strip(), text.strip(_SIGNS)):
            told = self.tell(_one_line(bare)) if _letters.search(bare) else with_amounts(bare, self.language)
            if told is not None:
                start = text.index(bare)
                return str(escape(text[:start] + told + text[start + len(bare) :]))
        self.unknown.append(bare)
        start = text.index(bare)
        return f'{escape(text[:start])}<span lang="{USUAL}">{escape(bare)}</span>{escape(text[start + len(bare) :])}'


@dataclass(frozen=True)
class Sentence:
    """Text between two ends of blocks; each tag, and each piece that stays as it is, has a mark in it: ⟦0⟧."""

    text: str
    kept: tuple[str, ...]


def retell(page: str, language: str) -> str:
    """Return a report's page in a language; in English, as it is."""
    return page if language == USUAL else Retelling(telling(language), language).page(page)


def pieces_of(page: str) -> Iterator[str | Sentence]:
    """Yield a page's tags and elements that end a sentence, and the sentences between them, in order."""
    tokens = iter(_token.findall(page))
    text: list[str] = []
    kept: list[str] = []
    for token in tokens:
        if not token.startswith("<"):
            if "⟦" in token or "⟧" in token:  # somebody's: no sentence of the program has such brackets
                text.append(f"⟦{len(kept)}⟧")
                kept.append(token)
            else:
                text.append(unescape(token))
            continue
        name = _tag_name(token)
        stays = name in AS_THEY_ARE or any(sign in token for sign in QUOTED)
        if stays:
            token = _whole_element(token, name, tokens)
        if name in INLINE or stays:
            text.append(f"⟦{len(kept)}⟧")
            kept.append(token)
            continue
        if text:
            yield Sentence("".join(text), tuple(kept))
            text, kept = [], []
        yield token
    if text:
        yield Sentence("".join(text), tuple(kept))


def _one_line(text: str) -> str:
    """Return a text as a browser shows it: one space where templates have several, or line ends."""
    return _spaces.sub(" ", text)


def _whole_element(token: str, name: str, tokens: Iterator[str]) -> str:
    """Return an element with all that is in it."""
    pieces, depth = [token], 1
    while depth:
        token = next(tokens)
        if token.startswith("<") and _tag_name(token) == name:
            depth += -1 if token.startswith("</") else 1
        pieces.append(token)
    return "".join(pieces)


def _tag_name(token: str) -> str:
    found = _name.match(token)
    return found.group(1).lower() if found else ""
