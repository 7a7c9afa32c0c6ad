"""Names of columns in other languages are written as they are compared, and stand for one field each."""

from unisono.importers.tables.column_guessing import NAMES, shorten_name
from unisono.importers.tables.column_names import OTHER_LANGUAGES


def test_every_name_is_written_as_it_is_compared() -> None:
    names = [name for words in OTHER_LANGUAGES.values() for name in words.split()]
    assert [name for name in names if shorten_name(name) != name] == []


SECOND_CHOICES = ["accountname"]
"""Names that stand for another field where a plainer name has taken theirs: a handle, or what is displayed."""


def test_every_name_stands_for_one_field() -> None:
    names = [name for table in (NAMES, OTHER_LANGUAGES) for words in table.values() for name in words.split()]
    assert sorted({name for name in names if names.count(name) > 1}) == SECOND_CHOICES
    assert set(OTHER_LANGUAGES) <= set(NAMES)
