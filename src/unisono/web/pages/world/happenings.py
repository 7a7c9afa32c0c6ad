"""What happened in a case as pages show it: rows with their links, and the figure of the rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from unisono.dossiers.case_timeline.happening import told_of
from unisono.exports.report.amounts import parse_moment
from unisono.exports.report.course import draw_happenings
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.course import MARK_NAMES, Span
from unisono.exports.report.untrusted import defang, reveal
from unisono.web.asked import Asked

Row = Mapping[str, Any]  # Any: JSON of a card

PAGES_OF = {"network": "network", "hashtag": "hashtag", "post": "post", "text": "text", "target": "target"}
"""Kinds whose subject has a page of its own, and that page; of others the finding is shown."""


def shown_happening(asked: Asked, row: Row) -> dict[str, Any]:  # Any: what the template shows
    """Return a row as the table shows it, with the address of what it is about."""
    author = f"@{row['author_handle'].lstrip('@')}" if row["author_handle"] else row["author"]
    return {
        **row,
        "is_day": row["kind"] in MARK_NAMES,
        "told": reveal(defang(told_of(row["kind"], row["subject"], author, row["says"]))),
        "address": address_of_happening(asked, row),
        "finding_address": asked.address("finding", row["finding"]) if row["finding"] else None,
    }


def address_of_happening(asked: Asked, row: Row) -> str | None:
    """Return the page of what happened, or of the finding that says so; events have none."""
    if row["kind"] in PAGES_OF:
        return asked.address(PAGES_OF[row["kind"]], row["subject"])
    if row["kind"] == "purpose":
        return asked.address("network", row["subject"])
    return asked.address("finding", row["finding"]) if row["finding"] else None


def picture_of(asked: Asked, card: Row, rows: Sequence[Row]) -> Markup | None:
    """Return the figure of some rows; null where none has a time."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for one in card["spans"]:
        begin, end = parse_moment(one["at"]), parse_moment(one["until"])
        if begin is not None and end is not None:
            spans.setdefault((one["kind"], one["subject"]), []).append(Span(begin, end, one["level"]))
    told = [{**row, "at": parse_moment(row["at"]), "until": parse_moment(row["until"])} for row in rows]
    return draw_happenings(told, spans, Disclosure("internal"), asked.clock)
