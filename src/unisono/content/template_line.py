"""The slots of a template, and the template as one line: words as they are mostly written, slots in angle brackets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from unisono.content.text_words import NUMBER, TAG, WORD, Words

MOST_SHOWN = 2
"""Fillers of a slot that are shown; where one more is all there is, it is shown too."""

MOST_LETTERS = 40
NOTHING_THERE = "(nothing)"
_MOST_SIGNS = 60


@dataclass(frozen=True)
class Filler:
    """What stands in a slot ("" for nothing), in how many distinct texts and in how many posts."""

    text: str
    texts: int
    posts: int


@dataclass(frozen=True)
class Slot:
    """A place whose words differ: how many fixed words stand before it, and its fillers, most posts first.

    kind: words, or link, mention, tag, number where every filler is one. different: fillers there are, "" included.
    """

    position: int
    kind: str
    fillers: tuple[Filler, ...]
    different: int


@dataclass(frozen=True)
class Look:
    """How a place mostly looks: the signs before and after, whether a space stands before, and the words."""

    before: str
    words: str
    after: str
    spaced: bool


Reach = Sequence[tuple[int, int]]
"""The words of each text that a place holds: from, and to before."""


def usual(forms: Counter[str]) -> str:
    """Return the most frequent form; of equally frequent ones the first in the order of the alphabet."""
    return min(forms, key=lambda form: (-forms[form], form))


def look_of(split: Sequence[Words], reach: Reach, posts: Sequence[int]) -> Look:
    """Return how a place mostly looks, going by the texts in which it holds something, each counted by its posts."""
    before, words, after = Counter[str](), Counter[str](), Counter[str]()
    spaced = 0
    for own, (begins, ends), count in zip(split, reach, posts, strict=True):
        if begins == ends:
            continue
        ahead, behind = own.between(begins), own.between(ends)
        before[_leading(ahead) if begins else _opening(ahead)] += count
        after[_trailing(behind) if ends < len(own.keys) else _closing(behind)] += count
        words[own.piece(begins, ends)] += count
        if begins:
            spaced += count if any(sign.isspace() for sign in ahead) else -count
    if not words:
        return Look("", "", "", spaced=True)
    first, last = usual(before), usual(after)
    return Look(
        first if len(first) <= _MOST_SIGNS else "…" + first[-_MOST_SIGNS:],
        usual(words),
        last if len(last) <= _MOST_SIGNS else last[:_MOST_SIGNS] + "…",
        spaced >= 0,
    )


def _opening(signs: str) -> str:
    """Return the signs before the first word of a text, with a space where one stands behind them, as in `{{ `."""
    kept = " ".join(signs.split())
    return kept + " " if kept and signs[-1].isspace() else kept


def _closing(signs: str) -> str:
    """Return the signs behind the last word of a text, with a space where one stands before them, as in ` }}`."""
    kept = " ".join(signs.split())
    return " " + kept if kept and signs[0].isspace() else kept


def _leading(signs: str) -> str:
    """Return the signs that belong to the word after them: those behind the last space, as in ` ("`."""
    return signs.split()[-1] if signs.strip() and any(map(str.isspace, signs)) and not signs[-1].isspace() else ""


def _trailing(signs: str) -> str:
    """Return the signs that belong to the word before them, with a space where one stands before them, as in ` —`."""
    leading = _leading(signs)
    kept = signs[: len(signs) - len(leading)].rstrip()
    return " ".join(kept.split()) if not kept[:1].isspace() else " " + " ".join(kept.split())


def write_line(places: Sequence[tuple[Look, Slot | None]]) -> str:
    """Return the line of places in their order: fixed words, and slots with what they hold."""
    line = ""
    for look, slot in places:
        shown = look.words if slot is None else _shown(slot)
        line += (" " if look.spaced and line else "") + look.before + shown + look.after
    return line


def _shown(slot: Slot) -> str:
    """Return a slot with its first fillers and their posts, or its kind.

    Numbers stand without counts, which would look like them.
    """
    if slot.kind not in (WORD, NUMBER):
        return f"⟨#{slot.kind}⟩" if slot.kind == TAG else f"⟨{slot.kind}⟩"
    most = MOST_SHOWN + 1 if slot.different == MOST_SHOWN + 1 else MOST_SHOWN
    named = [_cut(filler.text) or NOTHING_THERE for filler in slot.fillers[:most]]
    if slot.kind == WORD:
        named = [f"{name} {filler.posts:,}" for name, filler in zip(named, slot.fillers, strict=False)]
    more = slot.different - most
    return f"⟨{' · '.join([*named, f'{more:,} more'] if more > 0 else named)}⟩"


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rstrip() + "…"
