"""Testimonies: every slot filled, in the language asked for."""

import numpy as np

from unisono.worlds.testimonies import SLOTS, TEMPLATES, write_testimonies


def test_every_language_has_templates_and_slots() -> None:
    assert set(TEMPLATES) == set(SLOTS)
    for slots in SLOTS.values():
        assert set(slots) == {"was", "until", "now"}
        assert all(len(words.split("|")) >= 5 for words in slots.values())


def test_a_testimony_is_written_for_each_language_asked_for() -> None:
    written = write_testimonies(np.random.default_rng(1), ["en", "ru", "ja"] * 20)
    assert len(written) == 60
    assert not any("{" in text for text in written)
    assert all("until" in text for text in written[0::3])
    assert all("пока" in text for text in written[1::3])
    assert all("until" in text for text in written[2::3])
