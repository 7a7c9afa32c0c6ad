"""Lays the report's page out on sheets of paper; WeasyPrint does it, and may read nothing but the page."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from PIL import ImageFile

from unisono.exports.optional_library import optional_library
from unisono.exports.report.amounts import parse_moment
from unisono.exports.report.pdf.fitting import fit_to_paper
from unisono.model.errors import UsageError

VARIANT = "pdf/ua-1"
"""PDF for everybody: every part is tagged, in reading order, with title, language and words for pictures."""


def require_pdf() -> ModuleType:
    """Return the library that writes PDF; raises UsageError that says what to type where it is missing."""
    reads_cut_pictures = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        return optional_library("weasyprint", "pdf")
    except OSError as error:  # its Python half is there, and the libraries of the system that it calls are not
        raise UsageError(
            f"WeasyPrint, which writes PDF, does not find a library of this system ({str(error).splitlines()[0]}). "
            "On Debian and Ubuntu: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    finally:
        # Loading it lets the whole process take pictures that break off for whole ones.
        ImageFile.LOAD_TRUNCATED_IMAGES = reads_cut_pictures


def render_pdf(page: str, started_at: object = None) -> bytes:
    """Return a report's page as PDF, dated by the start of its run; the same page and fonts give the same bytes."""
    weasyprint = require_pdf()
    with _silent("weasyprint"), _silent("fontTools"):
        only_data = weasyprint.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
        html = weasyprint.HTML(string=page, url_fetcher=only_data)
        fit_to_paper(html.etree_element, parse_moment(started_at))
        written = html.write_pdf(
            pdf_variant=VARIANT,
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
        )
    return bytes(written)


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """Keep a library from telling of every style that paper has no use for."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
