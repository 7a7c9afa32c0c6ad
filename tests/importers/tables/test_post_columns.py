"""Fields of posts are the same whether their columns are read at the same time or one after the other."""

import polars as pl
import pytest

from unisono.importers.tables import post_columns
from unisono.importers.tables.mapped_rows import Plan
from unisono.importers.tables.post_columns import Columns, read_columns
from unisono.importers.times import read_times

CELLS = pl.DataFrame(
    {
        "post_id": ["1", "1.5E+18", None],
        "account_id": ["7", "null", "9"],
        "created_at": ["2022-05-01 10:00:00", "2022-05-01 10:00:07", None],
        "text": ["see https://a.example #One @ann", "", "RT @bob: hello…"],
        "like_count": ["1,000", "2", "x"],
        "lang": ["English", "und", "uk"],
        "reply_to": ["12", "1.5E+18", None],
        "collected_at": ["2022-06-01", None, "2022-06-02"],
    }
)


def read(damaged: frozenset[str] = frozenset()) -> Columns:
    def column(our_field: str) -> pl.Series | None:
        return CELLS[our_field] if our_field in CELLS.columns else None

    how = Plan({}, "twitter", damaged=damaged)
    return read_columns(column, lambda: read_times(CELLS["created_at"]), CELLS.height, how)


def test_every_field_of_the_table_is_read_and_marks_are_found_in_the_text() -> None:
    fields = {name: cells.to_list() for name, cells in read().fields.items() if name not in ("collected_at",)}
    assert fields.pop("created_at") == read_times(CELLS["created_at"]).at.to_list()
    assert fields == {
        "created_at_precision": ["second", "second", None],
        "post_id": ["1", None, None],
        "account_id": ["7", "null", "9"],
        "text": ["see https://a.example #One @ann", None, "RT @bob: hello…"],
        "like_count": [1000, 2, None],
        "lang": ["en", None, "uk"],
        "text_complete": [True, None, False],
        "hashtags": [["One"], None, []],
        "mentions": [["ann"], None, ["bob"]],
        "urls": [["https://a.example"], None, []],
        "kind": ["reply", "reply", "repost"],
        "ref_post_id": ["12", None, None],
        "ref_account_id": [None, None, None],
        "ref_handle": [None, None, "bob"],
    }


def test_ids_are_told_as_they_were_before_damaged_ones_were_dropped() -> None:
    ids = {name: cells.to_list() for name, cells in read().ids.items()}
    assert (ids["post_id"], ids["ref_post_id"]) == (["1", "1.5E+18", None], ["12", "1.5E+18", None])
    assert "post_id" not in read(damaged=frozenset({"post_id"})).ids


def test_one_column_after_the_other_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = pl.DataFrame([cells.alias(name) for name, cells in read().fields.items()])
    monkeypatch.setattr(post_columns, "side_by_side", lambda *works: [work() for work in works])
    one_by_one = pl.DataFrame([cells.alias(name) for name, cells in read().fields.items()])
    assert at_once.equals(one_by_one)
