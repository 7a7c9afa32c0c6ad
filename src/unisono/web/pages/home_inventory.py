"""What a case was given, file by file, and its posts by day as a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from unisono.cases import Case
from unisono.cases.live.cursors import SOURCE
from unisono.cases.live.recordings import is_recording
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.cases.sources import summarise_sources
from unisono.web.asked import Asked
from unisono.web.figures.days import DayLane, draw_days

MOST_PLATFORMS = 16
"""Platforms that are drawn, those of most posts first; the table has all."""


def sources_of(case: Case) -> list[dict[str, Any]]:  # Any: counts and texts
    """Return a row for each file, folder or live source: rows, stored, duplicates, rejected, and why some were."""
    given = as_given(read_manifest(case.path / "manifest.jsonl"))
    lines = sorted(given, key=lambda line: (line.append, line.segment))
    reasons = {}
    for append, own in groupby(lines, key=lambda line: line.append):
        told: dict[str, dict[str, Any]] = {}  # Any: as above
        for one in (rejected for line in own for rejected in line.rejected):
            known = told.setdefault(one.reason, {"reason": one.reason, "rows": 0, "example": one.example})
            known["rows"] += one.rows
        reasons[append] = list(told.values())
    rows = summarise_sources(lines).to_dicts()
    return [{**row, "reasons": why} for row, why in zip(rows, reasons.values(), strict=True)]


def as_given(lines: Sequence[ManifestLine]) -> list[ManifestLine]:
    """Return the lines with the recordings of one live source as one append of that source: it has thousands."""
    first: dict[str, int] = {}
    given = []
    for line in lines:
        if is_recording(line.source.file):
            name = line.source.settings.get(SOURCE, line.source.file)
            of_source = replace(line.source, file=name)
            given.append(replace(line, source=of_source, append=first.setdefault(name, line.append)))
        else:
            given.append(line)
    return given


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
