"""Templates filled: in the reader's language, with the case's clock, and nothing of a post's text taken for markup."""

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from unisono.exports.report import amounts, wording
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.untrusted import defang, isolate, reveal, reveal_plainly, shorten
from unisono.languages import LANGUAGES
from unisono.model.counting import counted
from unisono.web.local_amounts import localized, localized_span, long_day
from unisono.web.security.limits import size_text
from unisono.web.translating import translations
from unisono.web.verdicts import verdict_in

TEMPLATES = Path(str(files("unisono.web").joinpath("templates")))
REPORT_PARTS = Path(str(files("unisono.exports.report").joinpath("parts")))
STATIC = Path(str(files("unisono.web").joinpath("static")))


def render(template: str, values: Mapping[str, Any], *, language: str, zone: str) -> str:  # Any: what it shows
    """Return a page as text. Raises jinja2.UndefinedError where the template needs a value that is not given."""
    return environment(language, zone).get_template(template).render(values)


@lru_cache(maxsize=64)
def environment(language: str, zone: str) -> Environment:
    """Return the templates in one language, with moments in one zone."""
    clock = Clock(zone)
    day = long_day(clock, language)
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), FileSystemLoader(REPORT_PARTS)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    catalog = translations(language)
    # The extension adds this method to the environment when it is loaded.
    found.install_gettext_callables(catalog.gettext, catalog.ngettext, newstyle=True)  # type: ignore[attr-defined]  # see above
    found.filters.update(
        number=localized(amounts.number, language),
        counted=counted,
        share=localized(amounts.share, language),
        probability=localized(amounts.probability, language),
        expected=localized(amounts.expected, language),
        chance=wording.chance,
        duration=localized_span(localized(amounts.duration, language), catalog),
        window=localized_span(localized(amounts.window, language), catalog),
        moment=lambda at: clock.moment(parse_moment(at)),
        day=lambda at: day(parse_moment(at)),
        user=lambda text: isolate(text) if text else amounts.NOT_KNOWN,
        words=lambda text: reveal(defang(text)) if text else amounts.NOT_KNOWN,
        plainly=lambda text: reveal_plainly(str(text)),
        shorten=shorten,
        verdict=verdict_in(language),
        size=localized(size_text, language),
        asset=asset,
    )
    found.globals.update(clock=clock, languages=LANGUAGES, language=language)
    return found


def file_of(name: str) -> Path:
    """Return a file that pages load; figures look as in the report, whose style stands there."""
    return (REPORT_PARTS if name == "report.css" else STATIC) / name


@cache
def _version(name: str) -> str:
    return hashlib.sha256(file_of(name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> Markup:
    """Return the address of a file of the page's own, which changes with its content."""
    return Markup("/static/{}?v={}").format(name, _version(name))
