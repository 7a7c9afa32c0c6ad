"""Posts of X in 4CAT's tables; more in tests/importers/formats/test_fourcat.py."""

import polars as pl
import pytest

from tests.importers.fourcat_tables import x_post
from unisono.importers.fourcat_fields.layout import Look
from unisono.importers.fourcat_fields.x_posts import derive, look, post_ids, references


def test_each_post_says_who_wrote_it() -> None:
    said = look(pl.DataFrame({"id": ["1", "2.0"], "author": ["Ann", None]}))
    assert said.rows() == [("1", "ann"), ("2", None)]


@pytest.mark.parametrize(("author", "expected"), [("ann", "77"), ("bo", None), (None, "77")])
def test_an_answer_refers_to_the_first_post_unless_that_is_by_somebody_else(author: str | None, expected: str) -> None:
    known = Look(pl.DataFrame({"name": ["77"], "meaning": [author]}, schema={"name": pl.String, "meaning": pl.String}))
    frame = pl.DataFrame([x_post(1, is_reply="yes", thread_id="77", replied_author="Ann")])
    assert derive(frame, known)["ref_post_id"].to_list() == [expected]


def test_only_quoted_posts_with_words_are_references() -> None:
    rows = [
        x_post(1, quote_tweet_id="9", quote_body="Fish &amp; chips", quote_author="bo"),
        x_post(2, quote_tweet_id="8"),
    ]
    found = references(pl.DataFrame(rows).with_columns(source_row=pl.Series([2, 3])))
    assert found.select("post_id", "handle", "text", "source_row").rows() == [("9", "bo", "Fish & chips", 2)]


def test_an_id_is_taken_from_the_address_only_where_it_is_rounded() -> None:
    links = ["https://x.com/a/status/12", "https://twitter.com/b/status/1785750000000000123", None]
    frame = pl.DataFrame({"id": ["10", "1.78575E+18", "2E+18"], "link": links})
    assert post_ids(frame).to_list() == ["10", "1785750000000000123", "2E+18"]
