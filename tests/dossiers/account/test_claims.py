"""What a scan found about an account, and nothing that it found about others."""

from pathlib import Path

import orjson
import polars as pl

from tests.cli.scanned_case import RECORD, case_with_posts, scanned_case, scanned_tables
from unisono.cases import Run
from unisono.dossiers.account.claims import describe_networks, findings_about, innocent_of
from unisono.model.tables import FINDINGS, conform


def run_with(folder: Path, rows: list[dict[str, object]]) -> Run:
    case = case_with_posts(folder)
    case.write_run(RECORD, {**scanned_tables(), "findings": conform(pl.DataFrame(rows), FINDINGS)})
    run = case.latest_run()
    assert run is not None
    return run


def finding(name: str, kind: str, subject: str, detector: str = "turn", **evidence: object) -> dict[str, object]:
    return {
        "finding": name,
        "detector": detector,
        "subject_kind": kind,
        "subject": subject,
        "q": 0.001,
        "evidence": orjson.dumps({"kind": "posts", **evidence}).decode(),
    }


def test_networks_are_those_of_the_account_with_its_role_and_what_was_tested(tmp_path: Path) -> None:
    run = scanned_case(tmp_path / "case").latest_run()
    (network,) = describe_networks(run, "twitter:1") or []
    assert (network["network"], network["size"], network["role"], network["explained_share"]) == (1, 3, "launcher", 1.0)
    assert network["network_q"] == 1e-9
    assert [one["explanation"] for one in network["innocent"]] == ["newswire", "share_button"]
    assert describe_networks(run, "twitter:4") == []
    assert describe_networks(None, "twitter:1") is None


def test_findings_are_about_the_account_or_about_groups_and_pairs_it_is_part_of(tmp_path: Path) -> None:
    rows = [
        finding("f-pair", "pair", "twitter:1 twitter:2"),
        finding("f-cohort", "cohort", "woke:2018-01-01", accounts=["twitter:1", "twitter:9"]),
        finding("f-own", "account", "twitter:1"),
        finding("f-other", "account", "twitter:12"),
        finding("f-other-cohort", "cohort", "woke:2018-02-01", accounts=["twitter:12"], note="twitter:1"),
        finding("f-other-pair", "pair", "twitter:12 twitter:2"),
        finding("f-network", "network", "1", accounts=["twitter:1"]),
    ]
    run = run_with(tmp_path / "case", rows)
    assert [one["finding"] for one in findings_about(run, "twitter:1")] == ["f-own", "f-cohort", "f-pair"]
    assert findings_about(run, "twitter:99") == []
    assert findings_about(None, "twitter:1") == []


def test_innocent_explanations_are_those_of_the_detectors_each_once(tmp_path: Path) -> None:
    rows = [finding("f-1", "account", "twitter:1"), finding("f-2", "account", "twitter:1", detector="dormancy")]
    named = innocent_of(findings_about(run_with(tmp_path / "case", rows), "twitter:1"))
    shared = {one["explanation"]: one["detectors"] for one in named}
    assert shared["account handed on or sold openly"] == ["turn", "dormancy"]
    assert shared["seasonal account"] == ["dormancy"]
    assert len(shared) == len(named)
    assert innocent_of([]) == []
