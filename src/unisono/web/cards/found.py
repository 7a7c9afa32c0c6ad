"""Cards about what a scan found."""

from collections.abc import Mapping

from unisono.cases import Case, Run
from unisono.web.cards.declared import Card, Make


def network(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of a network, and its rival explanations."""
    from unisono.web.cards.networks import network_card

    return network_card(case, run, subject)


def network_evidence(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return the strongest pairs of a network side by side, and what it acted on."""
    from unisono.web.cards.networks import evidence_card

    return evidence_card(case, run, subject)


def network_graph(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return where the accounts of a network, or of all networks, are drawn, and their ties."""
    from unisono.web.cards.networks import graph_card

    return graph_card(case, run, subject)


def finding_evidence(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return the first posts that a finding rests on, and how many there are."""
    from unisono.web.cards.finding_posts import finding_card

    return finding_card(case, run, subject)


FOUND: Mapping[str, Make] = {
    "finding_evidence": finding_evidence,
    "network": network,
    "network_evidence": network_evidence,
    "network_graph": network_graph,
}
