"""What the rows of a table say about their authors."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tables.mapped_rows import Plan
from unisono.importers.tables.profiles import read_profiles
from unisono.importers.tables.rows import ROW
from unisono.importers.tables.snapshots import thin_snapshots

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
POSTS = pl.DataFrame(
    {
        "platform": ["x", "x"],
        "account_id": ["1", "2"],
        "created_at": [NOON, NOON],
        ROW: [2, 3],
    }
)
EVERY = pl.Series([True, True])
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
    read = read_profiles(POSTS, CELLS.get, plan, EVERY)
    wanted = ("account_id", "followers", "is_bot_declared", "verified", "bio", "lang", "observed_at")
    assert read.select(wanted).rows() == [
        ("1", 1002, True, False, "مرحبا", "en", NOON),
        ("2", None, None, None, None, None, NOON),
    ]
    assert read["created_at"].to_list() == [datetime(2018, 2, 1, tzinfo=UTC), datetime(2018, 2, 13, tzinfo=UTC)]


def test_a_profile_is_as_old_as_its_post_only_where_the_file_says_so() -> None:
    plan = Plan(mapping={}, platform="x", is_observed_at_post=False)
    assert read_profiles(POSTS, CELLS.get, plan, EVERY)["observed_at"].to_list() == [None, None]
    collected = POSTS.with_columns(pl.lit(datetime(2022, 1, 1, tzinfo=UTC)).alias("collected_at"))
    assert (
        read_profiles(collected, CELLS.get, plan, EVERY)["observed_at"].to_list()
        == [datetime(2022, 1, 1, tzinfo=UTC)] * 2
    )


def test_only_good_rows_are_read() -> None:
    read = read_profiles(POSTS, CELLS.get, Plan(mapping={}, platform="x"), pl.Series([False, True]))
    assert read["account_id"].to_list() == ["2"]


ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.none() | st.integers(0, 60), st.sampled_from(["1", "1.0", "2", "-", None])),
    min_size=1,
    max_size=15,
)


@given(ROWS)
def test_equal_rows_that_are_read_once_leave_the_same_snapshots(rows: list[tuple[str, int | None, str | None]]) -> None:
    def posts(part: list[tuple[str, int | None, str | None]], first: int) -> pl.DataFrame:
        names, hours, _ = zip(*part, strict=True)
        at = [None if hour is None else NOON + timedelta(hours=hour) for hour in hours]
        return pl.DataFrame(
            {"platform": "x", "account_id": names, "created_at": pl.Series(at, dtype=pl.Datetime("us", "UTC"))}
        ).with_columns(pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(ROW))

    def read(part: list[tuple[str, int | None, str | None]], first: int) -> pl.DataFrame:
        cells = {"followers": pl.Series([row[2] for row in part], dtype=pl.String)}
        plan = Plan(mapping={}, platform="x")
        return read_profiles(posts(part, first), cells.get, plan, pl.Series([True] * len(part)))

    one_by_one = pl.concat([read([row], place) for place, row in enumerate(rows)])
    assert thin_snapshots(read(rows, 0)).rows() == thin_snapshots(one_by_one).rows()
