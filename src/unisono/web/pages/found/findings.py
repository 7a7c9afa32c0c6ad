"""The findings of a run as a table with filters, each with its measure, what chance gives, and its posts."""

import polars as pl

from unisono.cases.marks import kept_marks
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.found.choosing import chosen_rows, pills_of
from unisono.web.pages.found.claim_filters import DETECTOR, EXPLAINED, KIND, MARK
from unisono.web.pages.found.claims import claims_of, expected_false
from unisono.web.pages.found.subjects_of_claims import known_handles, shown_claim
from unisono.web.pages.found.triage import NOT_SCANNED
from unisono.web.shown import Given, Shown
from unisono.web.translating import Words

FILTERS = (DETECTOR, KIND, MARK, EXPLAINED)


def view(asked: Asked) -> Shown | Given:
    """Show the findings that the address asks for; ?network=N those about a network and its accounts."""
    if asked.run is None:
        return Shown(NOT_SCANNED)
    marks = kept_marks(asked.case.path)
    every = claims_of(asked.run, marks).filter(pl.col("kind") == "finding")
    network = asked.query.get("network", "")
    if network.isdecimal():
        mine = (pl.col("part_of") == int(network)) | (
            (pl.col("subject_kind") == "network") & (pl.col("subject") == network)
        )
        every = every.filter(mine)
    found = chosen_rows(asked, every, FILTERS)
    pages = max(1, -(-found.height // asked.rows_shown))
    start = (min(asked.page_number, pages) - 1) * asked.rows_shown
    handles = known_handles(asked.run)
    values = {
        "claims": [shown_claim(asked, row, handles) for row in found.slice(start, asked.rows_shown).to_dicts()],
        "total": found.height,
        "every": every.height,
        "network": network if network.isdecimal() else "",
        "pills": pills_of(asked, every, FILTERS, Words(asked.language).say),
        "expected_false": expected_false(found),
        "by": marks.marks[-1].by if marks.marks else "",
        "damaged": marks.damaged,
    }
    return Shown("found/findings.html.j2", values, found.iter_rows(named=True))


PAGE = Page("/findings", view)
