"""Rows say in several ways what kind of post they are."""

import polars as pl
import pytest

from unisono.importers.tables.kinds import read_kinds


def kinds(text: str | None = None, **columns: str | bool | None) -> tuple[object, ...]:
    table = {name: pl.Series([cell]) for name, cell in columns.items()}
    read = read_kinds(table.get, pl.Series([text], dtype=pl.String), 1)
    return tuple(read[name][0] for name in ("kind", "ref_post_id", "ref_account_id", "ref_handle"))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Retweet", "repost"), ("replied_to", "reply"), ("QUOTE_TWEET", "quote"), ("original", "post"), (None, "post")],
)
def test_a_kind_column_is_read_in_the_words_of_each_tool(word: str | None, kind: str) -> None:
    assert kinds(kind=word)[0] == kind


def test_a_reference_makes_the_kind_and_is_kept() -> None:
    assert kinds(repost_of="7", repost_of_account="8") == ("repost", "7", "8", None)
    assert kinds(reply_to="7", reply_to_handle="@ann") == ("reply", "7", None, "ann")


def test_a_repost_comes_before_a_quote_and_a_quote_before_a_reply() -> None:
    assert kinds(repost_of="1", quote_of="2", reply_to="3")[:2] == ("repost", "1")
    assert kinds(repost_of=None, quote_of="2", reply_to="3")[:2] == ("quote", "2")


def test_a_flag_is_believed_over_a_reference() -> None:
    assert kinds(is_repost=False, repost_of="7")[0] == "post"
    assert kinds(is_repost="True", repost_of=None)[0] == "repost"


def test_a_hand_written_repost_counts_only_where_no_column_says_more() -> None:
    assert kinds("RT @ann: hi") == ("repost", None, None, "ann")
    assert kinds("RT @ann: hi", is_repost=False)[0] == "post"
    assert kinds("RT @ann: hi", kind="original")[0] == "post"


def test_a_destroyed_reference_makes_a_repost_and_is_left_to_whoever_counts_it() -> None:
    assert kinds(repost_of="9.06E+17")[:2] == ("repost", "9.06E+17")
