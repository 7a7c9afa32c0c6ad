"""Invented names: unique handles, many scripts."""

import unicodedata

import numpy as np

from unisono.worlds.names import (
    LANGUAGES,
    draw_display_names,
    draw_handles,
    draw_scrambled_handles,
    draw_words,
    to_base36,
)


def test_handles_never_repeat_and_fit_twitter() -> None:
    rng = np.random.default_rng(1)
    handles = draw_handles(rng, 5_000, first=0) + draw_handles(rng, 5_000, first=5_000)
    handles += draw_scrambled_handles(rng, 5_000, first=10_000)
    assert len({handle.lower() for handle in handles}) == 15_000
    assert max(map(len, handles)) <= 15


def test_display_names_come_in_at_least_six_scripts() -> None:
    names = draw_display_names(np.random.default_rng(2), list(LANGUAGES) * 5)
    scripts = {unicodedata.name(letter).split()[0] for name in names for letter in name if letter.isalpha()}
    assert {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HANGUL", "HIRAGANA"} <= scripts


def test_words_have_two_syllables_or_more() -> None:
    assert all(len(word) >= 2 for language in LANGUAGES for word in draw_words(np.random.default_rng(3), language, 50))


def test_base_36_counts_on_after_z() -> None:
    assert [to_base36(number) for number in (0, 35, 36)] == ["0", "z", "10"]
