"""Spun texts: alternatives chosen, letters swapped in a few, nothing left in braces."""

import numpy as np

from unisono.worlds.spun_texts import spin, write_copypasta


def test_a_copy_chooses_among_the_alternatives() -> None:
    copies = spin(np.random.default_rng(1), "{Ask|Tell} {him|her} now.", [0.0] * 50)
    assert set(copies) == {"Ask him now.", "Ask her now.", "Tell him now.", "Tell her now."}


def test_every_message_is_filled_in_once_for_all_its_copies() -> None:
    pools = write_copypasta(np.random.default_rng(1), 6, 20, swapped_share=0.0)
    assert [len(pool) for pool in pools] == [20] * 6
    assert not any("{" in copy or "}" in copy for pool in pools for copy in pool)


def test_letters_are_swapped_in_the_same_few_places_of_every_list() -> None:
    pools = write_copypasta(np.random.default_rng(1), 20, 40, swapped_share=0.3)
    swapped = np.array([[any("а" <= letter <= "ѕ" for letter in copy) for copy in pool] for pool in pools])
    assert sorted(swapped.mean(axis=0).round(1).tolist())[-4:] == [1.0] * 4
    assert sorted(swapped.mean(axis=0).tolist())[-5] < 0.2
