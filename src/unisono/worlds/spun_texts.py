"""Copied texts made to look different: words spun, and in a few copies letters swapped for look-alikes."""

import re
from collections.abc import Sequence

import numpy as np

from unisono.worlds.names import draw_words
from unisono.worlds.slips import add_slips, swap_letters

SWAPPING_SHARE = 0.1
"""Copies with swapped letters: hardly more than among other people's posts, where letters are swapped as well."""

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

ALTERNATIVES = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def spin(rng: np.random.Generator, pattern: str, swapped: Sequence[float]) -> list[str]:
    """Return a copy of a pattern for each share in the list: words of its own choice, that share of letters swapped."""
    slots = ALTERNATIVES.findall(pattern)
    options = [slot.split("|") for slot in slots]
    frame = ALTERNATIVES.sub("\0", pattern).split("\0")
    choices = rng.random((len(swapped), len(options))).tolist()
    copies = []
    for row, share in zip(choices, swapped, strict=True):
        words = [texts[int(pick * len(texts))] for texts, pick in zip(options, row, strict=True)]
        text = "".join(part for pair in zip(frame, [*words, ""], strict=True) for part in pair)
        copies.append(swap_letters(rng, text, share) if share else text)
    return copies


def write_copypasta(
    rng: np.random.Generator,
    messages: int,
    copies: int,
    *,
    swapped_share: float = 0.06,
    swapping_share: float = SWAPPING_SHARE,
) -> list[list[str]]:
    """Return this many messages, each as a list of copies that say the same in slightly other words.

    In a few of the copies, those of the same places in every list, letters are swapped as well.
    """
    places = draw_words(rng, "en", messages, shortest=2, longest=3)
    numbers = rng.integers(40, 900, messages).tolist()
    kinds = rng.integers(0, len(SPUN), messages).tolist()
    patterns = [
        SPUN[kind].replace("{place}", place).replace("{number}", str(number))
        for kind, place, number in zip(kinds, places, numbers, strict=True)
    ]
    swaps = rng.permutation(copies) < round(copies * swapping_share)
    swapped = np.where(swaps, swapped_share, 0.0).tolist()
    return [add_slips(rng, spin(rng, pattern, swapped)) for pattern in patterns]
