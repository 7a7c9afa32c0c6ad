"""The pictures of a case: those of most accounts first, blurred and grey until somebody asks to see one."""

from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown

PICTURES_A_PAGE = 24


def view(asked: Asked) -> Shown:
    """Show a page of pictures; ?by=networks keeps those that members of networks posted."""
    card = asked.card("images")
    by = asked.query.get("by", "")
    rows = [one for one in card["pictures"] if by != "networks" or one["in_networks"]]
    shown = asked.whole("rows", PICTURES_A_PAGE, least=1, most=100)
    first = (asked.page_number - 1) * shown
    values = {
        "card": card,
        "by": by,
        "pictures": rows[first : first + shown],
        "total": len(rows),
        "pages": max(1, -(-len(rows) // shown)),
    }
    return Shown("world/images.html.j2", values, rows)


PAGE = Page("/images", view)
