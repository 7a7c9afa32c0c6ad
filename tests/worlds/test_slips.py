"""What slips into texts and names: a few of them, in every script, and nothing else changes."""

import unicodedata

import numpy as np
import pytest

from unisono.worlds.slips import (
    JOINED_EMOJI,
    JOINER,
    KINDS,
    LOOK_ALIKES,
    SHARE_OF_NAMES,
    SHARE_OF_TEXTS,
    add_slips,
    add_slips_to_names,
    slip,
    swap_letters,
)

TEXTS = ["the tram was late again near the market", "Сегодня пирог удался", "明天是电车和花园"]


def test_a_few_texts_and_names_have_a_slip_and_empty_ones_stay_empty() -> None:
    texts = TEXTS * 5_000
    changed = [one != other for one, other in zip(texts, add_slips(np.random.default_rng(1), texts), strict=True)]
    assert abs(np.mean(changed) - SHARE_OF_TEXTS) < 0.01
    names = ["Mar Norsel"] * 10_000
    changed = [name != "Mar Norsel" for name in add_slips_to_names(np.random.default_rng(1), names)]
    assert abs(np.mean(changed) - SHARE_OF_NAMES) < 0.01
    assert set(add_slips(np.random.default_rng(1), [""] * 1_000)) == {""}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "letters"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_kind_leaves_a_mark_in_every_script(kind: str, text: str) -> None:
    for place in (0.0, 0.5, 0.99):
        slipped = slip(text, kind, place)
        assert slipped != text
        assert len(slipped) - len(text) in (0, 1) or slipped[len(text) + 1 :] in JOINED_EMOJI


def test_stylised_letters_are_the_same_letters() -> None:
    assert unicodedata.normalize("NFKC", slip("Zebra AZ az", "style", 0.0)) == "Zebra AZ az"


def test_swapped_letters_look_alike_and_can_be_swapped_back() -> None:
    assert all(latin.isascii() and not other.isascii() for latin, other in LOOK_ALIKES.items())
    text = "please copy this sentence and pass it on to everyone you know"
    swapped = swap_letters(np.random.default_rng(1), text, 0.3)
    assert swapped != text and JOINER in swapped
    back = {other: latin for latin, other in LOOK_ALIKES.items()}
    assert "".join(back.get(letter, letter) for letter in swapped.replace(JOINER, "")) == text


def test_a_text_of_which_no_letter_is_swapped_stays_as_it_is() -> None:
    assert swap_letters(np.random.default_rng(1), "BDFG 123", 1.0) == "BDFG 123"
