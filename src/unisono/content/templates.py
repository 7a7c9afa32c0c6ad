"""Templates: the words that near-duplicate texts have in common, and the slots between them, fillers counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from unisono.content.aligning import NOTHING, Int32, align_words
from unisono.content.fixed_words import choose_fixed, choose_fixed_of_most, choose_open, gap_sizes
from unisono.content.template_line import Filler, Look, Slot, look_of, usual, write_line
from unisono.content.text_words import KINDS, WORD, Words, words_of

MOST_FILLERS = 1_000
"""Different fillers of one slot that are listed; `different` counts all."""

MOST_SHAPES = 1_000
"""Texts, those of most posts, that say how a fixed word is mostly written."""

HARDLY_ANY = 1 / 3
"""Share of the words of a usual post: a template with fewer fixed words does not show what was published."""

_WORTH = 1_000


@dataclass(frozen=True)
class Pattern:
    """What a text is matched with: keys of the anchors in order, and before each (and at the end) whether words may be.

    slots: for each slot in order, the anchor whose word it holds, or the anchor before which its words stand.
    """

    keys: tuple[str, ...]
    open: tuple[bool, ...]
    slots: tuple[tuple[bool, int], ...]


@dataclass(frozen=True)
class Template:
    """Fixed words and slots of near-duplicate texts, and how many of the texts and posts fit."""

    words: tuple[str, ...]
    slots: tuple[Slot, ...]
    line: str
    texts: int
    fitting: int
    posts: int
    fitting_posts: int
    pattern: Pattern

    @property
    def share(self) -> float:
        """Return the share of the distinct texts that the template covers."""
        return self.fitting / self.texts if self.texts else 0.0

    def fillers_of(self, texts: Sequence[str]) -> list[tuple[str, ...] | None]:
        """Return what each text has in the slots, in their order, or None where it does not fit."""
        split = [words_of(text) for text in texts]
        places = _match(self.pattern.keys, split)
        fits = _fits(places, split, np.array(self.pattern.open, dtype=np.bool_))
        return [
            _contents(words, own, self.pattern) if good else None
            for words, own, good in zip(split, places, fits, strict=True)
        ]

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return words, slots and counts as a JSON document has them."""
        return {
            "line": self.line,
            "words": list(self.words),
            "slots": [
                {
                    "position": slot.position,
                    "kind": slot.kind,
                    "different": slot.different,
                    "fillers": [
                        {"text": filler.text, "texts": filler.texts, "posts": filler.posts} for filler in slot.fillers
                    ],
                }
                for slot in self.slots
            ],
            "texts": self.texts,
            "texts_that_fit": self.fitting,
            "posts": self.posts,
            "posts_that_fit": self.fitting_posts,
        }


def template_of(texts: Sequence[str], weights: Sequence[int] | None = None) -> Template:
    """Return the template of near-duplicate texts, the same for any order of them.

    weights: posts of each text, 1 where left out; a text given twice counts once, with both weights. The fixed words
    are found from a sample (fixed_words.py), then every text is matched with them, and those that fit are counted.

    >>> template_of(["I was a nurse until today", "I was a teacher until today"]).line
    'I was a ⟨nurse 1 · teacher 1⟩ until today'
    """
    split, posts = _distinct(texts, weights)
    return _template(choose_fixed(split), split, posts)


def shown_template_of(texts: Sequence[str], weights: Sequence[int] | None = None) -> Template:
    """Return the template to show of near-duplicate texts: what nearly all, or else most, of their posts have.

    A few copies that are cut, re-ordered or spelled by letters and digits leave hardly a word that nearly all have.
    Then it is the template of the largest part of the posts that fit each other: `texts` and `fitting` say how many of
    the texts that is.
    """
    return templates_of(texts, weights)[1]


def templates_of(
    texts: Sequence[str], weights: Sequence[int] | None = None, common: Template | None = None
) -> tuple[Template, Template]:
    """Return template_of and shown_template_of these texts; common: the first of them, where it is known."""
    split, posts = _distinct(texts, weights)
    common = common or _template(choose_fixed(split), split, posts)
    if not _has_hardly_any(common, split, posts):
        return common, common
    largest = _template(choose_fixed_of_most(split, posts.tolist()), split, posts)
    more = len(largest.words) * largest.fitting_posts > len(common.words) * common.fitting_posts
    return common, largest if more else common


def line_in_common(texts: Sequence[str], weights: Sequence[int] | None = None) -> str | None:
    """Return the line of the template to show of texts that need not be alike; None where most share hardly a word.

    >>> line_in_common(["The bridge opens today", "The bridge opens tomorrow"])
    'The bridge opens ⟨today 1 · tomorrow 1⟩'
    >>> line_in_common(["The bridge opens today", "Nobody asked for more rain"])
    """
    shown = shown_template_of(texts, weights)
    split, posts = _distinct(texts, weights)
    is_of_most = 2 * shown.fitting_posts > posts.sum()
    return shown.line if is_of_most and not _has_hardly_any(shown, split, posts) else None


def _has_hardly_any(template: Template, split: Sequence[Words], posts: np.ndarray[Any, Any]) -> bool:
    """Return whether the fixed words are fewer than a third of those of the post of median length."""
    if not split:
        return False
    order = np.argsort(_lengths(split), kind="stable")
    middle = order[np.searchsorted(posts[order].cumsum(), posts.sum() / 2)]
    return len(template.words) < HARDLY_ANY * len(split[int(middle)].keys)


