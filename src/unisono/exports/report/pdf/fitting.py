"""Makes the page fit for paper: figures with their own styles, pictures blurred for good, a date that is the run's."""

import base64
import io
import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement

from PIL import Image, ImageFilter

SVG = "{http://www.w3.org/2000/svg}"
DATA = "data:image/jpeg;base64,"
BLUR = 3
"""In the browser a picture is blurred until a reader points at it; on paper it stays so."""

_rule = re.compile(r"([^{}]+)\{([^{}]*)\}")
_variable = re.compile(r"var\((--[a-z-]+)(?:,\s*var\((--[a-z-]+)\))?\)")
_drawn = re.compile(r"\b(fill|stroke|opacity|font-size|font-family)[a-z-]*\s*:")


def fit_to_paper(page: Element, at: datetime | None) -> None:
    """Change a page's tree in place; at: when the file is dated, in UTC; it is told to the minute."""
    head = page.find("head")
    if head is not None:
        # After the page's own styles, which would outweigh those that WeasyPrint is handed beside the page.
        SubElement(head, "style").text = _part("paper.css")
        for name in ("dcterms.created", "dcterms.modified") if at is not None else ():
            SubElement(head, "meta", {"name": name, "content": f"{at:%Y-%m-%dT%H:%MZ}"})
    for figure in page.iter(f"{SVG}svg"):
        _dress(figure)
    for picture in page.iter("img"):
        picture.set("src", _blurred(picture.get("src", "")))


def _dress(figure: Element) -> None:
    """Give a figure the page's styles, which do not reach into it; its words go to its title, which is read out."""
    title, told = figure.find(f"{SVG}title"), figure.find(f"{SVG}desc")
    if title is not None and told is not None:
        title.text = f"{title.text or ''}. {told.text or ''}"
    style = Element(f"{SVG}style")
    style.text = figure_styles()
    figure.insert(0, style)


@cache
def figure_styles() -> str:
    """Return the rules of the page's styles that draw figures, with the colours of paper in place of variables."""
    style = _part("report.css")
    light, screen = style.split("@media print")[0], style.split("@media print")[1]
    colours = {**_variables(_rule.findall(light)[0][1]), **_variables(_rule.findall(screen.split("{", 1)[1])[0][1])}
    plain = light.split("@media screen")[0]
    rules = [(who.strip(), what) for who, what in _rule.findall(plain) if _drawn.search(what) and ":root" not in who]
    return "\n".join(f"{who} {{{_without_variables(what, colours)}}}" for who, what in rules)


def _part(name: str) -> str:
    return files("unisono.exports.report").joinpath("parts", name).read_text(encoding="utf-8")


def _variables(body: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in body.split(";") if part.strip().startswith("--"))
    return {name.strip(): value.strip() for name, value in pairs}


def _without_variables(body: str, colours: dict[str, str]) -> str:
    kept = ";".join(part for part in body.split(";") if not part.strip().startswith("--"))
    return _variable.sub(lambda found: colours.get(found.group(1)) or colours.get(found.group(2) or "", "#000"), kept)


def _blurred(address: str) -> str:
    """Return a picture that stands in the page as grey and blurred bytes."""
    picture = Image.open(io.BytesIO(base64.b64decode(address.removeprefix(DATA)))).convert("L")
    written = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(BLUR)).save(written, "JPEG", quality=80)
    return DATA + base64.b64encode(written.getvalue()).decode()
