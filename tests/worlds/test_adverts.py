"""Invented advertisements: filled in, and with telephone numbers that cannot exist."""

import numpy as np

from unisono.worlds.adverts import PATTERNS, SERVICES, write_adverts


def test_every_language_has_patterns_and_services() -> None:
    assert set(PATTERNS) == set(SERVICES)


def test_an_advert_is_written_for_each_language_asked_for() -> None:
    adverts = write_adverts(np.random.default_rng(1), ["ru"] * 60 + ["es"] * 60)
    assert len(adverts) == 120
    assert not any("{" in advert for advert in adverts)
    assert all("а" <= advert.strip()[0].lower() <= "я" for advert in adverts[:60])


def test_telephone_numbers_start_with_three_zeros() -> None:
    adverts = write_adverts(np.random.default_rng(2), ["ru", "es", "en"] * 40)
    numbered = [advert for advert in adverts if "-" in advert]
    assert numbered
    assert all("000-" in advert for advert in numbered)
