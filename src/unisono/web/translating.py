"""The languages of the interface: catalogs of gettext, read when they are first needed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.core import Locale, UnknownLocaleError, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
USUAL = "en"


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalog of a language; English is what stands in the templates."""
    if language == USUAL or language not in LANGUAGES:
        return NullTranslations()
    source = files("unisono.web").joinpath("languages", f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


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
