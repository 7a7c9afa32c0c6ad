"""Rival explanations of a network against the evidence, as the page shows them: a matrix that also reads on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from unisono.cases import Run
from unisono.dossiers.network.purpose_mix import PurposeMix
from unisono.dossiers.network.rival_evidence import AGAINST, FOR, NOT_TESTED, SILENT
from unisono.dossiers.network.rival_explanations import RIVALS, SHORT, WOULD_CHANGE, weigh_explanations
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.reading import parsed
from unisono.exports.report.untrusted import defang, reveal

SIGNS = {FOR: "+", AGAINST: "−", SILENT: "·", NOT_TESTED: "?"}
UNSEEN = {
    "known_networks": (),
    "seen_in": (),
    "registry_problem": "Other cases are not looked into by a report: it rests on this case alone.",
}


MEANINGS = tuple((SHORT[name], title, WOULD_CHANGE[name]) for name, title in RIVALS.items())
"""What stands above each column, what it means, and what would change our mind about it."""


@dataclass(frozen=True)
class RivalView:
    """One explanation: how many pieces of evidence are against it and for it; is_least: nothing has fewer against."""

    title: str
    short: str
    against: int
    consistent: int
    is_tested: bool
    is_least: bool


@dataclass(frozen=True)
class EvidenceView:
    """One piece of evidence, and how it stands to each rival: (sign, word), in the order of the rivals.

    same: what all cells say, where that is nothing or was not tested; empty otherwise.
    """

    name: str
    says: Markup
    cells: Sequence[tuple[str, str]]
    separates: str

    @property
    def same(self) -> str:
        """Return what stands in place of cells that are all alike and tell nothing."""
        words = {word for _, word in self.cells}
        return {SILENT: "says nothing of any", NOT_TESTED: NOT_TESTED}.get(words.pop(), "") if len(words) == 1 else ""


@dataclass(frozen=True)
class RivalsView:
    """The matrix of one network: rivals with least against them first, evidence that tells most apart first.

    silent, untested: names of evidence that says nothing of any rival, or was not tested, where there are too many
    networks to show its rows; what would change our mind is then told once for all of them, in MEANINGS.
    """

    network: int
    rivals: Sequence[RivalView]
    evidence: Sequence[EvidenceView]
    conclusion: Sequence[str]
    would_change: Sequence[tuple[str, str]]
    silent: Sequence[str] = ()
    untested: Sequence[str] = ()


def view_rivals(
    row: Mapping[str, Any],  # Any: cells of NETWORKS
    purpose: PurposeMix,
    run: Run,
    disclosure: Disclosure,
    *,
    shows_silent: bool = True,
) -> RivalsView:
    """Return the rival explanations of one network; nothing of other cases is told, as copies are handed on."""
    mix = purpose.as_json()
    opened = {**row, "innocent": parsed(row["innocent"], []), **UNSEEN}
    matrix = weigh_explanations({**opened, "purpose_mix": mix, "for_hire": mix["for_hire"]}, run)
    rivals = sorted(
        matrix["rivals"], key=lambda one: (not one["is_tested"], one["against"], -one["for_few"], -one["for"])
    )
    rows = sorted(matrix["evidence"], key=lambda one: -one["diagnosticity"])
    least = set(matrix["least_inconsistent"])
    evidence = [_evidence(one, rivals, disclosure) for one in rows]
    hidden = [one for one in evidence if one.same and not shows_silent]
    return RivalsView(
        network=row["network"],
        rivals=[
            RivalView(
                title=one["title"],
                short=one["short"],
                against=one["against"],
                consistent=one["for"],
                is_tested=one["is_tested"],
                is_least=one["name"] in least,
            )
            for one in rivals
        ],
        evidence=[one for one in evidence if shows_silent or not one.same],
        conclusion=matrix["conclusion"],
        would_change=[(one["title"], one["look_for"]) for one in matrix["would_change"] if shows_silent],
        silent=[one.name for one in hidden if one.separates != NOT_TESTED],
        untested=[one.name for one in hidden if one.separates == NOT_TESTED],
    )


def _evidence(
    row: Mapping[str, Any], rivals: Sequence[Mapping[str, Any]], disclosure: Disclosure
) -> EvidenceView:  # Any: JSON
    return EvidenceView(
        name=row["name"],
        says=reveal(defang(disclosure.free_text(row["says"]))),
        cells=[(SIGNS[cell], cell) for cell in (row["cells"][rival["name"]] for rival in rivals)],
        separates=row["separates"],
    )


def _place(rival: Mapping[str, Any]) -> tuple[bool, int, int, int]:  # Any: a column of the matrix
    """Return where a rival stands: those least against first, those that nothing measured could contradict last."""
    return not rival["is_tested"], rival["against"], -rival["for_few"], -rival["for"]
