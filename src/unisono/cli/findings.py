"""Print the findings of a case."""

from collections.abc import Iterator
from shlex import quote
from typing import Annotated, Any

import polars as pl
import typer

from unisono.cases import open_case
from unisono.cli.latest_run import json_value, latest_run
from unisono.cli.network_rows import innocent_parts, network_rows
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.detectors import DETECTORS
from unisono.model.errors import UsageError

FINDING_COLUMNS = (
    "finding",
    "detector",
    "subject_kind",
    "subject",
    "measure",
    "value",
    "expected",
    "n",
    "q",
    "posts_count",
    "likelihood",
)
EXPLAINED = 20
"""Findings whose reasons are printed below the table."""


def command(
    case: CaseArgument,
    detector: Annotated[str | None, typer.Option("--detector", help="Print one detector's findings only.")] = None,
    subject_kind: Annotated[
        str | None, typer.Option("--subject-kind", help="Print findings about one kind of subject, such as network.")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the findings of a case.

    Each is one claim with its measure, what chance would give, and the posts it rests on. A finding describes
    behaviour; who stands behind it is not computed.
    """
    output = Output(as_json, quiet)
    run = latest_run(open_case(case))
    table = run.table("findings")
    for column, wanted in (("detector", detector), ("subject_kind", subject_kind)):
        if wanted is not None:
            _require_known(column, wanted, table)
            table = table.filter(pl.col(column) == wanted)
    rows = list(finding_rows(table))
    pairs = run.record.get("pairs_tested") or 0
    output.rows(
        rows, FINDING_COLUMNS, none=f"No findings: nothing is more than chance would give. Pairs tested: {pairs:,}."
    )
    tested = explanations_tested(run.table("networks"))
    for row in rows[:EXPLAINED]:
        output.text(f"{row['finding']}: {row['because']}")
        output.text(f"  Innocent explanations: {innocent_of(row, tested)}.")
        output.text(f"  Its posts: unisono evidence {quote(str(case))} {row['finding']}")
    if len(rows) > EXPLAINED:
        output.say(f"Reasons of the first {EXPLAINED} of {len(rows):,} findings shown. All of them: --json")


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


def _require_known(column: str, wanted: str, findings: pl.DataFrame) -> None:
    """Refuse a name that neither the findings nor the detectors know."""
    known = set(findings[column].drop_nulls())
    if column == "detector":
        known |= {detector.name for detector in DETECTORS}
    if known and wanted not in known:
        raise UsageError(
            f"There is no {column.replace('_', ' ')} {wanted!r} here. Type one of: {', '.join(sorted(known))}."
        )
