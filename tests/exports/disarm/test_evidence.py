"""Evidence hands out the findings of a detector, about the network or about anything."""

from pathlib import Path

import polars as pl

from tests.exports.told_case import told_case
from unisono.exports.disarm.evidence import Evidence
from unisono.exports.results import read_results


def test_findings_are_told_apart_by_whom_they_are_about(tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    results = read_results(run)
    own = results.findings.filter((pl.col("subject_kind") == "network") & (pl.col("subject") == "2"))
    evidence = Evidence(
        case=case,
        run=run,
        row={},
        members=frozenset(),
        acts=results.acts,
        own=own,
        findings=results.findings,
        tag_uses=pl.DataFrame(),
        together="f-net2",
        is_lifted=False,
    )
    assert evidence.found_of_it("woke_together")["finding"].to_list() == ["f-woke_together2"]
    assert evidence.found("woke_together").height == 3
