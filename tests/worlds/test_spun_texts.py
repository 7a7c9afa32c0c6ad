"""Spun texts: alternatives chosen, letters swapped for look-alikes, nothing left in braces."""

import numpy as np

from unisono.worlds.spun_texts import JOINER, LOOK_ALIKES, spin, swap_letters, write_copypasta


def test_look_alikes_are_no_latin_letters() -> None:
    assert all(latin.isascii() and not other.isascii() for latin, other in LOOK_ALIKES.items())


def test_a_copy_chooses_among_the_alternatives() -> None:
    copies = spin(np.random.default_rng(1), "{Ask|Tell} {him|her} now.", 50, swapped_share=0.0)
    assert set(copies) == {"Ask him now.", "Ask her now.", "Tell him now.", "Tell her now."}


def test_swapped_letters_look_alike_and_can_be_swapped_back() -> None:
    text = "please copy this sentence and pass it on to everyone you know"
    swapped = swap_letters(np.random.default_rng(1), text, 0.3)
    assert swapped != text and JOINER in swapped
    back = {other: latin for latin, other in LOOK_ALIKES.items()}
    assert "".join(back.get(letter, letter) for letter in swapped.replace(JOINER, "")) == text


def test_a_text_of_which_no_letter_is_swapped_stays_as_it_is() -> None:
    assert swap_letters(np.random.default_rng(1), "BDFG 123", 1.0) == "BDFG 123"


def test_every_message_is_filled_in_once_for_all_its_copies() -> None:
    pools = write_copypasta(np.random.default_rng(1), 6, 20, swapped_share=0.0)
    assert [len(pool) for pool in pools] == [20] * 6
    assert not any("{" in copy or "}" in copy for pool in pools for copy in pool)
