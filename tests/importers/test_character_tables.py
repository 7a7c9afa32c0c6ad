"""The tables that --encoding names are Python's; other words are refused with those that are common."""

import pytest

from unisono.importers.character_tables import COMMON, known_encoding, told
from unisono.model.errors import UsageError


@pytest.mark.parametrize("name", COMMON)
def test_every_common_table_is_known_by_its_name(name: str) -> None:
    assert known_encoding(name) == name


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Windows-1251", "cp1251"),
        (" UTF8 ", "utf-8"),
        ("shift-jis", "shift_jis"),
        ("latin1", "iso8859-1"),
        (None, None),
    ],
)
def test_other_names_of_a_table_are_understood(word: str | None, name: str | None) -> None:
    assert known_encoding(word) == name


@pytest.mark.parametrize("word", ["", "klingon", "base64", "rot13", "idna", "undefined", "unicode_escape", "a\0b"])
def test_what_is_no_table_is_refused_with_the_common_ones(word: str) -> None:
    with pytest.raises(UsageError, match=r"no such table .*cp1251 \(Cyrillic\)"):
        known_encoding(word)


def test_a_table_is_told_with_what_is_written_in_it() -> None:
    assert (told("cp1256"), told("mac-roman")) == ("cp1256 (Arabic)", "mac-roman")
