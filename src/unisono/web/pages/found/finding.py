"""One finding: its claim, its numbers and what they mean, what else could explain it, and the posts it rests on."""

from unisono.cases.marks import kept_marks
from unisono.detectors import DETECTORS
from unisono.exports.report.explanations import MEANINGS as INNOCENT
from unisono.exports.report.explanations import explanations_of
from unisono.exports.report.likelihood import LIKELIHOOD_RANGES
from unisono.model.findings import MEANINGS, likelihood_opening
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.pages.found.claims import claims_of, evidence_query
from unisono.web.pages.found.network import COME_BACK_SECONDS, card_if_ready
from unisono.web.pages.found.subjects_of_claims import known_handles, shown_claim
from unisono.web.pages.found.triage import NOT_SCANNED
from unisono.web.shown import Given, NothingThere, Shown


def view(asked: Asked) -> Shown | Given:
    """Show the finding at once, and its posts as soon as they are found."""
    if asked.run is None:
        return Shown(NOT_SCANNED)
    marks = kept_marks(asked.case.path)
    found = claims_of(asked.run, marks).filter(id=asked.subject["finding"], kind="finding").to_dicts()
    if not found:
        raise NothingThere(_elsewhere(asked))
    row = found[0]
    stored = asked.run.table("findings").filter(finding=row["id"]).to_dicts()[0]
    if asked.query.get("as"):
        posts = asked.card("finding_evidence", row["id"])
        data = {**row, "n": stored["n"], "p": stored["p"], "query": evidence_query(stored), **posts}
        return Shown("found/finding.html.j2", {}, [{**data, "marks": [vars(one) for one in marks.of(row["identity"])]}])
    evidence = card_if_ready(asked, "finding_evidence", row["id"])
    values = {
        "row": shown_claim(asked, row, known_handles(asked.run)),
        "stored": stored,
        "meaning": MEANINGS.get((row["detector"], row["subject_kind"])),
        "likelihood": _likelihood(row["likelihood"]),
        "innocent": _innocent(row["detector"]),
        "network": row["part_of"] or (row["subject"] if row["subject_kind"] == "network" else None),
        "evidence": evidence,
        "marks": marks.of(row["identity"]),
        "by": marks.marks[-1].by if marks.marks else "",
        "damaged": marks.damaged,
        "question": next((one.question for one in DETECTORS if one.name == row["detector"]), ""),
    }
    return Shown("found/finding.html.j2", values, reload_seconds=None if evidence else COME_BACK_SECONDS)


def _innocent(detector: str) -> list[tuple[str, str]]:
    """Return the innocent explanations that a detector names, with what each would mean where that is written down."""
    if detector in INNOCENT:
        return explanations_of(detector)
    return [(name, "") for one in DETECTORS if one.name == detector for name in one.innocent]


def _likelihood(word: str | None) -> str:
    if not word:
        return "How likely it is that this is more than chance was not measured."
    return f"{likelihood_opening(word)} that this is more than chance ({LIKELIHOOD_RANGES[word]})."


def _elsewhere(asked: Asked) -> str:
    """Return what to say of a finding that this run does not have."""
    wanted = asked.subject["finding"]
    for run in reversed(asked.case.runs()):
        if "findings" in run.table_names and wanted in run.table("findings")["finding"].to_list():
            return f"This run does not have the finding; the scan {run.id} has it: choose that run by ?run={run.id}"
    return "No scan of this case has this finding. The page of findings lists those there are."


PAGE = Page("/finding/{finding}", view)
