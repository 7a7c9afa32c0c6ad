"""All claims of a run, strongest first."""

from pathlib import Path

import polars as pl
import pytest

from tests.cli.scanned_case import RECORD, case_with_posts, case_without_networks, scanned_case, scanned_tables
from unisono.cases.marks import KeptMarks, Mark, keep_mark, kept_marks, network_identity
from unisono.model.tables import FINDINGS, conform
from unisono.web.pages.found.claims import CLAIMS, claims_of, evidence_query, expected_false

NOBODY = KeptMarks()


def finding(name: str, **cells: object) -> dict[str, object]:
    return {"finding": name, "detector": "copied_text", "subject_kind": "text", "subject": "t-1", "q": 0.01} | cells


def test_networks_and_findings_stand_in_one_table(tmp_path: Path) -> None:
    claims = claims_of(scanned_case(tmp_path / "case").runs()[0], NOBODY)
    assert claims.columns == list(CLAIMS)
    assert claims.select("kind", "id", "part_of").rows() == [
        ("network", "1", None),
        ("finding", "f-aa11", 1),
        ("finding", "f-aa22", 1),
    ]
    network = claims.row(0, named=True)
    assert (network["verdict"], network["explanation"], network["fit"], network["explained"]) == (
        "coordinated",
        "share_button",
        0.2,
        "no",
    )
    assert network["strength"] == pytest.approx(200.0)


def test_verdicts_come_first_then_q_then_times_chance(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    tables = scanned_tables()
    rows = [
        finding("f-weak", q=0.04, value=9.0, expected=1.0),
        finding("f-close", q=0.001, value=9.0, expected=8.0),
        finding("f-far", q=0.001, value=90.0, expected=1.0),
    ]
    networks = pl.concat(
        [tables["networks"], tables["networks"].with_columns(network=2, verdict=pl.lit("coordinated_explained"))],
        how="vertical_relaxed",
    )
    case.write_run(RECORD, {**tables, "networks": networks, "findings": conform(pl.DataFrame(rows), FINDINGS)})
    claims = claims_of(case.runs()[0], NOBODY)
    assert claims["id"].to_list() == ["1", "f-far", "f-close", "f-weak", "2"]


def test_counts_have_bounds_and_what_is_no_count_has_none(tmp_path: Path) -> None:
    case = case_with_posts(tmp_path / "case")
    rows = [
        finding("f-1", value=10.0, expected=2.0),
        finding("f-2", detector="turn", subject_kind="account", subject="x:1", value=0.8, expected=0.2),
        finding("f-3", value=10.0, expected=0.0),
        finding("f-4", value=10.0),
    ]
    tables = {**{name: table.clear() for name, table in scanned_tables().items()}}
    case.write_run(RECORD, {**tables, "findings": conform(pl.DataFrame(rows), FINDINGS)})
    found = {row["id"]: row for row in claims_of(case.runs()[0], NOBODY).iter_rows(named=True)}
    assert found["f-1"]["strength"] == 5.0
    assert found["f-1"]["strength_low"] == pytest.approx(4.795 / 2, rel=0.01)
    assert found["f-1"]["strength_high"] == pytest.approx(18.39 / 2, rel=0.01)
    assert [found[name]["strength"] for name in ("f-2", "f-3", "f-4")] == [None, None, None]


def test_a_run_that_found_nothing_has_no_claims(tmp_path: Path) -> None:
    assert claims_of(case_without_networks(tmp_path / "case").runs()[0], NOBODY).height == 0


def test_marks_follow_a_network_and_a_finding_by_what_they_are(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    network = network_identity(["twitter:1", "twitter:2", "twitter:3"])
    keep_mark(case.path, Mark("", "Ana", "network", network, "keep", note="seen"))
    keep_mark(case.path, Mark("", "Ben", "finding", "f-aa22", "dismiss"))
    claims = claims_of(case.runs()[0], kept_marks(case.path))
    assert dict(claims.select("id", "mark").iter_rows()) == {"1": "keep", "f-aa11": "unmarked", "f-aa22": "dismiss"}
    assert claims.row(0, named=True)["note"] == "seen"


def test_how_many_may_be_chance_is_counted_by_detector(tmp_path: Path) -> None:
    claims = pl.DataFrame(
        {"kind": ["finding"] * 3, "detector": ["a", "a", "b"], "q": [0.1, 0.05, None]},
        schema={"kind": pl.String, "detector": pl.String, "q": pl.Float64},
    )
    assert expected_false(claims) == pytest.approx(0.2)
    assert expected_false(claims.clear()) == 0.0


def test_the_query_of_the_evidence_is_opened() -> None:
    assert evidence_query({"evidence": '{"kind":"network","network":1}'}) == {"kind": "network", "network": 1}
    assert evidence_query({"evidence": None}) == {}
