"""What happened in the case, in order: every network, pushed hashtag, attack, waking and event."""

from collections import Counter

from unisono.exports.report.course import KIND_NAMES
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.world.happenings import picture_of, shown_happening
from unisono.web.shown import Shown


def view(asked: Asked) -> Shown:
    """Show what happened, of all kinds or of ?kind=, a page at a time; the figure draws the rows of the page."""
    card = asked.card("what_happened")
    kind = asked.query.get("kind", "")
    kinds = Counter(row["kind"] for row in card["happenings"])
    rows = [row for row in card["happenings"] if kind in ("", row["kind"])]
    first = (asked.page_number - 1) * asked.rows_shown
    page = rows[first : first + asked.rows_shown]
    values = {
        "kind": kind,
        "kinds": [(name, kinds[name]) for name in KIND_NAMES if kinds[name]],
        "total": len(rows),
        "whole": len(card["happenings"]),
        "happenings": [shown_happening(asked, row) for row in page],
        "picture": picture_of(asked, card, page),
        "is_scanned": asked.run is not None,
    }
    return Shown("world/timeline.html.j2", values, rows)


PAGE = Page("/timeline", view)
