"""Which rows of a table are posts."""

import polars as pl

from unisono.importers.tables.checking_rows import BAD_TIME, NOBODY, check_rows
from unisono.importers.tables.rows import ROW, no_cells
from unisono.model.batches import Rejection
from unisono.model.tables import TIME

TIMES = pl.Series([0, None, None, None, 5], dtype=pl.Int64).cast(TIME)
POSTS = pl.DataFrame(
    {ROW: [2, 3, 4, 5, 6], "created_at": TIMES, "account_id": [None, "a", None, "b", "c"], "text": list("vwxyz")}
)
WRITTEN = pl.Series(["1970", None, " ", "soon", "1970"])


def test_a_row_needs_a_time_or_an_author_and_a_written_time_must_be_one() -> None:
    is_good, rejected = check_rows(POSTS, WRITTEN, no_cells(5))
    assert is_good.to_list() == [True, True, False, False, True]
    assert rejected == (Rejection(NOBODY, 4, "x"), Rejection(BAD_TIME, 5, "soon"))


def test_what_a_format_refuses_comes_first() -> None:
    refused = pl.Series([None, "is an advert", None, "is a like", None], dtype=pl.String)
    is_good, rejected = check_rows(POSTS, WRITTEN, refused)
    assert is_good.to_list() == [True, False, False, False, True]
    assert [(each.row, each.reason) for each in rejected] == [(3, "is an advert"), (4, NOBODY), (5, "is a like")]


def test_a_table_without_texts_and_authors_names_its_rows_all_the_same() -> None:
    posts = POSTS.select(ROW, "created_at")
    is_good, rejected = check_rows(posts, no_cells(5), no_cells(5))
    assert is_good.to_list() == [True, False, False, False, True]
    assert {each.reason for each in rejected} == {NOBODY}


def test_letters_of_an_unknown_zone_are_named() -> None:
    written = pl.Series(["1970", "2024-03-10 12:00 IST", " ", "2024-03-10 99:00 pm", "1970"])
    _, rejected = check_rows(POSTS, written, no_cells(5))
    assert [(each.row, each.reason, each.example) for each in rejected] == [
        (3, "zone letters unknown: IST", "2024-03-10 12:00 IST"),
        (4, NOBODY, "x"),
        (5, BAD_TIME, "2024-03-10 99:00 pm"),
    ]
