"""The techniques of a run as one table: which, of which network, on which findings, how likely, and why."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.reading_once import read_once
from unisono.exports.disarm.framework import framework
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.results import read_results
from unisono.exports.spreadsheets import for_machines, for_people
from unisono.exports.tables import write_csv
from unisono.model.errors import UsageError

if TYPE_CHECKING:
    from unisono.exports.disarm.claims import TechniqueClaim
    from unisono.exports.report.disclosure import Disclosure

TECHNIQUES: dict[str, pl.DataType] = {
    "network": pl.Int64(),
    "technique": pl.String(),  # with the framework's name: ids of ATT&CK look the same
    "name": pl.String(),
    "tactic": pl.String(),
    "likelihood": pl.String(),  # of the least sure finding
    "reason": pl.String(),
    "findings": pl.List(pl.String()),
    "version": pl.String(),  # of the framework
}


def techniques_table(case: Case, run: Run, profile: str) -> pl.DataFrame:
    """Return TECHNIQUES of a run, as a copy for these readers may show them."""
    from unisono.exports.disarm.claims import claims_of_run
    from unisono.exports.hiding import disclosure_of

    results = read_results(run)
    with read_once(case) as read:
        return as_table(claims_of_run(read, run, results), disclosure_of(read, results, profile))


def as_table(claims: "list[TechniqueClaim]", disclosure: "Disclosure") -> pl.DataFrame:
    """Return claims as TECHNIQUES."""
    known = framework()
    rows = [
        {
            "network": claim.network,
            "technique": f"DISARM {claim.technique.id}",
            "name": claim.technique.name,
            "tactic": f"{claim.technique.tactic} {known.tactics[claim.technique.tactic]}",
            "likelihood": claim.likelihood,
            "reason": disclosure.free_text(claim.reason),
            "findings": [disclosure.finding(finding) for finding in claim.findings],
            "version": known.version,
        }
        for claim in claims
    ]
    return pl.DataFrame(rows, schema=TECHNIQUES)


def write_techniques(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the techniques that a run supports as one CSV file."""
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    flatten = for_machines if settings.raw else for_people
    table = techniques_table(case, run, settings.profile)
    yield ExportedFile("techniques.csv", partial(write_csv, table, flatten))


DISARM = Exporter(
    "disarm",
    "techniques of DISARM that findings support",
    suffix="-disarm.csv",
    needs_run=True,
    write=write_techniques,
)
