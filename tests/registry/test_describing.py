"""A case is described by its run and its posts, the same however often it is asked."""

import hashlib
import shutil
from pathlib import Path

import orjson
import polars as pl
from polars.testing import assert_frame_equal

from tests.registry.planted_cases import activities, planted_case
from unisono.cases import open_case
from unisono.registry.describing import MOST_SAMPLED, _sample, describe_case
from unisono.registry.tables import CASES, MEMBERS, NETWORKS, TRAITS


def test_a_case_is_described_by_counts_that_can_be_recounted(tmp_path: Path) -> None:
    posts_of = activities([str(number) for number in range(900)], 4)
    case = planted_case(tmp_path / "case", {1: ["0", "1", "2"], 2: ["3", "4", "5", "6"]}, posts_of)
    described = describe_case(case, case.runs()[-1])
    record = described.record
    assert record.cases.schema == CASES
    assert record.networks.schema == NETWORKS
    assert record.members.schema == MEMBERS
    assert record.traits.schema == TRAITS
    row = record.cases.to_dicts()[0]
    assert (row["posts"], row["accounts"], row["name"]) == (sum(posts_of.values()), 900, "case")
    strata = orjson.loads(row["strata"])
    assert sum(one["accounts"] for one in strata) == 900
    for member in record.members.iter_rows(named=True):
        own = posts_of[member["account"].removeprefix("twitter:")]
        assert member["posts"] == own
        assert strata[member["stratum"]]["least_posts"] <= own
        above = strata[member["stratum"] + 1 :]
        assert not above or own < above[0]["least_posts"]
        assert member["first_at"] <= member["last_at"]
    assert record.members.group_by("known").len().sort("known").rows() == [(-2, 4), (-1, 3)]
    assert described.everybody.height == 900


def test_chosen_networks_alone_are_described_among_all_accounts(tmp_path: Path) -> None:
    case = planted_case(tmp_path / "case", {1: ["0", "1", "2"], 2: ["3", "4", "5"]}, activities(list("0123456789"), 4))
    described = describe_case(case, case.runs()[-1], [2], with_traits=False)
    assert described.record.networks["network"].to_list() == [2]
    assert described.everybody.height == 10
    assert not described.record.traits.height


def test_a_description_is_the_same_each_time_but_for_the_clock(tmp_path: Path) -> None:
    case = planted_case(tmp_path / "case", {1: ["0", "1", "2"]}, activities(list("0123456789"), 4))
    one, other = (describe_case(case, case.runs()[-1]).record for _ in range(2))
    for name, table in one.tables().items():
        again = other.tables()[name]
        assert_frame_equal(table.drop("added_at", strict=False), again.drop("added_at", strict=False))


def test_a_copy_of_a_case_in_another_place_is_the_same_case(tmp_path: Path) -> None:
    case = planted_case(tmp_path / "case", {1: ["0", "1", "2"]}, activities(list("012"), 4))
    copy = open_case(shutil.copytree(case.path, tmp_path / "copy"))
    one, other = (describe_case(opened, opened.runs()[-1]) for opened in (case, copy))
    assert one.key == other.key
    assert one.sources == other.sources == frozenset(case.sources()["sha256"])


def test_the_sample_of_posts_is_the_same_in_any_order_and_not_too_large() -> None:
    posts = pl.Series([f"twitter:{number}" for number in range(3_000)])
    sample = _sample(posts)
    assert sample == _sample(posts.shuffle(seed=3))
    smallest = sorted(posts, key=lambda post: hashlib.sha256(post.encode()).digest())[:MOST_SAMPLED]
    assert orjson.loads(sample) == sorted(smallest)
