"""Findings are about those who stand behind their subjects: planted networks, groups that agreed, or nobody."""

import polars as pl
import pytest
from benchmarks.calibration.findings import about_whom, count_findings, named_by_detectors, read_subjects

from tests.benchmarks.calibration.test_truth import TRUTH, WORLD
from unisono.detectors.scanning import ScanResult
from unisono.model.tables import FINDINGS, NETWORKS, POSTS, conform
from unisono.worlds import World

SUBJECTS = (
    ("co_action", "account", "t:1"),
    ("co_action", "account", "t:9"),
    ("co_action", "pair", "t:4 t:5"),
    ("co_action", "pair", "t:1 t:4"),
    ("co_action", "network", "1"),
    ("copied_text", "hashtag", "vote"),
    ("copied_text", "target", "somebody"),
)


def scanned() -> ScanResult:
    """Return a scan with a network of three and seven findings."""
    names = ("detector", "subject_kind", "subject")
    findings = pl.DataFrame(SUBJECTS, schema=names, orient="row")
    networks = pl.DataFrame({"network": [1], "accounts": [["t:1", "t:2", "t:9"]]})
    return ScanResult({}, {"findings": conform(findings, FINDINGS), "networks": conform(networks, NETWORKS)})


def tagged_world() -> World:
    """Return the world with posts under one tag by accounts 6, 7 and 9."""
    rows = [
        {"platform": "t", "post_id": f"p{account}", "account_id": account, "kind": "post", "hashtags": ["Vote"]}
        for account in ("6", "7", "9")
    ]
    posts = conform(pl.DataFrame(rows), POSTS).with_columns(
        pl.lit("2018-06-01T00:00:00Z").str.to_datetime(time_unit="us", time_zone="UTC").alias("created_at")
    )
    return World(posts, WORLD.accounts, pl.DataFrame(schema=WORLD.references.schema), WORLD.truth)


def test_behind_a_tag_stand_those_who_used_it_and_behind_a_network_its_members() -> None:
    subjects = read_subjects(scanned(), tagged_world())
    assert subjects["hashtag", "vote"] == ["t:6", "t:7", "t:9"]
    assert subjects["network", "1"] == ["t:1", "t:2", "t:9"]
    assert subjects["pair", "t:4 t:5"] == ["t:4", "t:5"]
    assert ("target", "somebody") not in subjects


def test_behind_a_profile_picture_stand_those_who_show_it() -> None:
    told = pl.DataFrame(
        {
            "detector": ["avatar_reuse"],
            "subject_kind": ["image"],
            "subject": ["i-1"],
            "evidence": ['{"kind":"avatar","object":"i-1","accounts":["t:6","t:7","t:9"]}'],
        }
    )
    tables = {"findings": conform(told, FINDINGS), "networks": conform(pl.DataFrame(), NETWORKS)}
    result = ScanResult({}, tables)
    subjects = read_subjects(result, tagged_world())
    assert subjects["image", "i-1"] == ["t:6", "t:7", "t:9"]
    assert count_findings(result, subjects, TRUTH)["avatar_reuse"] == {"image": {"agreed": 1}}


def test_findings_are_counted_by_whom_they_are_about() -> None:
    subjects = read_subjects(scanned(), tagged_world())
    table = count_findings(scanned(), subjects, TRUTH)
    assert table["co_action"] == {
        "account": {"planted": 1, "nobody": 1},
        "network": {"planted": 1},
        "pair": {"planted": 1, "nobody": 1},
    }
    assert table["copied_text"] == {"hashtag": {"agreed": 1}, "target": {"unknown": 1}}


def test_a_detector_names_the_planted_accounts_behind_its_findings_about_planted_groups() -> None:
    named = named_by_detectors(scanned(), read_subjects(scanned(), tagged_world()), TRUTH)
    assert named["co_action"] == {"t:1", "t:2", "t:4", "t:5"}
    assert named["copied_text"] == frozenset()


@pytest.mark.parametrize(
    ("kind", "accounts", "about"),
    [
        ("network", ["t:1", "t:9"], "nobody"),
        ("network", ["t:7", "t:8"], "alike"),
        ("account", ["t:6"], "agreed"),
        ("text", ["t:1", "t:2", "t:4"], "planted"),
        ("text", ["t:1", "t:4", "t:9"], "planted"),
        ("pair", ["t:1", "t:4"], "nobody"),
        ("post", None, "unknown"),
    ],
)
def test_half_of_the_accounts_are_not_enough(kind: str, accounts: list[str] | None, about: str) -> None:
    assert about_whom(kind, accounts, TRUTH) == about
