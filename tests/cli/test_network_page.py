"""One network on one page."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_case, scanned_tables
from unisono.cli.latest_run import latest_run
from unisono.cli.network_heading import heading_text, timeline_text
from unisono.cli.network_page import find_network
from unisono.dossiers.network.describing import describe_network
from unisono.model.errors import UsageError


def test_a_network_is_found_by_its_number_or_a_member(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    run = latest_run(case)
    for name in ("1", "@ann", "twitter:3"):
        assert find_network(case, run, name) == 1
    with pytest.raises(UsageError, match=r"has no network 2\. Networks: 1\."):
        find_network(case, run, "2")
    with pytest.raises(UsageError, match=r"twitter:4 is in no network.*unisono show .* account twitter:4"):
        find_network(case, run, "@dora")
    with pytest.raises(UsageError, match="has no account @nobody"):
        find_network(case, run, "@nobody")


def test_a_network_of_nulls_still_has_a_page(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    tables = scanned_tables()
    kept = ("network", "size", "accounts", "handles")
    tables["networks"] = tables["networks"].with_columns(
        pl.lit(None, dtype=kind).alias(name) for name, kind in tables["networks"].schema.items() if name not in kept
    )
    case.write_run(RECORD, {**tables, "acts": tables["acts"].clear(), "findings": tables["findings"].clear()})
    page = describe_network(case, latest_run(case), 1)
    assert "Why: not recorded" in heading_text(page)
    assert page["objects"] == page["timeline"] == page["findings"] == []
    assert timeline_text([]) == ""
