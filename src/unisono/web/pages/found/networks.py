"""The networks of a run as a table, and all of them in one picture."""

from typing import Any

from unisono.cases.marks import kept_marks, network_identity
from unisono.dossiers.network.judging import judged_networks
from unisono.dossiers.network.strength import strengths_of_networks
from unisono.exports.report.likelihood import LIKELIHOOD_RANGES, fit_word, fits_at_all
from unisono.exports.report.wording import explanation, layers_in_words
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.found.triage import NOT_SCANNED, base_rate
from unisono.web.shown import Given, Shown


def view(asked: Asked) -> Shown | Given:
    """Show the networks, strongest first."""
    if asked.run is None:
        return Shown(NOT_SCANNED)
    marks = kept_marks(asked.case.path)
    strong = {row["network"]: row for row in strengths_of_networks(asked.run).iter_rows(named=True)}
    rows = []
    for row in judged_networks(asked.run):
        mark = marks.latest.get(network_identity(row["accounts"]))
        best = best_fitting(row["innocent"])
        rows.append(
            {
                **row,
                **(strong.get(row["network"]) or {"strength": None, "strength_low": None, "strength_high": None}),
                "explanation": best["name"],
                "fit": best["fit"],
                "mark": mark.mark if mark else "unmarked",
                "note": mark.note if mark else "",
                "marked_by": mark.by if mark else "",
                "best": best,
                "layers_text": layers_in_words(row["layers"]),
            }
        )
    start = (asked.page_number - 1) * asked.rows_shown
    values = {
        "networks": rows[start : start + asked.rows_shown],
        "total": len(rows),
        "accounts": sum(row["size"] or 0 for row in rows),
        "ranges": LIKELIHOOD_RANGES,
        "by": marks.marks[-1].by if marks.marks else "",
        "damaged": marks.damaged,
        **base_rate(asked.run),
    }
    hidden = ("best", "layers_text")
    data = ({name: value for name, value in row.items() if name not in hidden} for row in rows)
    return Shown("found/networks.html.j2", values, data)


def best_fitting(innocent: list[dict[str, Any]]) -> dict[str, Any]:  # Any: text and numbers
    """Return the best-fitting innocent explanation with its words; one that does not fit at all is none."""
    measured = [one for one in innocent if one.get("fit")]
    best = max(measured, key=lambda one: float(one["fit"]), default=None)
    if best is None:
        return {"name": None, "fit": None, "title": "", "word": "", "fits": False}
    return {
        "name": best["explanation"],
        "fit": best["fit"],
        "title": explanation(best["explanation"]),
        "word": fit_word(best["fit"]),
        "fits": fits_at_all(best["fit"]),
    }


PAGE = Page("/networks", view)
