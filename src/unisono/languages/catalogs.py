"""The languages that Unisono speaks, and the catalogs of gettext that hold their words."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from unisono.model.errors import UsageError

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
USUAL = "en"


def require_language(language: str) -> str:
    """Return the language; raises UsageError for one that there is not."""
    if language not in LANGUAGES:
        raise UsageError(
            f"There are no reports in {language!r}. Languages: {', '.join(LANGUAGES)}. Try: --lang {USUAL}"
        )
    return language


@cache
def read_catalog(package: str, folder: str, language: str) -> Catalog:
    """Return the catalog of a language that lies in a folder of a package."""
    source = files(package).joinpath(folder, f"{language}.po").read_bytes()
    return read_po(BytesIO(source), locale=language)


@cache
def translations(package: str, folder: str, language: str) -> NullTranslations:
    """Return the words of such a catalog; those of English stand in templates and code."""
    if language == USUAL or language not in LANGUAGES:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalog(package, folder, language))
    compiled.seek(0)
    return GNUTranslations(compiled)
