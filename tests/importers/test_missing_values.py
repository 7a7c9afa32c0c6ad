"""The share of rows without a value, counted by hand."""

import polars as pl

from unisono.importers.missing_values import Missing, count_missing
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, conform


def test_nulls_and_empty_lists_have_no_value_and_absent_columns_none_at_all() -> None:
    table = pl.DataFrame(
        {"text": ["a", None, ""], "urls": [["x"], [], None]}, schema_overrides={"urls": pl.List(pl.String)}
    )
    assert count_missing(table, ("text", "urls", "lang")) == {"text": 1, "urls": 2, "lang": 3}


def test_shares_go_over_all_batches_and_reposts_and_profiles_are_under_the_names_that_columns_have() -> None:
    missing = Missing()
    assert missing.shares() == {}
    posts = conform(pl.DataFrame({"text": ["a", None], "ref_post_id": ["1", None]}), POSTS)
    accounts = conform(pl.DataFrame({"bio": ["a", None, None, None]}), ACCOUNTS)
    missing.add(Batch(posts=posts, accounts=accounts))
    missing.add(Batch(posts=conform(pl.DataFrame({"text": ["a", "b"]}), POSTS)))
    shares = missing.shares()
    assert (shares["text"], shares["repost_of"], shares["ref_post_id"], shares["bio"]) == (0.25, 0.75, 0.75, 0.75)
    assert (shares["followers"], shares["hashtags"]) == (1.0, 1.0)
    assert "source_row" not in shares


def test_a_column_that_is_not_used_gives_no_value_whatever_stands_in_for_it() -> None:
    missing = Missing()
    posts = conform(pl.DataFrame({"post_id": ["row-1", "row-2"], "text": ["a", "b"]}), POSTS)
    missing.add(Batch(posts=posts), ("post_id",))
    missing.add(Batch(posts=posts))
    assert (missing.shares()["post_id"], missing.shares()["text"]) == (0.5, 0.0)
