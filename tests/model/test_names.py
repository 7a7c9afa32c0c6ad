"""Posts and accounts are named by platform and id; what lacks one of them has no name."""

import polars as pl

from unisono.model.names import ACCOUNT_NAME, POST_NAME


def test_names_are_platform_and_id() -> None:
    rows = pl.DataFrame({"platform": ["x", "x", None], "post_id": ["1", None, "3"], "account_id": ["a:b", "c", "d"]})
    named = rows.select(POST_NAME, ACCOUNT_NAME)
    assert named["post"].to_list() == ["x:1", None, None]
    assert named["account"].to_list() == ["x:a:b", "x:c", None]
