"""The runs of a case: every scan that was finished, the latest first."""

from typing import Any

from unisono.cases import Run
from unisono.model.errors import DataRejectedError
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown

FIELDS = ("started_at", "seconds", "posts", "accounts", "pairs", "networks", "findings", "twin_pairs", "twin_networks")


def view(asked: Asked) -> Shown:
    """Show the runs, and a form that compares two of them."""
    runs = list(reversed(asked.case.runs()))
    rows = [row_of(run) for run in runs]
    return Shown("work/runs.html.j2", {"runs": rows}, rows)


def row_of(run: Run) -> dict[str, Any]:  # Any: JSON
    """Return a run as a row of the list; one whose record is damaged says so."""
    try:
        record = run.record
    except DataRejectedError as error:
        return {"run": run.id, **dict.fromkeys(FIELDS), "version": None, "warnings": 0, "damaged": str(error)}
    told = {name: record.get(name) for name in FIELDS}
    warnings = len(record.get("warnings") or ())
    return {"run": run.id, **told, "version": record.get("version"), "warnings": warnings, "damaged": None}


PAGE = Page("/runs", view)
