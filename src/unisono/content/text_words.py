"""The words of a text as templates compare them: words, links, mentions, tags, numbers, signs of dense scripts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from unisono.content.letters import folded_word
from unisono.model.hidden_characters import without_hidden
from unisono.model.written_links import LINK_IN_WORDS

WORD, LINK, MENTION, TAG, NUMBER = "words", "link", "mention", "tag", "number"
KINDS = (LINK, MENTION, TAG, NUMBER)
"""Kinds of words that take each other's place: one link is like another."""

MOST_WORDS = 300
"""Words of a text that are looked at; what follows is left out."""

_KANA = "\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
_THAI = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_NO_SPACES = f"{_KANA}{_HAN}{_THAI}"
_BENT = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff\u200c\u200d"
_LETTER = rf"(?:[^\W_{_NO_SPACES}]|[{_BENT}])"


def _pieces(letter: str, tagged: str, others: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<link>{LINK_IN_WORDS})"
        r"|(?P<mention>@[A-Za-z0-9_]+(?:[.\-@:][A-Za-z0-9_]+)*)"
        rf"|(?P<tag>[#＃]{tagged}+)"
        rf"|(?P<number>\d+(?:[.,:]\d+)*(?!{letter}))"
        rf"|(?P<words>{letter}+(?:['’]{letter}+)*{others})",
        re.IGNORECASE,
    )


# Patterns with so many letters in them take a tenth of a second to compile: not before there is a text.
@cache
def _spaced() -> re.Pattern[str]:
    return _pieces(rf"[\w{_BENT}]", rf"[\w{_BENT}]", "")


@cache
def _by_signs() -> re.Pattern[str]:
    return _pieces(_LETTER, rf"(?:{_LETTER}|[_{_NO_SPACES}])", rf"|[{_NO_SPACES}][{_MARKS}]*")


@cache
def _by_runs() -> re.Pattern[str]:
    # Between hiragana, which bend and join words, a run of signs or of katakana is mostly one word.
    return _pieces(
        _LETTER,
        rf"(?:{_LETTER}|[_{_NO_SPACES}])",
        rf"|[{_HAN}]+|[\u30a0-\u30ff\uff66-\uff9f]+|[{_NO_SPACES}][{_MARKS}]*",
    )


_DENSE = re.compile(f"[{_NO_SPACES}]")
_HIRAGANA = re.compile("[\u3041-\u309f]")


@dataclass(frozen=True)
class Words:
    """A text and its words: what they are compared by, where they stand (characters of `text`), and of what kind."""

    text: str
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def piece(self, first: int, after: int) -> str:
        """Return the words from number `first` to before number `after` as they stand in the text."""
        return " ".join(self.text[self.spans[first][0] : self.spans[after - 1][1]].split()) if first < after else ""

    def value(self, first: int, after: int) -> str:
        """Return by what these words count as the same as others: without disguise, accents and punctuation."""
        return " ".join(
            self.keys[number] if self.kinds[number] == WORD else same_value(self.piece(number, number + 1))
            for number in range(first, after)
        )

    def between(self, number: int) -> str:
        """Return what stands between the word before this number and the word of this number: signs and spaces."""
        begins = self.spans[number - 1][1] if number else 0
        ends = self.spans[number][0] if number < len(self.spans) else len(self.text)
        return self.text[begins:ends]


def words_of(text: str) -> Words:
    """Return the words of a text; marks of punctuation, emoji and invisible signs are none.

    >>> words_of("I was a nurse, @ann!").keys
    ('i', 'was', 'a', 'nurse', '<mention>')
    """
    plain = without_hidden(text)
    pieces = _spaced if not _DENSE.search(plain) else _by_runs if _HIRAGANA.search(plain) else _by_signs
    keys, kinds, spans = [], [], []
    for found in pieces().finditer(plain):
        kind = found.lastgroup or WORD
        keys.append(_key(found.group()) if kind == WORD else f"<{kind}>")
        kinds.append(kind)
        spans.append(found.span())
        if len(spans) == MOST_WORDS:
            plain = plain[: found.end()]
            break
    return Words(plain, tuple(keys), tuple(kinds), tuple(spans))


@lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    return folded_word(word)


def same_value(piece: str) -> str:
    """Return by what two links, mentions, tags or numbers count as the same: in any case and width.

    >>> same_value("#ＮＵＲＳＥ") == same_value("#nurse")
    True
    """
    return unicodedata.normalize("NFKC", piece.replace("’", "'")).casefold()
