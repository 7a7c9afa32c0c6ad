"""One picture: who posted or wears it, since when, in which files, and with which texts."""

from unisono.content.pictures.own_file import is_file
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import NothingThere, Shown

ROWS_SHOWN = 50


def view(asked: Asked) -> Shown:
    """Show a picture by its id, its name in the case, or a post that shows it."""
    name = asked.subject["image"]
    # On the command line a name may be that of a file on disk; an address must not have files opened.
    if is_file(name):
        raise NothingThere("Pictures have addresses by their id in the case. Find it in the list of pictures.")
    card = asked.card("image", name)
    return Shown("world/image.html.j2", {"card": card, "most": ROWS_SHOWN}, [card])


PAGE = Page("/image/{image:path}", view)
