"""All frames of a run's report: views that the page, and the same report on paper or as plain text, draw from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unisono.cases import Case, Run
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.abcde import AbcdeView, view_abcde
from unisono.exports.report.frames.breakout import BreakoutScale, view_scale
from unisono.exports.report.frames.model_card import ModelCardView, view_model_card
from unisono.exports.report.frames.passing_on import passed_on_of_networks
from unisono.exports.report.frames.rivals import MEANINGS, RivalsView, view_rivals
from unisono.exports.report.frames.stated_levels import view_stated
from unisono.exports.report.limits import Limits
from unisono.exports.report.network_views import NetworkFacts
from unisono.exports.report.reading import Material


@dataclass(frozen=True)
class Frames:
    """ABCDE, the breakout scale, rival explanations by network with what they mean, and the model card."""

    abcde: AbcdeView
    scale: BreakoutScale
    rivals: Mapping[int, RivalsView]
    meanings: Sequence[tuple[str, str, str]]
    card: ModelCardView


def view_frames(
    case: Case,
    run: Run,
    material: Material,
    facts: Mapping[int, NetworkFacts],
    *,
    disclosure: Disclosure,
    clock: Clock,
    limits: Limits,
) -> Frames:
    """Return the frames; facts: of the networks that the report tells."""
    rows = {row["network"]: row for row in material.networks.to_dicts()}
    return Frames(
        abcde=view_abcde(case, material, facts, disclosure, clock, most=limits.framed),
        scale=view_scale(
            passed_on_of_networks(case, run, sorted(facts)[: limits.framed]),
            view_stated(case, rows.values(), disclosure, clock),
        ),
        rivals={
            number: view_rivals(rows[number], one.purpose, run, disclosure, shows_silent=limits.silent_evidence)
            for number, one in facts.items()
        },
        meanings=MEANINGS if facts else (),
        card=view_model_card(case, disclosure, clock),
    )
