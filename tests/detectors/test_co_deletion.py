"""A minute in which many accounts delete becomes a finding with the deleted posts; other cases stay silent."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.accounts.test_deletions import NIGHT, now_and_then, posts_noted, together
from tests.accounts.test_second_looks import lives
from tests.detectors.small_world import case_of, scanned, world
from unisono.accounts.known import KnownAccounts
from unisono.cases import Case
from unisono.detectors.co_deletion import find
from unisono.detectors.evidence import fetch_evidence
from unisono.detectors.scene import Scene
from unisono.model.batches import Batch
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, TRACES, conform, empty


def scene_of_posts(rows: list[tuple[str, float, bool]]) -> Scene:
    return Scene(empty(PAIRS), empty(NETWORKS), empty(MEMBERS), empty(ACTS), 0, empty(TRACES), posts_noted(rows))


def test_the_finding_counts_accounts_posts_and_how_long_they_stood() -> None:
    found = find(scene_of_posts([*now_and_then(), *together(14)]))
    assert dict(found.schema) == FINDINGS
    (row,) = found.to_dicts()
    assert (row["subject_kind"], row["subject"]) == ("cohort", "deleted:2018-03-14T21:20")
    assert row["value"] >= 14
    assert row["posts_count"] >= 28
    assert "accounts were noted as deleted in the minute of 2018-03-14 21:20 UTC" in row["because"]
    assert "Half of these posts had stood for at most" in row["because"]


def test_a_case_without_deletions_is_silent() -> None:
    assert find(scene_of_posts([(account, minute, False) for account, minute, _ in together(40)])).height == 0
    assert find(scene_of_posts([])).height == 0


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return case_of(tmp_path / "case", Batch(posts_noted([*now_and_then(), *together(14, NIGHT)]), world().accounts))


def test_a_scan_finds_it_and_its_evidence_are_the_posts(case: Case) -> None:
    run = scanned(case)
    (row,) = run.table("findings").filter(detector="co_deletion").to_dicts()
    rows = fetch_evidence(case, run, row["finding"])
    assert (rows.height, rows["account_id"].n_unique()) == (row["posts_count"], row["value"])


def test_a_network_whose_posts_are_gone_from_a_later_file_becomes_a_finding_with_these_posts() -> None:
    looks = lives(lost=0.005)
    table = {"network": [3, 4], "accounts": [[f"m{n}" for n in range(10)], [f"o{n}" for n in range(9)]]}
    networks = conform(pl.DataFrame(table, schema={name: NETWORKS[name] for name in table}), NETWORKS)
    known = KnownAccounts(posts_noted([]), look_again=lambda: looks)
    scene = replace(scene_of_posts([]), networks=networks, known=known)
    (row,) = find(scene).to_dicts()
    gone = looks.filter(pl.col("account").str.starts_with("m") & pl.col("gone"))
    assert (row["subject_kind"], row["subject"]) == ("network", "3")
    assert (row["value"], row["n"], row["posts_count"]) == (gone["account"].n_unique(), 10, gone.height)
    assert f"{gone.height} of 200 posts of its members are not in a later file" in row["because"]
    assert "may have asked for something else" in row["because"]


def test_a_case_without_a_second_look_or_a_network_reads_no_looks_twice() -> None:
    asked: list[int] = []

    def look() -> pl.DataFrame:
        asked.append(1)
        return lives(lost=0.005)

    known = KnownAccounts(posts_noted([]), look_again=look)
    assert find(replace(scene_of_posts([]), known=known)).height == 0
    assert not asked
    assert known.looks is known.looks
    assert len(asked) == 1
