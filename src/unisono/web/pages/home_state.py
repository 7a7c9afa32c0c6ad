"""How far the work on a case is: whether it was scanned, with what result, and what is to be done next."""

from collections.abc import Sequence
from typing import Any

from unisono.cases.later_posts import posts_since
from unisono.model.tables import NETWORKS, conform
from unisono.web.asked import Asked

TOLD_OF_RUN = ("run", "started_at", "seconds", "version", "pairs", "findings", "twin_networks", "twin_pairs")

State = dict[str, Any]  # Any: JSON


def state_of_work(asked: Asked, *, has_posts: bool) -> State:
    """Return what is known of the latest scan, posts that it does not know, and the steps that come next."""
    run = asked.run
    if run is None:
        return {"is_scanned": False, "newer_posts": 0, "next": ["scan" if has_posts else "import"]}
    record = run.record
    networks = conform(run.table("networks"), NETWORKS)
    verdicts = dict(networks.group_by("verdict").len().sort("verdict").iter_rows())
    newer = posts_since(asked.case, run)
    return {
        "is_scanned": True,
        **{name: record.get(name) for name in TOLD_OF_RUN},
        "run": run.id,
        "networks": networks.height,
        "accounts_in_networks": int(networks["size"].sum()),
        "verdicts": verdicts,
        "warnings": list(record.get("warnings") or []),
        "newer_posts": newer,
        "next": _next_steps(newer, networks.height),
    }


def _next_steps(newer: int, networks: int) -> Sequence[str]:
    """Return what to do next, the most pressing first."""
    again = ["scan"] if newer else []
    return [*again, *(["triage", "networks"] if networks else ["power"]), "evidence"]
