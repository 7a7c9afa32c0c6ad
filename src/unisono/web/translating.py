"""The reader's language: the one a browser chose or accepts, and the interface's words in it."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations

from babel.core import Locale, UnknownLocaleError, negotiate_locale

from unisono.languages import LANGUAGES, USUAL, catalogs


def translations(language: str) -> NullTranslations:
    """Return the catalog of the interface in a language; English is what stands in the templates."""
    return catalogs.translations("unisono.web", "languages", language)


def choose_language(cookie: str | None, accepted: str | None) -> str:
    """Return the language that a browser chose, else the first of those it accepts that there is a catalog of.

    >>> choose_language(None, "de-AT,de;q=0.9,en;q=0.8"), choose_language("es", "de"), choose_language("xx", None)
    ('de', 'es', 'en')
    """
    if cookie in LANGUAGES:
        return cookie
    wanted = [part.split(";")[0].strip() for part in (accepted or "").split(",")]
    return negotiate_locale([name for name in wanted if _is_known(name)], list(LANGUAGES), sep="-") or USUAL


def _is_known(name: str) -> bool:
    try:
        Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@dataclass(frozen=True)
class Words:
    """Says things in one language, for code that is no template."""

    language: str

    @property
    def say(self) -> Callable[[str], str]:
        """Return the function that translates one message."""
        return translations(self.language).gettext
