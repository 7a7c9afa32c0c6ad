"""Rows that stand in a table only because others refer to them."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.tweet_tables.inlined_rows import REACH, are_inlined, fill_nested, mark_inlined
from unisono.importers.tweet_tables.wide_columns import complete_wide

names = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["a", "b", "c", None])), max_size=12)


@given(rows=names, cut=st.integers(0, 12))
def test_a_row_is_marked_where_one_of_the_next_two_names_it(rows: list[tuple[str, str | None]], cut: int) -> None:
    ids = pl.Series([row[0] for row in rows], dtype=pl.String)
    named = pl.Series([row[1] for row in rows], dtype=pl.String)
    expected = [rows[at][0] in [row[1] for row in rows[at + 1 : at + 1 + REACH]] for at in range(len(rows))]
    first = mark_inlined(ids.head(cut), [named.head(cut)], [named.slice(cut, REACH)])
    rest = mark_inlined(ids.slice(cut), [named.slice(cut)], [named.clear()])
    assert [*first, *rest] == expected


def test_originals_right_above_tell_such_a_table_and_threads_of_one_author_do_not() -> None:
    ids = pl.Series(["o1", "r1", "o2", "r2", "o3", "r3"])
    named = pl.Series([None, "o1", None, "o2", None, "o3"], dtype=pl.String)
    authors = pl.Series(["x", "a", "y", "b", "z", "c"])
    assert are_inlined(ids, authors, [named])
    assert not are_inlined(ids, pl.Series(["a"] * 6), [named])
    assert not are_inlined(ids.reverse(), authors, [named])
    assert not are_inlined(ids.head(4), authors.head(4), [named.head(4)])


def test_what_a_row_says_of_an_original_comes_before_what_another_row_says() -> None:
    wide = complete_wide(
        pl.DataFrame(
            {"id": ["1", "2"], "original_id": ["9", "9"], "original_text": ["told", None], "source_row": [1, 2]}
        )
    )
    known = complete_wide(pl.DataFrame({"id": ["9"], "text": ["known"], "user_handle": ["a"], "source_row": [0]}))
    filled = fill_nested(wide, known)
    assert filled.select("original_text", "original_user_handle").rows() == [("told", "a"), ("known", "a")]
