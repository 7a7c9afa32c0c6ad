"""The live board: how a stream comes in, what was said of it, and when it was not seen."""

from unisono.web.asked import Asked
from unisono.web.live.parts import PARTS, rows_of, values_of
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown


def view(asked: Asked) -> Shown:
    """Show the board as it is at this moment; what changes later is sent by the stream of its events."""
    followed = asked.workbench.live.follow(asked.case.path)
    values = {**values_of(asked, followed), "parts": PARTS, "follows": asked.page_number == 1}
    return Shown("live/board.html.j2", values, rows_of(followed))


PAGE = Page("/live", view)
