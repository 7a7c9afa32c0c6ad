"""The reader's language."""

import pytest

from unisono.languages import LANGUAGES
from unisono.web.translating import Words, choose_language, translations


@pytest.mark.parametrize(
    ("cookie", "accepted", "chosen"),
    [
        (None, None, "en"),
        (None, "fr,es-MX;q=0.8", "es"),
        (None, "de-CH", "de"),
        ("de", "es", "de"),
        ("../../x", "es", "es"),
        (None, "*", "en"),
        (None, "x" * 5000 + ",;;;=,,", "en"),
        (None, "de\u202e", "en"),
    ],
)
def test_a_cookie_comes_first_then_what_the_browser_accepts(
    cookie: str | None, accepted: str | None, chosen: str
) -> None:
    assert choose_language(cookie, accepted) == chosen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_catalog(language: str) -> None:
    assert (translations(language).gettext("Sign in") == "Sign in") == (language == "en")


def test_code_says_things_in_the_readers_language() -> None:
    assert Words("de").say("Sign in") == "Anmelden"
    assert Words("xx").say("Sign in") == "Sign in"
