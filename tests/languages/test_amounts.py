"""Numbers, days and names of languages, as German and Spanish write them."""

import pytest

from unisono.languages.amounts import told_day, told_language, with_amounts


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("1,234.5", "1.234,5"),
        ("0.05 of 12,000,000", "0,05 of 12.000.000"),
        ("1.2 × 10⁻⁵", "1,2 × 10⁻⁵"),
        ("version 0.1.0", "version 0.1.0"),
        ("2018-06-03 14:22:10.5 UTC", "2018-06-03 14:22:10.5 UTC"),
        ("1,2,3", "1,2,3"),
    ],
)
def test_amounts_change_their_signs_and_nothing_else_does(english: str, told: str) -> None:
    assert with_amounts(english, "de") == told == with_amounts(english, "es")
    assert with_amounts(english, "en") == english


@pytest.mark.parametrize(
    ("english", "german", "spanish"),
    [
        ("3 June 2018", "3. Juni 2018", "3 de junio de 2018"),
        ("3 June", "3. Juni", "3 de junio"),
        ("Jun 2018", "Juni 2018", "jun 2018"),
        ("32 June 2018", None, None),
        ("a day in June", None, None),
    ],
)
def test_days_are_written_as_the_language_does(english: str, german: str | None, spanish: str | None) -> None:
    assert (told_day(english, "de"), told_day(english, "es")) == (german, spanish)


def test_languages_have_their_names_and_other_words_have_none() -> None:
    assert (told_language("Japanese", "de"), told_language("Japanese", "es")) == ("Japanisch", "japonés")
    assert told_language("Nonsense", "de") is None
