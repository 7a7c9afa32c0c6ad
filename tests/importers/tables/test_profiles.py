"""What the rows of a table say about their authors."""

from datetime import UTC, datetime

import polars as pl

from unisono.importers.tables.mapped_rows import Plan
from unisono.importers.tables.profiles import read_profiles
from unisono.importers.tables.rows import ROW

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
POSTS = pl.DataFrame(
    {
        "platform": ["x", "x"],
        "account_id": ["1", "2"],
        "created_at": [NOON, NOON],
        ROW: [2, 3],
    }
)
CELLS = {
    "followers": pl.Series(["1,002", "-"]),
    "is_bot_declared": pl.Series(["yes", None]),
    "verified": pl.Series(["no", "maybe"]),
    "account_created_at": pl.Series(["1/2/2018", "13/2/2018"]),
    "bio": pl.Series(["مرحبا", ""]),
    "account_lang": pl.Series(["English", "und"]),
}


def test_each_field_is_read_by_what_it_holds() -> None:
    plan = Plan(mapping={}, platform="x", order="day_first")
    read = read_profiles(POSTS, CELLS.get, plan)
    wanted = ("account_id", "followers", "is_bot_declared", "verified", "bio", "lang", "observed_at")
    assert read.select(wanted).rows() == [
        ("1", 1002, True, False, "مرحبا", "en", NOON),
        ("2", None, None, None, None, None, NOON),
    ]
    assert read["created_at"].to_list() == [datetime(2018, 2, 1, tzinfo=UTC), datetime(2018, 2, 13, tzinfo=UTC)]


def test_a_profile_is_as_old_as_its_post_only_where_the_file_says_so() -> None:
    plan = Plan(mapping={}, platform="x", is_observed_at_post=False)
    assert read_profiles(POSTS, CELLS.get, plan)["observed_at"].to_list() == [None, None]
    collected = POSTS.with_columns(pl.lit(datetime(2022, 1, 1, tzinfo=UTC)).alias("collected_at"))
    assert read_profiles(collected, CELLS.get, plan)["observed_at"].to_list() == [datetime(2022, 1, 1, tzinfo=UTC)] * 2
