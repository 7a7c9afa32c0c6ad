"""Hashtags that networks push: found with their posts, silent where no network is, told as explained."""

import orjson
import polars as pl
import pytest

from tests.detectors.small_world import PUSHERS, case_of, scanned, world
from unisono.cases import Case, Run
from unisono.detectors.evidence import fetch_evidence
from unisono.detectors.pushed_hashtag import DETECTOR, LEVEL, _because, find
from unisono.detectors.scanning import scan_posts
from unisono.detectors.scene import Scene
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, TRACES, conform, empty
from unisono.worlds import build_world, quiet


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(tmp_path_factory.mktemp("pushed") / "case", world())


@pytest.fixture(scope="module")
def run(case: Case) -> Run:
    return scanned(case, ScanSettings(only=(DETECTOR.name,)))


def scene_with(posts: pl.DataFrame, members: dict[str, int], innocent: dict[int, list[dict[str, object]]]) -> Scene:
    rows = {"account": list(members), "network": list(members.values())}
    networks = {
        "network": sorted(innocent),
        "innocent": [orjson.dumps(innocent[number]).decode() for number in sorted(innocent)],
    }
    return Scene(
        empty(PAIRS),
        conform(pl.DataFrame(networks), NETWORKS),
        conform(pl.DataFrame(rows), MEMBERS),
        empty(ACTS),
        0,
        empty(TRACES),
        posts,
    )


def tagged(rows: list[tuple[str, str]]) -> pl.DataFrame:
    posts = [
        {
            "platform": "t",
            "post_id": str(n),
            "account_id": who,
            "hashtags": [tag],
            "kind": "post",
            "created_at": 10**6 * n,
        }
        for n, (who, tag) in enumerate(rows)
    ]
    return conform(pl.DataFrame(posts), POSTS)


def pushed_posts() -> pl.DataFrame:
    rows = [(f"p{n}", f"day{n % 9}") for n in range(200)] + [(f"p{n}", "pushed") for n in range(5)]
    rows += [(f"m{n}", tag) for n in range(10) for tag in ("pushed", "pushed", f"day{n % 9}")]
    return tagged(rows)


def test_the_tags_that_pushers_share_are_findings_whose_evidence_are_their_posts(case: Case, run: Run) -> None:
    findings = run.table("findings")
    assert findings.height > 0
    assert (findings["q"] <= LEVEL).all()
    assert all(row["subject"].startswith(("cause", "now")) for row in findings.iter_rows(named=True))
    for row in findings.iter_rows(named=True):
        posts = fetch_evidence(case, run, row["finding"])
        assert posts.height == row["posts_count"]
        assert posts["account_id"].n_unique() == row["value"]
        assert f"{posts.height} of the" in row["because"].replace(",", "")
        assert set(posts["account_id"]) <= set(run.table("members")["account"])


def test_members_counts_and_chance_are_told_with_the_networks() -> None:
    members = {f"t:m{n}": 1 for n in range(10)}
    found = find(scene_with(pushed_posts(), members, {1: []}))
    assert dict(found.schema) == FINDINGS
    (row,) = found.to_dicts()
    assert (row["subject_kind"], row["subject"], row["value"]) == ("hashtag", "pushed", 10.0)
    assert row["expected"] < 1
    assert row["posts_count"] == 20
    assert (
        "10 members of networks wrote 20 of the 25 posts with #pushed (80%): network 1 (20 posts of 10"
        in row["because"]
    )
    assert "innocent" not in row["because"].lower()


def test_one_member_is_told_in_the_singular() -> None:
    carried = pl.DataFrame({"account": ["t:m0"], "network": [1], "post": ["t:p0"]})
    row = {"object": "x", "pushers": 1, "network": 3, "member_accounts": 1, "member_posts": 1, "posts": 4}
    assert ", chance gives 1 instead of the 1 member of network 3." in _because({**row, "expected": 1.0}, carried, {})
    assert "instead of the 12 members." in _because(
        {**row, "pushers": 12, "network": None, "expected": 1.0}, carried, {}
    )


def test_an_explained_network_is_told_as_explained() -> None:
    members = {f"t:m{n}": 1 for n in range(10)}
    fan_club = [{"explanation": "fan_club", "fit": 0.9, "because": "."}]
    (row,) = find(scene_with(pushed_posts(), members, {1: fan_club})).to_dicts()
    assert "fan club would explain it" in row["because"]
    assert "An innocent explanation fits each of these networks." in row["because"]


def test_without_networks_nothing_is_found() -> None:
    assert find(scene_with(pushed_posts(), {}, {})).is_empty()


def test_a_quiet_world_has_only_tags_of_explained_networks() -> None:
    quiet_world = build_world(quiet(), seed=3)
    settings = ScanSettings(only=(DETECTOR.name,), twin=False)
    tables = scan_posts(quiet_world.posts, quiet_world.accounts, quiet_world.references, settings).tables
    explained = "An innocent explanation fits each of these networks."
    assert all(explained in because for because in tables["findings"]["because"])


def test_the_pushers_of_the_small_world_are_the_ones_meant(run: Run) -> None:
    assert set(run.table("members")["account"]) & PUSHERS
