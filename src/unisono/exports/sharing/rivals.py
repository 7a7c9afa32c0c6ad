"""The rival explanations of networks in sentences: what has least against it, how each fares, what to look for."""

from collections.abc import Sequence
from typing import Any

from unisono.cases import Case, Run
from unisono.dossiers.network.purpose import purposes_of_networks
from unisono.dossiers.network.rival_explanations import weigh_explanations
from unisono.dossiers.network.rows import Row

MOST_NETWORKS = 50
"""Networks of which the explanations are weighed, the strongest first."""


def rivals_of_networks(case: Case, run: Run, rows: Sequence[Row]) -> dict[int, list[str]]:
    """Return the sentences by network. What other cases know of a network is not told: it is not this case's to tell.

    rows: NETWORKS with their JSON columns opened.
    """
    chosen = sorted(rows, key=lambda row: row["network"])[:MOST_NETWORKS]
    purposes = purposes_of_networks(case, run, [row["network"] for row in chosen])
    told = {}
    for row in chosen:
        unseen = {"known_networks": [], "seen_in": [], "registry_problem": "Other cases were not looked into."}
        mix = purposes[row["network"]].as_json()
        page = {**row, **unseen, "purpose_mix": mix, "for_hire": mix["for_hire"]}
        told[row["network"]] = _sentences(weigh_explanations(page, run))
    return told


def _sentences(matrix: dict[str, Any]) -> list[str]:  # Any: a JSON document
    fared = [
        f"{one['title']}: {one['against']:,} against, {one['for']:,} for."
        for one in matrix["rivals"]
        if one["is_tested"]
    ]
    look = [f"What would change this: {one['look_for']} ({one['title']})" for one in matrix["would_change"]]
    return [*matrix["conclusion"], *fared, *look]
