"""Numbers and days that stand in English texts, as another language writes them."""

import re
from datetime import date

from babel.core import Locale
from babel.dates import format_date, get_month_names

_SWAPPED = str.maketrans(",.", ".,")
_POINTS = frozenset({"de", "es"})
"""Languages that part thousands by a point and decimals by a comma."""

_MONTHS = {name: number for number, name in get_month_names("wide", locale="en").items()}
_SHORT_MONTHS = {name: number for number, name in get_month_names("abbreviated", locale="en").items()}

AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_parted = re.compile(r"(?<![\w.,:/-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d:/]|[.,]\d)")
_day = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)})(?: (\d{{4}}))?")
_short_day = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_SHORT_MONTHS)})(?: (\d{{4}}))?")

_LANGUAGES = {name: code for code, name in Locale("en").languages.items()}


def in_language(amount: str, language: str) -> str:
    """Return an English amount as a language writes it.

    >>> in_language("1,234.5", "de"), in_language("1,234.5", "en")
    ('1.234,5', '1,234.5')
    """
    return amount.translate(_SWAPPED) if language in _POINTS else amount


def with_amounts(text: str, language: str) -> str:
    """Return a text with its amounts as a language writes them; versions, times and addresses stay.

    >>> with_amounts("q 0.05 of 1,200, version 1.0.2", "de")
    'q 0,05 of 1.200, version 1.0.2'
    """
    return _parted.sub(lambda found: in_language(found.group(), language), text)


def told_day(text: str, language: str) -> str | None:
    """Return a day, a month or both with their year in a language; None for any other text.

    >>> told_day("3 June 2018", "es"), told_day("Jun 2018", "de"), told_day("June", "de"), told_day("soon", "de")
    ('3 de junio de 2018', 'Juni 2018', 'Juni', None)
    """
    for pattern, months, width in ((_day, _MONTHS, "MMMM"), (_short_day, _SHORT_MONTHS, "MMM")):
        found = pattern.fullmatch(text)
        if found is not None:
            day, month, year = found.groups()
            return _written(int(day or 0), months[month], int(year or 0), width, language)
    return None


def told_language(name: str, language: str) -> str | None:
    """Return a language's name in a language; None where it is not the English name of one.

    >>> told_language("Greek", "de"), told_language("greek", "de")
    ('Griechisch', None)
    """
    code = _LANGUAGES.get(name)
    return None if code is None else Locale(language).languages.get(code)


def _written(day: int, month: int, year: int, width: str, language: str) -> str | None:
    of = " 'de' " if language == "es" and width == "MMMM" else " "
    parts = ["d." if language == "de" else "d"] if day else []
    form = (of if language == "es" else " ").join([*parts, width, *(["y"] if year else [])])
    try:
        written = str(format_date(date(year or 2000, month, day or 1), form, locale=language))
    except ValueError:
        return None
    return written
