"""Numbers, spans of time and days as the reader's language writes them."""

import re
from collections.abc import Callable
from datetime import datetime
from gettext import NullTranslations

from babel.dates import format_date

from unisono.exports.report.amounts import NOT_KNOWN, Clock
from unisono.languages.amounts import in_language

_days = re.compile(r"(?P<count>[\d,.]+) days?")


def localized(write: Callable[..., str], language: str) -> Callable[..., str]:
    """Return a function that writes an amount as a language does; in English, the amount as it is.

    >>> localized("{:,.1f}".format, "de")(1234.5)
    '1.234,5'
    """
    return lambda *given, **named: in_language(write(*given, **named), language)


def localized_span(write: Callable[[float | None], str], catalog: NullTranslations) -> Callable[[float | None], str]:
    """Return a function that writes a span of time, or the window of a pair, with the words of a catalog."""

    def span(seconds: float | None) -> str:
        text = write(seconds)
        if text == "at any time":
            return catalog.gettext("at any time")
        if text.startswith("within "):
            return catalog.gettext("within %(span)s") % {"span": _in_days(text.removeprefix("within "), catalog)}
        return _in_days(text, catalog)

    return span


def long_day(clock: Clock, language: str) -> Callable[[datetime | None], str]:
    """Return a function that writes a day out: 3 June 2018, 3. Juni 2018, 3 de junio de 2018."""
    if language == "en":
        return clock.day

    def day(moment: datetime | None) -> str:
        return str(format_date(clock.local(moment), "long", locale=language)) if moment else NOT_KNOWN

    return day


def _in_days(text: str, catalog: NullTranslations) -> str:
    found = _days.fullmatch(text)
    if found is None:
        return text
    count = found.group("count")
    return catalog.ngettext("%(count)s day", "%(count)s days", 1 if count == "1" else 2) % {"count": count}
