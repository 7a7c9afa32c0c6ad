"""The words of the interface, collected from templates and code, and the catalogs that say them in other languages.

python -m tests.web.languages.catalogs    adds new words to each catalog, for somebody to translate, and drops old ones
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from unisono.languages import LANGUAGES, USUAL

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "unisono" / "web"
TEMPLATES = "templates/**.html.j2"
FROM = [("**.py", "python"), (TEMPLATES, "jinja2")]
OPTIONS = {
    TEMPLATES: {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false", "extensions": "jinja2.ext.do"}
}
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "say_many": (1, 2)}
Words = str | tuple[str, ...]
TRANSLATED = tuple(language for language in LANGUAGES if language != USUAL)


@cache
def words_of_the_interface() -> dict[Words, list[str]]:
    """Return what pages say, each with the files that say it."""
    found: dict[Words, list[str]] = {}
    for file, line, words, _, _ in extract_from_dir(PACKAGE, FROM, OPTIONS, KEYWORDS):
        if words:
            found.setdefault(words, []).append(f"{file}:{line}")
    return found


def file_of(language: str) -> Path:
    """Return a language's catalog."""
    return PACKAGE / "languages" / f"{language}.po"


def catalog_of(language: str) -> Catalog:
    """Return what a catalog holds."""
    return read_po(BytesIO(file_of(language).read_bytes()), locale=language)


def messages(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages without the head."""
    return (message for message in catalog if message.id)


def bring_up_to_date(language: str) -> int:
    """Add the words that a catalog lacks, drop those that no page says, and return how many wait for a translation."""
    known = {message.id: message.string for message in messages(catalog_of(language))}
    fresh = Catalog(locale=language, header_comment=f"# {LANGUAGES[language]}: the words of the interface.")
    for words in sorted(words_of_the_interface(), key=str):
        fresh.add(words, known.get(words, ("", "") if isinstance(words, tuple) else ""))
    written = BytesIO()
    write_po(written, fresh, width=120, no_location=True, omit_header=True)
    file_of(language).write_bytes(head_of(language).encode() + written.getvalue())
    return sum(
        not all(message.string if isinstance(message.string, tuple) else [message.string])
        for message in messages(fresh)
    )


def head_of(language: str) -> str:
    """Return the beginning of a catalog; without dates, so that only words change it."""
    return (
        f'# {LANGUAGES[language]}: the words of the interface.\nmsgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )


if __name__ == "__main__":
    for each in TRANSLATED:
        bring_up_to_date(each)
