"""What slips into anybody's words: joined emoji, spaces of no width, letters of another script, stylised letters."""

import numpy as np

LOOK_ALIKES = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "s": "ѕ"}
"""Latin letters and the Cyrillic ones that look like them."""

LATIN_LOOK_ALIKES = {cyrillic: latin for latin, cyrillic in LOOK_ALIKES.items()}

JOINER = "\u200b"  # a space of no width

JOINED_EMOJI = ("👩‍👧", "🤷‍♀️", "👨‍🍳", "👩‍🌾", "🤦‍♂️", "👨‍👩‍👧", "👩‍🎨", "🏃‍♀️")
"""Emoji put together from others by a joiner of no width, as keyboards offer them."""

STYLISED = {ord(plain) + place: 0x1D5D4 + 26 * (plain == "a") + place for plain in "Aa" for place in range(26)}
"""Latin letters and the mathematical ones (sans-serif, bold) that name decorators put in their place."""

KINDS = ("emoji", "space", "letter", "letters", "style")
IN_TEXTS = (0.35, 0.2, 0.12, 0.18, 0.15)
IN_NAMES = (0.5, 0.1, 0.2, 0.0, 0.2)
"""How often each kind slips in, of all slips: a name of two words is no place for many swapped letters."""

SHARE_OF_TEXTS, SHARE_OF_NAMES = 0.045, 0.03


def add_slips(rng: np.random.Generator, texts: list[str]) -> list[str]:
    """Return the texts, a few of them (SHARE_OF_TEXTS) with a slip; empty ones stay empty."""
    return _slip(rng, texts, SHARE_OF_TEXTS, IN_TEXTS)


def add_slips_to_names(rng: np.random.Generator, names: list[str]) -> list[str]:
    """Return the names, a few of them (SHARE_OF_NAMES) decorated or with a letter of another keyboard."""
    return _slip(rng, names, SHARE_OF_NAMES, IN_NAMES)


def _slip(rng: np.random.Generator, texts: list[str], share: float, kinds: tuple[float, ...]) -> list[str]:
    rows = np.flatnonzero(rng.random(len(texts)) < share)
    drawn = rng.choice(np.array(KINDS, dtype=object), len(rows), p=kinds).tolist()
    slipped = list(texts)
    for row, kind, place in zip(rows.tolist(), drawn, rng.random(len(rows)).tolist(), strict=True):
        if slipped[row]:
            slipped[row] = (
                swap_letters(rng, slipped[row], 0.06) if kind == "letters" else slip(slipped[row], kind, place)
            )
    return slipped


def slip(text: str, kind: str, place: float) -> str:
    """Return a text with one slip at about this share of its length: an emoji, a space of no width, a letter, a style.

    A text without Latin or Cyrillic letters has nothing to swap or to style: it gets a space of no width.

    >>> slip("Bon jour", "style", 0.9)
    'Bon 𝗷𝗼𝘂𝗿'
    """
    if kind == "emoji":
        return f"{text} {JOINED_EMOJI[int(place * len(JOINED_EMOJI))]}"
    slipped = _swap_one(text, place) if kind == "letter" else _style_one(text, place) if kind == "style" else text
    if slipped != text:
        return slipped
    middle = int(place * len(text))
    return text[:middle] + JOINER + text[middle:]


def _swap_one(text: str, place: float) -> str:
    """Return the text with one letter as the other keyboard has it, the next that can be swapped."""
    twins = LOOK_ALIKES | LATIN_LOOK_ALIKES
    spots = [spot for spot, letter in enumerate(text) if letter in twins]
    if not spots:
        return text
    spot = spots[int(place * len(spots))]
    return text[:spot] + twins[text[spot]] + text[spot + 1 :]


def _style_one(text: str, place: float) -> str:
    """Return the text with one word in stylised letters; words without Latin letters cannot be."""
    words = text.split(" ")
    spot = int(place * len(words))
    return " ".join([*words[:spot], words[spot].translate(STYLISED), *words[spot + 1 :]])


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
