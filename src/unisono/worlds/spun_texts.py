"""Copied texts made to look different: words spun, and letters swapped for look-alikes of another script."""

import re

import numpy as np

from unisono.worlds.names import draw_words

SPUN: tuple[str, ...] = (
    "{Everyone|Everybody|All of you} should {read|see} what the {council|town hall} of {place} {kept quiet|hid} "
    "{for years|all this time}. {Pass it on|Share this} {now|today}.",
    "{Listen|Look} at this: {number} {families|households} in {place} {wait|are waiting} for water while the "
    "{mayor|governor} {opens|unveils} a fountain.",
    "{Not one|No} {paper|newspaper} {says|tells} {a word|anything} about {place}. {Copy|Take} this and {post|publish} "
    "it {yourself|too}, {number} of us {already did|have}.",
    "{Remember|Do not forget} {place}: they {promised|swore} {number} {jobs|posts} and "
    "{delivered|gave us} {none|nothing}. {Enough|We have had enough}.",
    "{Ask|Question} {yourself|yourselves} who {gains|profits} when the {ferry|boat} of {place} {stops|no longer runs}. "
    "{Think|Think hard} {about it|for a minute}.",
)
"""Messages with alternatives in braces; {place} and {number} are filled in once for all copies."""

LOOK_ALIKES = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "s": "ѕ"}
"""Latin letters and the Cyrillic ones that look like them."""

JOINER = "\u200b"  # a space of no width
ALTERNATIVES = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def spin(rng: np.random.Generator, pattern: str, count: int, *, swapped_share: float) -> list[str]:
    """Return copies of a pattern, each with words of its own choice and this share of its letters swapped."""
    slots = ALTERNATIVES.findall(pattern)
    options = [slot.split("|") for slot in slots]
    frame = ALTERNATIVES.sub("\0", pattern).split("\0")
    choices = rng.random((count, len(options) + 1)).tolist()
    copies = []
    for row in choices:
        words = [texts[int(share * len(texts))] for texts, share in zip(options, row[1:], strict=True)]
        text = "".join(part for pair in zip(frame, [*words, ""], strict=True) for part in pair)
        copies.append(swap_letters(rng, text, swapped_share))
    return copies


def swap_letters(rng: np.random.Generator, text: str, share: float) -> str:
    """Return the text with about this share of its swappable letters replaced, and a space of no width if any is."""
    swaps = rng.random(len(text)) < share
    swapped = "".join(
        LOOK_ALIKES.get(letter, letter) if is_swapped else letter
        for letter, is_swapped in zip(text, swaps.tolist(), strict=True)
    )
    if swapped == text:
        return text
    place = int(rng.integers(1, len(text)))
    return swapped[:place] + JOINER + swapped[place:]


def write_copypasta(
    rng: np.random.Generator, messages: int, copies: int, *, swapped_share: float = 0.06
) -> list[list[str]]:
    """Return this many messages, each as a list of copies that say the same in slightly other letters and words."""
    places = draw_words(rng, "en", messages, shortest=2, longest=3)
    numbers = rng.integers(40, 900, messages).tolist()
    kinds = rng.integers(0, len(SPUN), messages).tolist()
    patterns = [
        SPUN[kind].replace("{place}", place).replace("{number}", str(number))
        for kind, place, number in zip(kinds, places, numbers, strict=True)
    ]
    return [spin(rng, pattern, copies, swapped_share=swapped_share) for pattern in patterns]
