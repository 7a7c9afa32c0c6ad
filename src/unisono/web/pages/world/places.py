"""Where accounts say they are, as a table and a map by country; what people write there is no real location."""

import re

from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import NothingThere, Shown
from unisono.web.world_map.drawing import country_paths, draw_map

_code = re.compile(r"[A-Z]{2}")


def view(asked: Asked) -> Shown:
    """Show all countries, or the accounts of ?country=."""
    country = asked.query.get("country", "")
    card = asked.card("places")
    named = {one["code"]: one["named"] for one in card["countries"]}
    if country:
        return _country(asked, country, named)
    counts = {one["code"]: one["accounts"] for one in card["countries"]}
    drawn = country_paths().keys()
    values = {
        "card": card,
        "countries": [{**one, "is_drawn": one["code"] in drawn} for one in card["countries"]],
        "picture": draw_map(counts, named, lambda code: asked.here(country=code)) if counts else None,
        "not_drawn": [one["named"] for one in card["countries"] if one["code"] not in drawn],
    }
    return Shown("world/places.html.j2", values, card["countries"])


def _country(asked: Asked, country: str, named: dict[str, str]) -> Shown:
    if not _code.fullmatch(country) or country not in named:
        raise NothingThere(f"No account of this case says that it is in {country!r}. Countries are codes such as DE.")
    told = asked.card("places", country)
    first = (asked.page_number - 1) * asked.rows_shown
    values = {"told": told, "rows": told["rows"][first : first + asked.rows_shown]}
    return Shown("world/place.html.j2", values, told["rows"])


PAGE = Page("/places", view)
