"""Posts and accounts are named by platform and id; what lacks one of them has no name."""

import polars as pl

from unisono.model.names import ACCOUNT_NAME, LONGEST_NAME, POST_NAME, short_name


def test_names_are_platform_and_id() -> None:
    rows = pl.DataFrame({"platform": ["x", "x", None], "post_id": ["1", None, "3"], "account_id": ["a:b", "c", "d"]})
    named = rows.select(POST_NAME, ACCOUNT_NAME)
    assert named["post"].to_list() == ["x:1", None, None]
    assert named["account"].to_list() == ["x:a:b", "x:c", None]


def test_only_a_name_that_nobody_could_read_is_cut() -> None:
    assert short_name("a" * LONGEST_NAME) == "a" * LONGEST_NAME
    assert short_name("a" * 10_000) == "a" * (LONGEST_NAME - 1) + "…"
