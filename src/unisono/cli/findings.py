"""Print the findings of a case."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import polars as pl
import typer

from unisono.api.choices import require_choice
from unisono.cases import open_case
from unisono.cli.latest_run import latest_run
from unisono.cli.network_rows import innocent_parts
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.run_age import warn_of_later_posts
from unisono.detectors import DETECTORS
from unisono.dossiers.network.rows import network_rows
from unisono.model.counting import counted
from unisono.model.findings import MEANINGS
from unisono.model.json_text import json_value
from unisono.model.tables import FINDINGS, conform
from unisono.model.untested import untested_text

FINDING_COLUMNS = (
    "finding",
    "detector",
    "subject_kind",
    "subject",
    "measure",
    "value",
    "expected",
    "expected_basis",
    "n",
    "q",
    "posts_count",
    "likelihood",
)
_NAMES = tuple(one.name for one in DETECTORS)
_SUBJECT_KINDS = tuple(dict.fromkeys(kind for one in DETECTORS for kind in one.subject_kinds))
EXPLAINED = 20
"""Findings whose reasons are printed below the table."""


def command(
    case: CaseArgument,
    detector: Annotated[
        str | None,
        typer.Option("--detector", metavar="NAME", help=f"Print one detector's findings only: {', '.join(_NAMES)}."),
    ] = None,
    subject_kind: Annotated[
        str | None,
        typer.Option(
            "--subject-kind",
            metavar="KIND",
            help=f"Print findings about one kind of subject only: {', '.join(_SUBJECT_KINDS)}.",
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the findings of a case.

    Each is one claim with its measure, what chance would give, and the posts it rests on. A finding describes
    behaviour; who stands behind it is not computed.
    """
    output = Output(as_json, quiet)
    if detector is not None:
        require_choice("--detector", detector, _NAMES)
    if subject_kind is not None:
        require_choice("--subject-kind", subject_kind, _SUBJECT_KINDS)
    opened = open_case(case)
    run = latest_run(opened)
    warn_of_later_posts(output, opened, run)
    everything = table = conform(run.table("findings"), FINDINGS)
    for column, wanted in (("detector", detector), ("subject_kind", subject_kind)):
        if wanted is not None:
            table = table.filter(pl.col(column) == wanted)
    rows = list(finding_rows(table))
    output.rows(rows, FINDING_COLUMNS, none=_no_findings_text(run.record, everything.height, case))
    if subject_kind == "event" and run.record.get("events"):
        output.text(f"What was tested of each event, unusual or not: unisono event list {quote(str(case))}")
    for sentence in meanings_of(rows):
        output.text(sentence)
    tested = explanations_tested(run.table("networks"))
    for row in rows[:EXPLAINED]:
        output.text(f"{row['finding']}: {row['because']}")
        output.text(f"  Innocent explanations: {innocent_of(row, tested)}.")
        output.text(f"  Its posts: unisono evidence {quote(str(case))} {row['finding']}")
    if len(rows) > EXPLAINED and not as_json:
        output.say(f"Reasons of the first {EXPLAINED} of {len(rows):,} findings shown. All of them: --json")


def _no_findings_text(record: Mapping[str, Any], others: int, case: Path) -> str:  # Any: a run's record is JSON
    """Return what to say where a scan has no findings, or none of those that were asked for."""
    if others:
        was = "is" if others == 1 else "are"
        return f"No findings of this kind. There {was} {counted(others, 'other')}: unisono findings {quote(str(case))}"
    if untested := untested_text(record):
        return f"No findings: no pair of accounts could be tested. {untested}"
    pairs = record.get("pairs_tested") or 0
    return f"No findings: nothing is more than chance would give. Pairs tested: {pairs:,}."


def meanings_of(rows: list[dict[str, Any]]) -> list[str]:  # Any: a cell holds what its column says
    """Return for each detector and kind of subject among the findings what expected, p and q are."""
    kinds = dict.fromkeys((row["detector"], row["subject_kind"]) for row in rows)
    told = [(detector, kind, MEANINGS[detector, kind]) for detector, kind in kinds if (detector, kind) in MEANINGS]
    return [
        f"About {kind} ({detector}): expected is {meaning.expected}. p is {meaning.p}. q is {meaning.q}."
        for detector, kind, meaning in told
    ]


def finding_rows(findings: pl.DataFrame) -> Iterator[dict[str, Any]]:  # Any: a cell holds what its column says
    """Yield FINDINGS rows with the query opened and the innocent explanations of their detector."""
    innocent = {detector.name: list(detector.innocent) for detector in DETECTORS}
    for row in findings.iter_rows(named=True):
        yield {
            **row,
            "evidence": json_value(row["evidence"], None),
            "innocent": innocent.get(row["detector"], []),
        }


def explanations_tested(networks: pl.DataFrame) -> dict[str, str]:
    """Return what was tested for each network and how well it fits, by the network's number and by member."""
    tested = {}
    for row in network_rows(networks):
        text = "; ".join(innocent_parts(row["innocent"]))
        tested.update(dict.fromkeys([str(row["network"]), *row["accounts"]], text))
    return tested


def innocent_of(finding: dict[str, Any], tested: dict[str, str]) -> str:  # Any: a cell holds what its column says
    """Return the explanations tested for the finding's network, or those that its detector names."""
    if finding["subject_kind"] in ("network", "account") and finding["subject"] in tested:
        return tested[finding["subject"]]
    return "; ".join(part.rstrip(".") for part in finding["innocent"]) or "none is declared"
