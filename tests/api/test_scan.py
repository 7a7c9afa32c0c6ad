"""A scan's results as frames."""

from pathlib import Path

import polars as pl

from tests.cli.scanned_case import RECORD, one_network, scanned_case, scanned_tables
from unisono.api.scan import Scan
from unisono.model.tables import FINDINGS, PAIRS


def test_a_run_of_a_case_has_every_frame(tmp_path: Path) -> None:
    run = scanned_case(tmp_path / "case").latest_run()
    assert run is not None
    scan = Scan.of_run(run)
    assert scan.pairs.equals(scanned_tables()["pairs"])
    assert scan.networks.equals(one_network())
    assert (scan.members.height, scan.acts.height, scan.findings.height) == (3, 6, 2)
    assert scan.record["pairs_tested"] == 12_345
    assert repr(scan) == f"<Scan {run.id}: 3 pairs, 1 networks, 2 findings>"


def test_a_table_that_was_not_made_is_empty_with_its_columns() -> None:
    scan = Scan({}, {})
    assert scan.pairs.schema == pl.Schema(PAIRS)
    assert scan.findings.schema == pl.Schema(FINDINGS)


def test_a_notebook_shows_escaped_handles_and_the_twin() -> None:
    evil = one_network().with_columns(handles=pl.lit(["<b>x</b>", None], dtype=pl.List(pl.String)))
    page = Scan(RECORD, {"networks": evil})._repr_html_()
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "twin pairs" in page
