"""Languages become codes."""

import polars as pl

from unisono.importers.tables.languages import CODES, read_languages


def test_names_codes_and_outdated_codes_become_codes() -> None:
    written = pl.Series(["Farsi (Persian)", "English", "EN-us", "iw", "lang_es", "und", "LANGUAGE UNDEFINED", "", None])
    assert read_languages(written).to_list() == ["fa", "en", "en", "he", "es", None, None, None, None]


def test_every_code_has_two_letters() -> None:
    assert all(len(code) == 2 and code.islower() for code in CODES.values())
