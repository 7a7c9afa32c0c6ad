"""Batches become findings about cohorts and networks, with their profiles as evidence."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import orjson
import polars as pl

from tests.detectors.small_world import HIRED, case_of, world
from unisono.accounts.known import KnownAccounts
from unisono.cases import Case
from unisono.detectors.born_together import find, with_births
from unisono.detectors.evidence import fetch_evidence
from unisono.detectors.scanning import scan_case
from unisono.detectors.scene import Scene
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, TRACES, conform, empty

BATCH_DAY = datetime(2017, 3, 4, tzinfo=UTC)


def profiles(made: dict[str, datetime], platform: str = "written") -> pl.DataFrame:
    """Return a profile for each account id, made at that time."""
    rows = {"account_id": list(made), "created_at": list(made.values())}
    return conform(pl.DataFrame(rows).with_columns(platform=pl.lit(platform)), ACCOUNTS)


def people_of_any_age(count: int = 300) -> dict[str, datetime]:
    rng = np.random.default_rng(1)
    begin = datetime(2009, 1, 1, tzinfo=UTC)
    return {f"person{n}": begin + timedelta(days=float(rng.uniform(0, 3_200))) for n in range(count)}


def hired_accounts() -> dict[str, datetime]:
    return {f"hired{n}": BATCH_DAY + timedelta(hours=2 * n) for n in range(12)}


def scene_of(accounts: pl.DataFrame) -> Scene:
    return Scene(
        empty(PAIRS),
        empty(NETWORKS),
        empty(MEMBERS),
        empty(ACTS),
        0,
        empty(TRACES),
        empty(POSTS),
        KnownAccounts(empty(POSTS), accounts, accounts),
    )


def test_a_batch_is_a_finding_about_a_cohort_named_after_its_day() -> None:
    found = find(scene_of(profiles(people_of_any_age() | hired_accounts())))
    assert dict(found.schema) == FINDINGS
    (row,) = found.to_dicts()
    assert (row["subject_kind"], row["subject"]) == ("cohort", "born:2017-03-04")
    assert (row["value"], row["n"], row["posts_count"]) == (12.0, 312, 0)
    assert row["p"] < row["q"] < 1e-9
    assert "12 of the 312 accounts with a creation date on written were made on 2017-03-04" in row["because"]
    assert "Newcomers whom an event brings" in row["because"]
    evidence = orjson.loads(row["evidence"])
    assert (evidence["kind"], evidence["posts"]) == ("cohort", [])
    assert set(evidence["accounts"]) == HIRED


def test_cohorts_of_several_platforms_are_told_apart() -> None:
    made = people_of_any_age() | hired_accounts()
    found = find(scene_of(pl.concat([profiles(made), profiles(made, platform="other")])))
    assert found["subject"].to_list() == ["born:other:2017-03-04", "born:written:2017-03-04"]
    assert found["finding"].n_unique() == 2


def test_people_of_any_age_and_accounts_of_unknown_age_are_no_finding() -> None:
    assert find(scene_of(profiles(people_of_any_age()))).height == 0
    assert find(scene_of(empty(ACCOUNTS))).height == 0


def aged_case(folder: Path) -> Case:
    batch = world()
    ages = profiles(people_of_any_age() | hired_accounts()).with_columns(
        display_name="account_id", observed_at=pl.lit(BATCH_DAY + timedelta(days=500))
    )
    return case_of(folder, Batch(batch.posts, conform(ages, ACCOUNTS), batch.references, read=batch.read))


def test_a_scan_says_when_a_network_was_made_and_shows_its_profiles(tmp_path: Path) -> None:
    case = aged_case(tmp_path / "case")
    scan_case(case)
    run = case.latest_run()
    assert run is not None
    born = {frozenset(names): at for names, at in run.table("networks").select("accounts", "born_at").iter_rows()}
    assert born.pop(frozenset(HIRED)) == BATCH_DAY
    assert set(born.values()) == {None}
    findings = run.table("findings").filter(pl.col("detector") == "born_together")
    assert sorted(findings["subject_kind"]) == ["cohort", "network"]
    for finding, kind, value in findings.select("finding", "subject_kind", "value").iter_rows():
        rows = fetch_evidence(case, run, finding)
        assert (rows.height, set(rows["account_id"]), set(rows["kind"])) == (value, HIRED, {"profile"}), kind
        assert rows["text"].str.contains("made 2017-03-04 ").all()
        assert rows["post_id"].null_count() == rows.height


def test_the_finding_about_a_network_counts_its_members_and_keeps_its_name(tmp_path: Path) -> None:
    case = aged_case(tmp_path / "case")
    first, again = (
        scan_case(case)
        .tables["findings"]
        .filter((pl.col("detector") == "born_together") & (pl.col("subject_kind") == "network"))
        for _ in range(2)
    )
    assert first["finding"].to_list() == again["finding"].to_list()
    assert "12 of its 12 members with a creation date were made on 2017-03-04" in first["because"][0]
    assert first["expected"][0] < 0.1


def test_no_networks_have_no_births() -> None:
    assert with_births(empty(NETWORKS), empty(MEMBERS), empty(ACCOUNTS)).equals(empty(NETWORKS))
