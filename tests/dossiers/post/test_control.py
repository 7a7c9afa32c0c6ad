"""What stands beside a post."""

import polars as pl
import pytest

from unisono.cases import Case, Run
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.post.comparable import RULE, find_comparable
from unisono.dossiers.post.control import chance_of, describe_comparable, describe_control
from unisono.dossiers.post.naming import find_post


@pytest.fixture(scope="module")
def hired_post(small: tuple[Case, Run]) -> str:
    """Return a post that all twelve hired accounts reposted."""
    case, _ = small
    hired = read_all_reposts(case).filter(pl.col("account").str.contains("hired"))
    counts = hired.group_by("object").len().sort("len", "object", descending=[True, False])
    return str(counts["object"][0])


def test_the_chance_of_a_post_is_that_of_its_finding(small: tuple[Case, Run], hired_post: str) -> None:
    case, run = small
    chance = chance_of(hired_post, read_all_reposts(case), run)
    finding = run.table("findings").filter((pl.col("detector") == "amplified_post") & (pl.col("subject") == hired_post))
    assert chance is not None
    assert chance["q"] == pytest.approx(finding["q"][0])
    assert (chance["networked"], chance["expected"]) == (finding["value"][0], pytest.approx(finding["expected"][0]))


def test_a_post_of_people_has_no_chance_below_one(small: tuple[Case, Run]) -> None:
    case, run = small
    reposts = read_all_reposts(case)
    assert chance_of("written:nothing", reposts, run) is None
    assert chance_of(reposts["object"][0], reposts, None) is None


def test_the_control_has_a_share_of_its_own_and_the_rule(small: tuple[Case, Run], hired_post: str) -> None:
    case, run = small
    reposts = read_all_reposts(case)
    comparable = find_comparable(case, find_post(case, hired_post), reposts)
    assert comparable.height > 0
    control = describe_control(case, run, comparable, reposts)
    assert control is not None
    assert (control["post_id"], control["rule"]) == (comparable["object"][0], RULE)
    own = reposts.filter(pl.col("object") == control["post_id"])
    inside = own["account"].is_in(run.table("members")["account"].implode()).mean()
    assert control["networked_share"] == pytest.approx(inside)
    assert describe_control(case, run, comparable.clear(), reposts) is None


def test_comparable_posts_have_the_plain_share_of_members(small: tuple[Case, Run], hired_post: str) -> None:
    case, run = small
    reposts = read_all_reposts(case)
    comparable = find_comparable(case, find_post(case, hired_post), reposts)
    rows = describe_comparable(comparable, reposts, run)
    assert [row["post_id"] for row in rows] == comparable["object"].to_list()
    assert all(0.0 <= row["networked_share"] <= 1.0 for row in rows)
    assert {row["networked_share"] for row in describe_comparable(comparable, reposts, None)} == {None}
