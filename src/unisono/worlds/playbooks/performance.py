"""What a planted network did, as its playbook hands it over: who took part, in which role, and since when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np

from unisono.worlds.draft import Draft, Ints
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage


@dataclass(frozen=True)
class Performance:
    """One network's acts, and what is true of it; times in ms since 1970."""

    members: Ints
    acts: int
    suffix: str = ""  # tells the networks of one plan apart
    roles: dict[str, Ints] = field(default_factory=dict)
    target: int | None = None  # the account that is attacked or praised
    woke_ms: int | None = None
    turned_ms: int | None = None
    born_ms: int | None = None  # when what is pushed came into being
    texts: Ints | None = None  # numbers of the copied texts
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: Ints | None = None  # numbers of the pictures uploaded
    disguised: Ints | None = None  # who hides among other acts; None: every member
    disguised_since_ms: int | None = None  # no camouflage before: an account that sleeps does nothing


Playbook = Callable[[Draft, Stage, Planted], tuple[Performance, ...]]


def describe_truth(draft: Draft, plan: Planted, performance: Performance) -> dict[str, Any]:  # Any: truth is plain JSON
    """Return what is true of a network; accounts are numbers, and what a playbook does not have is left out."""
    name = plan.name or f"{plan.playbook}-{len(draft.networks) + 1}"
    told: dict[str, Any] = {  # Any: as above
        "name": name + performance.suffix,
        "accounts": performance.members.tolist(),
        "playbook": plan.playbook,
        "level": plan.level,
    }
    if performance.roles:
        told["roles"] = {role: accounts.tolist() for role, accounts in performance.roles.items()}
    if performance.target is not None:
        told["target"] = performance.target
    for key, moment in (
        ("woke_at", performance.woke_ms),
        ("turned_at", performance.turned_ms),
        ("born_at", performance.born_ms),
    ):
        if moment is not None:
            told[key] = datetime.fromtimestamp(moment // 1000, UTC).isoformat()
    if performance.texts is not None:
        told["texts"] = [draft.texts[number] for number in np.unique(performance.texts).tolist()]
    if performance.images is not None:
        told["images"] = performance.images.tolist()
    for key, pushed in (("tags", performance.tags), ("links", performance.links)):
        if pushed:
            told[key] = list(pushed)
    return told
