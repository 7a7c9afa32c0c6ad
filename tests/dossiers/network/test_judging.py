"""Likelihood and confidence of networks, and the two kinds of partners."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import RECORD, case_with_posts, its_members, scanned_case, scanned_tables, some_pairs
from unisono.cli import main
from unisono.cli.latest_run import latest_run
from unisono.cli.network_heading import heading_text
from unisono.dossiers.network.describing import describe_network
from unisono.dossiers.network.judging import all_alike, judged_networks, likelihood_text, with_kinds_of_partners


def test_a_network_of_three_is_almost_certain_with_low_confidence_in_two_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = scanned_case(tmp_path / "case")
    (row,) = judged_networks(latest_run(case))
    assert (row["likelihood"], row["confidence"]) == ("almost certain", "low")
    assert "three accounts" in row["confidence_because"][0]
    assert main(["networks", str(case.path)]) == 0
    printed = capsys.readouterr().out
    assert "Network 1: It is almost certain that they acted together more often than chance allows.\n" in printed
    assert "Confidence in this judgement is low: it has three accounts only" in printed
    assert main(["show", str(case.path), "network", "1"]) == 0
    assert "Confidence in this judgement is low" in capsys.readouterr().out


def test_partners_are_significant_or_merely_unusual() -> None:
    found = with_kinds_of_partners(its_members(), some_pairs().head(1))
    assert found.select("account", "significant_partners", "unusual_partners").rows() == [
        ("twitter:1", 0, 2),
        ("twitter:2", 1, 1),
        ("twitter:3", 1, 1),
    ]
    layers = pl.concat([some_pairs(), some_pairs().with_columns(layer=pl.lit("tags"))])
    assert with_kinds_of_partners(its_members(), layers)["unusual_partners"].to_list() == [0, 0, 0]


def test_likelihood_is_told_without_confidence() -> None:
    assert likelihood_text("likely") == "It is likely that they acted together more often than chance allows."
    assert likelihood_text("roughly even chance").startswith("There is a roughly even chance that")
    assert "was not measured" in likelihood_text(None)


def test_a_network_of_weak_pairs_is_judged_as_a_group(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    tables = scanned_tables()
    case.write_run(RECORD, tables)
    (row,) = judged_networks(latest_run(case))
    assert row["rests_on"] == "pairs"
    tables["pairs"] = tables["pairs"].head(1)
    case.write_run(RECORD, tables)
    (row,) = judged_networks(latest_run(case))
    assert row["rests_on"] == "group"
    said = likelihood_text(row["likelihood"], row["rests_on"])
    assert said.startswith("It is almost certain that they acted together as a group")
    assert "not pair by pair" in said
    heading = heading_text(describe_network(case, latest_run(case), 1))
    assert said in heading


def test_a_column_that_says_nothing_is_known() -> None:
    assert all_alike([{"role": "crowd"}, {"role": None}], "role", "crowd")
    assert not all_alike([{"role": "crowd"}, {"role": "launcher"}], "role", "crowd")
