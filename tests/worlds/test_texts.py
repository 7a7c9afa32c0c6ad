"""Invented posts: unlike each other, in the language asked for."""

import numpy as np

from unisono.worlds.names import LANGUAGES
from unisono.worlds.texts import Speaker, write_texts


def test_two_thousand_texts_hardly_repeat() -> None:
    for language in LANGUAGES:
        texts = Speaker(np.random.default_rng(1), language).write(2_000)
        assert len(set(texts)) >= 1_995, language


def test_texts_come_in_the_order_of_their_languages() -> None:
    texts = write_texts(np.random.default_rng(2), ["ru", "en", "ru", "ja"])
    cyrillic = ["а" <= min(letter for letter in text.lower() if letter.isalpha()) <= "я" for text in texts]
    assert cyrillic == [True, False, True, False]


def test_no_slot_stays_unfilled() -> None:
    assert not any("{" in text for text in write_texts(np.random.default_rng(3), list(LANGUAGES) * 200))
