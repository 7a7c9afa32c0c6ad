"""Invented names: unique handles, many scripts."""

import re
import unicodedata

import numpy as np
import pytest

from unisono.worlds.names import (
    LANGUAGES,
    PROPOSED_SHARE,
    SCRAMBLED_SHARE,
    draw_display_names,
    draw_handles,
    draw_name_pools,
    draw_words,
    scatter_digits,
    scatter_serial,
    to_base36,
)


def test_handles_never_repeat_and_fit_twitter() -> None:
    rng = np.random.default_rng(1)
    handles = draw_handles(rng, 5_000, first=0) + draw_handles(rng, 5_000, first=5_000)
    handles += draw_handles(rng, 5_000, first=10_000, scrambled_share=1.0)
    assert len({handle.lower() for handle in handles}) == 15_000
    assert max(map(len, handles)) <= 15


def test_display_names_come_in_ten_scripts() -> None:
    rng = np.random.default_rng(2)
    names = draw_display_names(rng, list(LANGUAGES) * 5, draw_name_pools(rng))
    scripts = {unicodedata.name(letter, "?").split()[0] for name in names for letter in name if letter.isalpha()}
    spoken = {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HANGUL", "HIRAGANA", "CJK", "DEVANAGARI", "THAI", "HEBREW"}
    assert spoken <= scripts


def test_a_share_of_handles_is_a_name_and_eight_digits() -> None:
    handles = draw_handles(np.random.default_rng(4), 20_000, first=9_990_000)
    proposed = [handle for handle in handles if re.fullmatch(r"[A-Z][a-z]{3,6}\d{8}", handle)]
    assert len(proposed) / len(handles) == pytest.approx(PROPOSED_SHARE, abs=0.02)
    scrambled = [handle for handle in set(handles) - set(proposed) if "_" not in handle]
    assert len(scrambled) / len(handles) == pytest.approx(SCRAMBLED_SHARE, abs=0.02)
    assert not any(set("aeiou") & set(handle[:8].lower()) for handle in scrambled)


def test_no_two_serials_scatter_to_the_same_digits() -> None:
    assert len({scatter_digits(serial) for serial in range(0, 100_000_000, 997)}) == len(range(0, 100_000_000, 997))


def test_the_ending_of_a_handle_does_not_tell_when_it_was_given_out() -> None:
    handles = draw_handles(np.random.default_rng(5), 4_000, first=0, proposed_share=0.0, scrambled_share=0.0)
    endings = np.array([int(handle.split("_")[1], 36) for handle in handles])
    assert abs(np.corrcoef(endings, np.arange(4_000))[0, 1]) < 0.05
    assert len({scatter_serial(serial) for serial in range(0, 36**5, 997)}) == len(range(0, 36**5, 997))


def test_words_have_two_syllables_or_more() -> None:
    assert all(len(word) >= 2 for language in LANGUAGES for word in draw_words(np.random.default_rng(3), language, 50))


def test_base_36_counts_on_after_z() -> None:
    assert [to_base36(number) for number in (0, 35, 36)] == ["0", "z", "10"]
