"""The queue of what is to be judged: networks and findings, the strongest first, with reasons, filters and marks."""

from typing import Any

import polars as pl

from unisono.cases import Run
from unisono.cases.marks import kept_marks
from unisono.engine.special_functions import gammaincinv
from unisono.exports.report import wording
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.found.choosing import chosen_rows, pills_of
from unisono.web.pages.found.claim_filters import CLAIM_FILTERS
from unisono.web.pages.found.claims import claims_of, expected_false
from unisono.web.pages.found.marking import take_mark
from unisono.web.pages.found.subjects_of_claims import known_handles, shown_claim
from unisono.web.shown import Given, Shown
from unisono.web.translating import Words

NOT_SCANNED = "found/not_scanned.html.j2"


def view(asked: Asked) -> Shown | Given:
    """Show the claims that the address asks for, a page of them at a time."""
    if asked.run is None:
        return Shown(NOT_SCANNED)
    marks = kept_marks(asked.case.path)
    every = claims_of(asked.run, marks)
    parts = every.filter(pl.col("part_of").is_not_null()).height
    shows_parts = asked.query.get("parts") == "1"
    queue = every if shows_parts else every.filter(pl.col("part_of").is_null())
    found = chosen_rows(asked, queue, CLAIM_FILTERS)
    first = (min(asked.page_number, max(1, -(-found.height // asked.rows_shown))) - 1) * asked.rows_shown
    handles = known_handles(asked.run)
    page = found.slice(first, asked.rows_shown).to_dicts()
    values = {
        "claims": [shown_claim(asked, row, handles) for row in page],
        "first": first,
        "total": found.height,
        "every": queue.height,
        "marked": queue.filter(pl.col("mark") != "unmarked").height,
        "parts": parts,
        "shows_parts": shows_parts,
        "pills": pills_of(asked, queue, CLAIM_FILTERS, Words(asked.language).say),
        "expected_false": expected_false(found),
        "damaged": marks.damaged,
        "by": marks.marks[-1].by if marks.marks else "",
        **base_rate(asked.run),
    }
    return Shown("found/triage.html.j2", values, found.iter_rows(named=True))


def base_rate(run: Run) -> dict[str, Any]:  # Any: text and numbers
    """Return what chance gives: the sentence of the shuffled twin, and how many networks it may give at most.

    twin_most: the mean behind the twin's count of networks is below this with 95 %; null where there was no twin.
    """
    record = run.record
    twin = record.get("twin_networks")
    return {
        "twin": wording.twin_sentence(record),
        "twin_networks": twin,
        "twin_most": _most_behind(twin) if isinstance(twin, int) else None,
        "networks_found": run.table("networks").height,
    }


def _most_behind(count: int) -> float:
    """Return the one-sided exact bound of 95 % of the mean behind a Poisson count: 3.0 for none."""
    return float(gammaincinv(count + 1, 0.95))


PAGE = Page("/triage", view, take_mark)
