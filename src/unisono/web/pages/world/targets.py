"""The targets of a case: who is attacked, by which names, and what the scan found of it."""

from collections import defaultdict
from typing import Any

from unisono.cases.targets import kept_targets
from unisono.detectors import attacks
from unisono.model.tables import FINDINGS, conform
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Shown


def view(asked: Asked) -> Shown:
    """Show every target with the findings about it, none of the words."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)  # Any: cells of FINDINGS
    if asked.run is not None:
        findings = conform(asked.run.table("findings"), FINDINGS).filter(detector=attacks.NAME)
        for row in findings.select("finding", "subject", "because", "posts_count").to_dicts():
            found[row["subject"].casefold()].append(row)
    rows = [
        {
            "target": one.name,
            "names": list(one.names),
            "accounts": list(one.accounts),
            "hashtags": list(one.hashtags),
            "findings": found[one.name.casefold()],
        }
        for one in kept_targets(asked.case.path).targets
    ]
    return Shown("world/targets.html.j2", {"targets": rows, "is_scanned": asked.run is not None}, rows)


PAGE = Page("/targets", view)
