"""Names of languages."""

from unisono.content.language_names import LANGUAGE_NAMES, language_name
from unisono.content.languages import LANGUAGES


def test_every_language_that_is_looked_for_has_a_name() -> None:
    assert set(LANGUAGES) <= set(LANGUAGE_NAMES)
    assert all(name[0].isupper() for name in LANGUAGE_NAMES.values())


def test_unknown_codes_stand_for_themselves() -> None:
    assert (language_name("ru"), language_name("tlh"), language_name(None)) == ("Russian", "tlh", "not known")
