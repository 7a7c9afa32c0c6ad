"""What stands beside a post."""

import polars as pl
import pytest

from unisono.cases import Case, Run
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.post.comparable import COMPARABLE, RULE, find_comparable
from unisono.dossiers.post.control import (
    CONTRAST_BELOW,
    CONTRAST_RULE,
    chance_of,
    describe_comparable,
    describe_contrast,
    describe_control,
)
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


def test_the_contrast_is_the_first_comparable_post_that_networks_left_alone(
    small: tuple[Case, Run], hired_post: str
) -> None:
    case, run = small
    reposts = read_all_reposts(case)
    posts = reposts.group_by("object").agg(pl.col("author").first(), pl.len().cast(pl.Int64).alias("reposts"))
    asked = posts.sort("reposts", "object", descending=[True, False])
    blank = [pl.lit(None, dtype=kind).alias(name) for name, kind in COMPARABLE.items() if name not in asked.columns]
    every = asked.with_columns(blank).select(*COMPARABLE)
    rows = describe_comparable(every, reposts, run)
    left_alone = [row["post_id"] for row in rows if row["networked_share"] == 0][:2]
    pushed = [row["post_id"] for row in rows if row["networked_share"] > 0.5][:2]
    # A control that is pushed stands first: the contrast is another.
    order = pl.DataFrame({"object": [*pushed, *left_alone]})
    turned = order.join(every, on="object", how="left", maintain_order="left")
    control = describe_control(case, run, turned, reposts)
    contrast = describe_contrast(case, run, turned, reposts, control)
    assert control is not None and contrast is not None
    assert (control["post_id"], contrast["post_id"]) == (pushed[0], left_alone[0])
    assert contrast["networked_share"] < CONTRAST_BELOW and contrast["rule"] == CONTRAST_RULE
    only = turned.filter(pl.col("object").is_in(pushed))
    assert describe_contrast(case, run, only, reposts, control) is None
    assert describe_contrast(case, None, turned, reposts, control) is None
    itself = describe_contrast(case, run, turned.reverse(), reposts, contrast)
    assert itself is not None and itself["post_id"] == contrast["post_id"]


def test_comparable_posts_have_the_plain_share_of_members(small: tuple[Case, Run], hired_post: str) -> None:
    case, run = small
    reposts = read_all_reposts(case)
    comparable = find_comparable(case, find_post(case, hired_post), reposts)
    rows = describe_comparable(comparable, reposts, run)
    assert [row["post_id"] for row in rows] == comparable["object"].to_list()
    assert all(0.0 <= row["networked_share"] <= 1.0 for row in rows)
    assert {row["networked_share"] for row in describe_comparable(comparable, reposts, None)} == {None}
