"""Texts of made-up words and variants of them, for tests of what counts as near."""

import random

import polars as pl

SYLLABLES = ["ba", "ke", "lor", "min", "sta", "ру", "го", "ты", "vel", "tri", "an", "os", "ek", "ди", "ша", "pon"]


def made_up_texts(count: int, seed: int, words: tuple[int, int] = (5, 16)) -> list[str]:
    """Return sentences of made-up words; a third of them are variants of earlier ones, of any degree."""
    dice = random.Random(seed)
    lexicon = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(150)]
    texts: list[str] = []
    for _ in range(count):
        if texts and dice.random() < 0.35:
            texts.append(vary(dice.choice(texts), dice, lexicon))
        else:
            texts.append(" ".join(dice.choices(lexicon, k=dice.randint(*words))))
    return texts


def vary(text: str, dice: random.Random, lexicon: list[str]) -> str:
    """Return the text cut, prefixed, turned around, spun or mistyped."""
    words = text.split()
    way = dice.randrange(5)
    if way == 0:
        return " ".join(words[: max(3, int(len(words) * dice.uniform(0.5, 0.9)))])
    if way == 1:
        return " ".join([*dice.choices(lexicon, k=dice.randint(1, 5)), *words])
    if way == 2:
        middle = len(words) // 2
        return " ".join([*words[middle:], *words[:middle]])
    if way == 3:
        return " ".join(dice.choice(lexicon) if dice.random() < 0.2 else word for word in words)
    return "".join("x" if dice.random() < 0.05 else letter for letter in text)


def shuffled(texts: pl.Series, at: pl.Series, seed: int) -> tuple[pl.Series, pl.Series]:
    """Return texts and times in another order."""
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    return texts.gather(order), at.gather(order)
