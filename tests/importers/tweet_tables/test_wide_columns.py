"""Wide rows are completed by the columns that a table does not hold."""

import polars as pl

from unisono.importers.tweet_tables.wide_columns import WIDE, complete_wide
from unisono.importers.tweets.wide_rows import posts_of, references_of, snapshots_of


def test_missing_columns_are_null_and_others_keep_their_cells() -> None:
    wide = complete_wide(pl.DataFrame({"id": ["1"], "reposts": [3], "other": ["x"]}))
    assert wide.schema == WIDE
    row = wide.row(0, named=True)
    assert (row["id"], row["reposts"], row["original_text"]) == ("1", 3, None)


def test_completed_rows_are_all_that_posts_references_and_profiles_are_made_of() -> None:
    wide = complete_wide(pl.DataFrame({"id": ["1"], "user_id": ["7"], "user_handle": ["a"], "source_row": [2]}))
    assert posts_of(wide, "0")["account_id"].to_list() == ["7"]
    assert snapshots_of(wide, "0")["handle"].to_list() == ["a"]
    assert references_of(wide, "0").is_empty()