def _distinct(texts: Sequence[str], weights: Sequence[int] | None) -> tuple[list[Words], np.ndarray[Any, Any]]:
    """Return the different texts in the order of the alphabet, and the posts of each, int64."""
    counted: Counter[str] = Counter()
    for text, weight in zip(texts, weights if weights is not None else [1] * len(texts), strict=True):
        counted[text] += weight
    distinct = sorted(counted)
    return [words_of(text) for text in distinct], np.array([counted[text] for text in distinct], dtype=np.int64)


def _template(keys: tuple[str, ...], split: Sequence[Words], posts: np.ndarray[Any, Any]) -> Template:
    """Return the template with these fixed words: its slots, and how many of the texts and posts fit."""
    places = _match(keys, split)
    sizes = gap_sizes(places, _lengths(split))
    opened = choose_open(sizes[(places != NOTHING).all(axis=1)])
    fits = _fits(places, split, opened)
    opened &= (sizes[fits] > 0).any(axis=0)
    chosen = np.flatnonzero(fits)
    own = [split[row] for row in chosen.tolist()]
    pattern = _pattern(keys, opened, own, places[chosen])
    parts = _parts(pattern, own, places[chosen], posts[chosen])
    return Template(
        words=tuple(look.words for look, slot in parts if slot is None),
        slots=tuple(slot for _, slot in parts if slot is not None),
        line=write_line(parts),
        texts=len(split),
        fitting=len(chosen),
        posts=int(posts.sum()),
        fitting_posts=int(posts[chosen].sum()),
        pattern=pattern,
    )


def _lengths(split: Sequence[Words]) -> Int32:
    return np.array([len(words.keys) for words in split], dtype=np.int32)


def _match(keys: Sequence[str], split: Sequence[Words]) -> Int32:
    """Return where each anchor stands in each text; all of them where that is possible."""
    return align_words(keys, [words.keys for words in split], [_WORTH] * len(keys), 1)


def _fits(places: Int32, split: Sequence[Words], opened: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return which texts have all anchors and nothing where no words may be."""
    whole = (places != NOTHING).all(axis=1)
    spilled = (gap_sizes(places, _lengths(split)) > 0) & ~opened
    return np.asarray(whole & ~spilled.any(axis=1))


def _pattern(keys: tuple[str, ...], opened: np.ndarray[Any, Any], split: Sequence[Words], places: Int32) -> Pattern:
    """Return the pattern: links, mentions, tags and numbers that are not the same everywhere are slots."""
    slots: list[tuple[bool, int]] = []
    for number in range(len(keys) + 1):
        if opened[number]:
            slots.append((False, number))
        if number < len(keys) and keys[number].strip("<>") in KINDS and keys[number].startswith("<"):
            values = {words.value(own[number], own[number] + 1) for words, own in zip(split, places, strict=True)}
            if len(values) > 1:
                slots.append((True, number))
    return Pattern(keys, tuple(bool(one) for one in opened), tuple(slots))


def _contents(words: Words, places: Int32, pattern: Pattern) -> tuple[str, ...]:
    return tuple(words.piece(*_reaches([words], places[None, :], slot)[0]) for slot in pattern.slots)


def _reaches(split: Sequence[Words], places: Int32, slot: tuple[bool, int]) -> list[tuple[int, int]]:
    """Return the words of each text that a slot holds, from and to before."""
    at_anchor, anchor = slot
    if at_anchor:
        return list(zip(places[:, anchor].tolist(), (places[:, anchor] + 1).tolist(), strict=True))
    begins = places[:, anchor - 1] + 1 if anchor else np.zeros(len(places), dtype=np.int32)
    ends = places[:, anchor] if anchor < places.shape[1] else _lengths(split)
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def _parts(
    pattern: Pattern, split: Sequence[Words], places: Int32, posts: np.ndarray[Any, Any]
) -> list[tuple[Look, Slot | None]]:
    """Return the fixed words and the slots in the order of the line."""
    parts: list[tuple[Look, Slot | None]] = []
    counts, fixed = posts.tolist(), 0
    frequent = np.argsort(-posts, kind="stable")[:MOST_SHAPES].tolist()
    for number in range(len(pattern.keys) + 1):
        for at_anchor in (False, True):
            is_slot = (at_anchor, number) in pattern.slots
            if not is_slot and (not at_anchor or number == len(pattern.keys)):
                continue
            reach = _reaches(split, places, (at_anchor, number))
            slot = _slot(fixed, split, reach, counts) if is_slot else None
            look = look_of(*([column[row] for row in frequent] for column in (split, reach, counts)))
            parts.append((look, slot))
            fixed += not is_slot
    return parts


def _slot(position: int, split: Sequence[Words], reach: Sequence[tuple[int, int]], posts: Sequence[int]) -> Slot:
    forms: dict[str, Counter[str]] = {}
    texts: Counter[str] = Counter()
    kinds: set[str] = set()
    for words, (begins, ends), count in zip(split, reach, posts, strict=True):
        piece = words.piece(begins, ends)
        value = words.value(begins, ends)
        forms.setdefault(value, Counter())[piece] += count
        texts[value] += 1
        kinds.update(words.kinds[begins:ends])
    fillers = sorted(
        (Filler(usual(shapes), texts[value], shapes.total()) for value, shapes in forms.items()),
        key=lambda filler: (-filler.posts, -filler.texts, filler.text),
    )
    kind = kinds.pop() if len(kinds) == 1 else WORD
    return Slot(position, kind, tuple(fillers[:MOST_FILLERS]), len(fillers))
