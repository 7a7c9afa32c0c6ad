"""Levels 4 to 6 of the Breakout Scale on a network's page: what people stated, and the forms that state or withdraw."""

from typing import Any

from unisono.cases.breakouts import (
    STATED,
    StatedLevel,
    keep_level,
    kept_levels,
    levels_by_network,
    withdraw_level,
)  # fmt: skip
from unisono.cases.marks import network_identity
from unisono.model.errors import UsageError
from unisono.web.asked import Asked

Row = dict[str, Any]  # Any: cells of NETWORKS

STATE, WITHDRAW = "state-level", "withdraw-level"
"""What the hidden field `form` of the two forms says; the form that signs a review has none."""


def stated_levels(asked: Asked, row: Row) -> dict[str, Any]:  # Any: what the template shows
    """Return the levels stated of a network, the latest first, each with whether and by whom it was withdrawn."""
    kept = kept_levels(asked.case.path)
    members = {row["network"]: row["accounts"]}
    found = levels_by_network(kept.levels, asked.case.runs(), members).get(row["network"], [])
    size = len(set(row["accounts"]))
    stated = [
        {
            **vars(one),
            "id": one.id,
            "withdrawn": vars(kept.withdrawn[one.id]) if one.id in kept.withdrawn else None,
            "common": None if common == size else common,
        }
        for one, common in reversed(found)
    ]
    return {"stated": stated, "stated_damaged": kept.damaged, "levels": list(STATED)}


def take_level(asked: Asked, row: Row) -> None:
    """Keep what a form of this page states or withdraws; raises UsageError where it says too little."""
    form = asked.form
    if form.get("form") == WITHDRAW:
        withdraw_level(asked.case.path, form.get("id", ""), form.get("by", ""), form.get("note", ""))
        return
    level = form.get("level", "")
    if level not in {str(one) for one in STATED}:
        raise UsageError("Choose one of the levels 4, 5 and 6; the others are counted from posts.")
    keep_level(
        asked.case.path,
        StatedLevel(
            at="",
            by=form.get("by", ""),
            identity=network_identity(row["accounts"]),
            level=int(level),
            evidence=form.get("evidence", ""),
            note=form.get("note", ""),
            on=form.get("on", ""),
            network=str(row["network"]),
            run=asked.run.id if asked.run else "",
        ),
    )
