"""Figures carry their styles to paper, pictures stay blurred, dates are the run's."""

import base64
import io
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

from PIL import Image

from unisono.exports.report.pdf.fitting import DATA, SVG, figure_styles, fit_to_paper


def test_styles_of_figures_need_no_variables() -> None:
    styles = figure_styles()
    assert "var(" not in styles
    assert ".layer-repost" in styles
    assert "stroke: #0072b2" in styles
    assert ".grid {stroke: #ccc" in styles.replace(" {", " {").replace("{ ", "{")
    assert "body" not in styles


def test_a_figure_gets_styles_and_words() -> None:
    page = fromstring(
        '<html><head/><body><svg xmlns="http://www.w3.org/2000/svg"><title>Days</title><desc>One row an account.</desc>'
        "</svg></body></html>"
    )
    fit_to_paper(page, None)
    (figure,) = page.iter(f"{SVG}svg")
    assert figure[0].tag == f"{SVG}style"
    assert figure.findtext(f"{SVG}title") == "Days. One row an account."
    assert list(page.iter("meta")) == []
    assert "@page" in "".join(one.text or "" for one in page.iter("style"))


def test_the_date_is_the_runs_to_the_minute() -> None:
    page = fromstring("<html><head/><body/></html>")
    fit_to_paper(page, datetime(2026, 11, 22, 3, 0, 17, tzinfo=UTC))
    told = {one.get("name"): one.get("content") for one in page.iter("meta")}
    assert told == {"dcterms.created": "2026-11-22T03:00Z", "dcterms.modified": "2026-11-22T03:00Z"}


def test_pictures_are_grey_and_blurred_for_good() -> None:
    sharp = Image.new("RGB", (64, 64), "red")
    sharp.paste("white", (32, 0, 64, 64))
    written = io.BytesIO()
    sharp.save(written, "JPEG")
    page = fromstring("<html><head/><body><img/></body></html>")
    (picture,) = page.iter("img")
    picture.set("src", DATA + base64.b64encode(written.getvalue()).decode())
    fit_to_paper(page, None)
    seen = Image.open(io.BytesIO(base64.b64decode(picture.get("src", "").removeprefix(DATA))))
    assert seen.mode == "L"
    edge = [seen.getpixel((column, 32)) for column in range(28, 36)]
    assert len(set(edge)) > 4
