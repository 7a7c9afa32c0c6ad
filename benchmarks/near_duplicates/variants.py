"""Texts changed as those do who hide that they copy: in eleven ways."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from benchmarks.near_duplicates.characters import AFFIXES, EMOJI, INVISIBLE, LOOK_ALIKES, MARKS, NAMES, SPACES, TAGS

Random = np.random.Generator
Change = Callable[[str, str, Random], str]
"""Makes a variant of a text; the second text is another of the same language, to take words from."""

CLAUSE = re.compile(r"(?<=[.!?,;:。、！？،؛।—])\s*")
UNTOUCHED = ("http", "@", "#")


def vary(kind: str, text: str, other: str, random: Random) -> str:
    """Return a variant of a text; it equals the text where its script knows no such change."""
    return KINDS[kind](text, other, random)


def swap_look_alikes(text: str, other: str, random: Random) -> str:
    """Swap 10 to 40 % of the letters for look-alikes of another script, or for another form of the same character."""
    by_form = random.random() < 0.3
    chances, share = random.random(len(text)).tolist(), random.uniform(0.1, 0.4)
    swapped = []
    for place, letter in enumerate(text):
        options = (other_forms() if by_form or letter not in LOOK_ALIKES else LOOK_ALIKES).get(letter, "")
        is_swapped = chances[place] < share and options and not _inside_address(text, place)
        swapped.append(options[place % len(options)] if is_swapped else letter)
    return "".join(swapped)


def add_invisible(text: str, other: str, random: Random) -> str:
    """Put characters without width between 5 to 30 % of the letters."""
    return _sprinkle(text, INVISIBLE, random.uniform(0.05, 0.3), random)


def change_case(text: str, other: str, random: Random) -> str:
    """Write all, each word's beginning, or half of the letters in capitals."""
    way = int(random.integers(0, 3))
    flips = (random.random(len(text)) < 0.5).tolist()
    changed = text.upper() if way == 0 else text.title()
    if way == 2:
        changed = "".join(c.swapcase() if flip else c for c, flip in zip(text, flips, strict=True))
    words = zip(text.split(" "), changed.split(" "), strict=True)
    return " ".join(was if was.startswith(UNTOUCHED) else now for was, now in words)


def add_emoji(text: str, other: str, random: Random) -> str:
    """Sprinkle two to eight emoji between words and at the end."""
    words, joiner = units_of(text)
    for emoji in random.choice(np.array(EMOJI, dtype=object), int(random.integers(2, 9))):
        words.insert(int(random.integers(0, len(words) + 1)), emoji)
    return joiner.join(words)


def change_punctuation(text: str, other: str, random: Random) -> str:
    """Drop, add and double marks and spaces; sometimes space one word out letter by letter."""
    changed = []
    words, joiner = units_of(text)
    spaced = int(random.integers(0, 2 * len(words)))
    for place, word in enumerate(words):
        chance = random.random()
        if word.startswith(UNTOUCHED):
            changed.append(word)
        elif place == spaced:
            changed.append(" ".join(word))
        elif chance < 0.15:
            changed.append(word + str(random.choice(MARKS)))
        elif chance < 0.3:
            changed.append(word.strip(".,!?;:\"'()-—«»…"))
        else:
            changed.append(word + (str(random.choice(SPACES)) if chance < 0.4 else ""))
    return joiner.join(changed)


def spin_words(text: str, other: str, random: Random) -> str:
    """Put words of another text in the place of 10 to 20 % of the words, one at least."""
    words, joiner = units_of(text)
    places = [place for place, word in enumerate(words) if not word.startswith(UNTOUCHED)]
    fresh = [word for word in units_of(other)[0] if not word.startswith(UNTOUCHED)]
    count = max(1, int(len(places) * random.uniform(0.1, 0.2)))
    if not fresh or len(places) <= count:
        return text
    for place in random.choice(places, count, replace=False):
        words[place] = fresh[int(random.integers(0, len(fresh)))]
    return joiner.join(words)


def truncate(text: str, other: str, random: Random) -> str:
    """Cut the last 15 to 25 % off, as clients do with long reposts."""
    return text[: int(len(text) * random.uniform(0.75, 0.85))] + ("…" if random.random() < 0.5 else "")


