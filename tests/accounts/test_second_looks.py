"""What a later file should have and has not is gone; what it never asked for is not."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from unisono.accounts.second_looks import LOOKS, LOST_TOGETHER, find_lost_networks, second_looks
from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform

START = datetime(2020, 1, 1, tzinfo=UTC)
Posted = tuple[str, int]
"""Account and day."""


def look(
    case: Case, number: int, posted: Iterable[Posted], deleted: Iterable[Posted] = (), at: int | None = None
) -> None:
    """Import posts of accounts at days as file `number`, collected on day `at`."""
    rows = [
        {
            "platform": "here",
            "post_id": f"{account}{day}",
            "account_id": account,
            "created_at": START + timedelta(days=day),
            "collected_at": None if at is None else START + timedelta(days=at),
            "is_deleted": True if is_deleted else None,
            "source_sha256": f"{number:064d}",
            "source_row": row,
        }
        for row, (account, day, is_deleted) in enumerate(
            [*((*one, False) for one in posted), *((*one, True) for one in deleted)]
        )
    ]
    posts = conform(pl.DataFrame(rows, infer_schema_length=None), POSTS)
    case.append([Batch(posts=posts)], SourceRecord(file=f"{number}.csv", sha256=f"{number:064d}", format="generic"))


def days(account: str, *which: int) -> list[Posted]:
    return [(account, day) for day in which]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def told(case: Case) -> dict[str, bool]:
    looks = second_looks(case)
    assert dict(looks.schema) == LOOKS
    return dict(looks.select(pl.col("post").str.strip_prefix("here:"), "gone").iter_rows())


def test_a_post_between_others_that_are_still_there_is_gone(case: Case) -> None:
    look(case, 1, days("a", 1, 2, 3, 4, 5))
    look(case, 2, days("a", 1, 2, 4, 5))
    assert told(case) == {"a2": False, "a3": True, "a4": False}


def test_what_lies_before_or_behind_the_second_look_or_is_of_others_was_not_asked_for(case: Case) -> None:
    look(case, 1, [*days("a", 1, 2, 3, 9), *days("b", 1, 2, 3)])
    look(case, 2, days("a", 2, 3, 5))
    assert told(case) == {"a3": False}


def test_another_part_of_a_collection_is_no_second_look(case: Case) -> None:
    look(case, 1, days("a", 2, 4, 6))
    look(case, 2, days("a", 1, 3, 5, 7))
    assert told(case) == {}


def test_what_comes_back_is_not_gone_and_what_is_noted_as_deleted_is(case: Case) -> None:
    look(case, 1, days("a", 1, 2, 3, 4, 5))
    look(case, 2, days("a", 1, 5), deleted=days("a", 3, 4))
    look(case, 3, days("a", 1, 2, 5))
    assert told(case) == {"a2": False, "a3": True, "a4": True}


def test_looks_follow_the_days_of_collection_where_all_files_tell_them(case: Case) -> None:
    look(case, 1, days("a", 1, 5), at=20)
    look(case, 2, days("a", 1, 3, 5), at=10)
    assert told(case) == {"a3": True}


def lives(lost: float, accounts: int = 300, each: int = 20, seed: int = 4) -> pl.DataFrame:
    """Return LOOKS of accounts whose posts are gone with this chance, those of m0 to m9 with 1 in 5."""
    draw = np.random.default_rng(seed)
    rows = [
        {"account": name, "post": f"{name}-{post}", "at": START, "gone": bool(draw.random() < chance)}
        for name, chance in [*((f"o{n}", lost) for n in range(accounts)), *((f"m{n}", 0.2) for n in range(10))]
        for post in range(each)
    ]
    return pl.DataFrame(rows, schema=LOOKS)


def members() -> pl.DataFrame:
    named = [(1, f"m{n}") for n in range(10)] + [(2, f"o{n}") for n in range(12)]
    return pl.DataFrame(named, schema={"network": pl.Int64, "account": pl.String}, orient="row")


def test_a_network_that_loses_far_more_posts_than_others_is_named_with_them() -> None:
    looks = lives(lost=0.005)
    (row,) = find_lost_networks(members(), looks).to_dicts()
    assert dict(find_lost_networks(members(), looks).schema) == LOST_TOGETHER
    own = looks.filter(pl.col("account").str.starts_with("m") & pl.col("gone"))
    assert row["network"] == 1
    assert row["posts"] == sorted(own["post"])
    assert row["accounts"] == sorted(set(own["account"]))
    assert (row["tested"], row["looked_for"]) == (10, 200)
    # By hand: the share of the 300 others that lost one of their 20 posts, for each of ten members.
    share = (
        looks.filter(pl.col("account").str.starts_with("o")).group_by("account").agg(pl.col("gone").any())["gone"].sum()
    )
    assert row["expected"] == pytest.approx(10 * (share + 1) / 302)
    assert row["q"] < 1e-4


def test_networks_that_lose_as_others_do_and_collections_that_differ_are_nothing() -> None:
    for seed in range(20):
        usual = lives(lost=0.01, seed=seed).filter(pl.col("account").str.starts_with("o"))
        assert find_lost_networks(members(), usual).height == 0
    assert find_lost_networks(members(), lives(lost=0.3)).height == 0
    assert find_lost_networks(members(), pl.DataFrame(schema=LOOKS)).height == 0
