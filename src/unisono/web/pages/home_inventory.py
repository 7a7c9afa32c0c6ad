"""What a case was given, file by file, and its posts by day as a figure."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from unisono.cases import Case
from unisono.cases.manifest import read_manifest
from unisono.web.asked import Asked
from unisono.web.figures.days import DayLane, draw_days

MOST_PLATFORMS = 16
"""Platforms that are drawn, those of most posts first; the table has all."""


def sources_of(case: Case) -> list[dict[str, Any]]:  # Any: counts and texts
    """Return a row for each file or folder: rows, stored, duplicates, rejected, and why rows were rejected."""
    lines = sorted(read_manifest(case.path / "manifest.jsonl"), key=lambda line: (line.append, line.segment))
    reasons = {}
    for append, own in groupby(lines, key=lambda line: line.append):
        told: dict[str, dict[str, Any]] = {}  # Any: as above
        for one in (rejected for line in own for rejected in line.rejected):
            known = told.setdefault(one.reason, {"reason": one.reason, "rows": 0, "example": one.example})
            known["rows"] += one.rows
        reasons[append] = list(told.values())
    rows = case.sources().to_dicts()
    return [{**row, "reasons": why} for row, why in zip(rows, reasons.values(), strict=True)]


def draw_inventory(asked: Asked, card: Mapping[str, Any]) -> Markup | None:  # Any: JSON
    """Draw the posts of each platform by day, with the days shaded that hold hardly any."""
    lanes = []
    for platform in card["platforms"][:MOST_PLATFORMS]:
        name = platform["platform"]
        counts = {date.fromisoformat(one["day"]): one["posts"] for one in card["days"] if one["platform"] == name}
        gaps = [
            (date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"]))
            for one in card["gaps"]
            if one["platform"] == name
        ]
        lanes.append(DayLane(name, counts, gaps))
    return draw_days(
        lanes,
        asked.clock,
        name="inventory",
        title="Posts by day and platform",
        description="A row of bars for each platform; grey are days between its first and last post with hardly any.",
    )