def reorder(text: str, other: str, random: Random) -> str:
    """Move a phrase of at most an eighth of the words, or put the second half of the clauses before the first."""
    words, joiner = units_of(text)
    if random.random() < 0.5:
        longest = max(1, len(words) // 8)
        start = int(random.integers(0, max(1, len(words) - longest)))
        phrase, rest = words[start : start + longest], words[:start] + words[start + longest :]
        place = int(random.integers(0, len(rest) + 1))
        return joiner.join([*rest[:place], *phrase, *rest[place:]])
    clauses = [clause for clause in CLAUSE.split(text) if clause]
    parts, joiner = (clauses, " ") if len(clauses) > 1 else (words, joiner)
    return joiner.join([*parts[len(parts) // 2 :], *parts[: len(parts) // 2]])


def add_affix(text: str, other: str, random: Random) -> str:
    """Put a cry before, or tags and a plea behind."""
    before, behind = random.choice(AFFIXES) + " ", " " + " ".join(random.choice(TAGS, int(random.integers(1, 3))))
    way = random.random()
    return f"{before if way < 0.6 else ''}{text}{behind if way > 0.4 else ''}"


def change_addresses(text: str, other: str, random: Random) -> str:
    """Name somebody else, or nobody any more, and link elsewhere."""
    words = [word for word in text.split(" ") if not word.startswith(("http", "@")) or random.random() < 0.3]
    way = random.random()
    if way < 0.7:
        words.append(f"https://t.co/{_letters(random, 10)}")
    if way > 0.4:
        words.insert(int(random.choice((0, len(words)))), f"@{random.choice(NAMES)}{random.integers(0, 9999)}")
    return " ".join(words)


def add_typos(text: str, other: str, random: Random) -> str:
    """Swap, drop, double or mistake 3 to 7 % of the letters, one at least."""
    letters = list(text)
    places = [place for place in range(len(text) - 1) if text[place].isalpha() and not _inside_address(text, place)]
    alphabet = [letter for letter in other if letter.isalpha()] or ["e"]
    count = max(1, int(len(places) * random.uniform(0.03, 0.07)))
    if len(places) <= count:
        return text
    for place in random.choice(places, count, replace=False):
        way = int(random.integers(0, 4))
        if way == 0 and letters[place] and letters[place + 1]:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        else:
            wrong = alphabet[int(random.integers(0, len(alphabet)))]
            letters[place] = ("", letters[place] * 2, wrong, letters[place] + wrong)[way]
    return "".join(letters)


KINDS: dict[str, Change] = {
    "look-alike letters": swap_look_alikes,
    "invisible characters": add_invisible,
    "changed case": change_case,
    "emoji sprinkled": add_emoji,
    "punctuation and spaces": change_punctuation,
    "spun words": spin_words,
    "truncated": truncate,
    "re-ordered": reorder,
    "cry before or tags behind": add_affix,
    "other mention or link": change_addresses,
    "typos": add_typos,
}


def units_of(text: str) -> tuple[list[str], str]:
    """Return the words of a text and what joins them; pairs of characters where a script writes no spaces."""
    words = text.split(" ")
    if len(words) * 25 >= len(text):
        return words, " "
    return [text[start : start + 2] for start in range(0, len(text), 2)], ""


@cache
def other_forms() -> dict[str, str]:
    """Return for each character those that NFKC makes into it: wide and bold letters, half-width kana, radicals."""
    forms: dict[str, str] = {}
    for code in range(0x80, 0x20000):
        letter = chr(code)
        plain = unicodedata.normalize("NFKC", letter)
        if plain != letter and len(plain) == 1 and plain.isalpha():
            forms[plain] = forms.get(plain, "") + letter
    return forms


def _sprinkle(text: str, what: Sequence[str], share: float, random: Random) -> str:
    chances, choices = random.random(len(text)).tolist(), random.integers(0, len(what), len(text)).tolist()
    parts = []
    for place, letter in enumerate(text):
        parts.append(letter)
        if chances[place] < share and not _inside_address(text, place):
            parts.append(what[choices[place]])
    return "".join(parts)


def _inside_address(text: str, place: int) -> bool:
    """Say whether a place lies in a link, mention or tag: a changed one would be another."""
    return text[text.rfind(" ", 0, place + 1) + 1 :].startswith(UNTOUCHED)


def _letters(random: Random, count: int) -> str:
    return "".join(random.choice(list("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"), count))
