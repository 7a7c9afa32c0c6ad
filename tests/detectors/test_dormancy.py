"""Accounts that slept for months are found by their own rhythm; quiet people, gaps of the case and starts are not."""

import numpy as np
import orjson
import polars as pl

from tests.accounts.sleepers import START, Town, day_of, people
from unisono.accounts.known import KnownAccounts
from unisono.detectors.dormancy import CAVEAT, find_dormant
from unisono.model.tables import FINDINGS, POSTS, conform


def a_town(sleeping: int = 12) -> tuple[Town, set[str]]:
    """Return busy people, of whom so many post daily for months, sleep from day 200 to 500, and post daily again."""
    rng = np.random.default_rng(3)
    town = Town(rng)
    people(town, 800, posts=60)
    days = np.concatenate([np.arange(100.0, 200.0), np.arange(500.0, 530.0)])
    slept = town.add(days + rng.uniform(0, 0.4, (sleeping, len(days))))
    return town, {f"here:{number}" for number in slept}


def test_those_who_slept_have_a_finding_that_says_only_what_is_so() -> None:
    town, slept = a_town()
    found = find_dormant(town.known())
    assert dict(found.schema) == FINDINGS
    assert slept <= set(found["subject"])
    assert len(set(found["subject"]) - slept) <= 4
    row = found.filter(pl.col("subject") == min(slept)).to_dicts()[0]
    assert row["subject_kind"] == "account"
    assert 299 < row["value"] < 302
    assert row["expected"] < 2
    assert row["q"] < 0.01
    number = min(slept).removeprefix("here:")
    assert row["because"].startswith(f"The case has no post of @h{number} for 30")
    assert f"from {day_of(199)} to {day_of(500)}" in row["because"]
    assert "It has 100 posts up to then and 30 from then on." in row["because"]
    assert CAVEAT in row["because"]
    evidence = orjson.loads(row["evidence"])
    posts = town.posts().filter(pl.col("post_id").is_in([name.removeprefix("here:") for name in evidence["posts"]]))
    assert posts.sort("created_at")["created_at"].dt.date().to_list() == [day_of(199), day_of(500)]
    assert row["posts_count"] == 2


def test_people_who_post_now_and_then_have_no_findings() -> None:
    town = Town(np.random.default_rng(5))
    people(town, 3_000)
    assert find_dormant(town.known()).height <= 3


def test_a_gap_of_the_collection_is_nobodys_silence_and_is_told_where_it_lies_in_one() -> None:
    town, slept = a_town()
    posts = town.posts()
    day = (pl.col("created_at") - START).dt.total_hours() / 24
    gap = posts.filter((day < 250) | (day > 300))
    found = find_dormant(KnownAccounts(gap)).filter(pl.col("subject").is_in(sorted(slept)))
    assert found.height == len(slept)
    assert found["value"].max() < 253
    assert "The 50 days in between of which the case has hardly anything are not counted." in found["because"][0]
    everybody = posts.filter((day < 200) | (day > 500))
    assert find_dormant(KnownAccounts(everybody)).filter(pl.col("subject").is_in(sorted(slept))).is_empty()


def test_a_case_without_posts_has_no_findings() -> None:
    found = find_dormant(KnownAccounts(conform(pl.DataFrame(), POSTS)))
    assert found.is_empty()
    assert dict(found.schema) == FINDINGS
