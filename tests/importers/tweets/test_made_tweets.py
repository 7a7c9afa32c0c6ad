"""Wide rows with times as texts become posts; ids told elsewhere stand in where a post is gone."""

import polars as pl

from tests.importers.tweet_builders import START
from unisono.importers.tweets.first_versions import PREFIXES
from unisono.importers.tweets.made_tweets import make_tweets
from unisono.model.tables import POSTS


def wide(**columns: object) -> pl.DataFrame:
    names = [f"{prefix}{name}" for prefix in PREFIXES for name in ("id", "created_at", "text", "first_id")]
    table = pl.DataFrame(
        {**dict.fromkeys(names), **{f"{prefix}history": None for prefix in PREFIXES}, **columns, "source_row": 1}
    )
    lists = [f"{prefix}history" for prefix in PREFIXES]
    return table.cast({**dict.fromkeys(names, pl.String()), **dict.fromkeys(lists, pl.List(pl.String))})


def test_times_are_read_and_a_quoted_post_that_is_gone_keeps_its_id() -> None:
    rows = wide(id="7", created_at="Fri Jun 01 12:00:00 +0000 2018", text="Look", quoted_status_id="5")
    left = pl.DataFrame({"source_row": [2], "reason": ["a note"]})
    made = make_tweets(rows, "0", left)
    assert made.posts.schema == POSTS
    assert made.posts.select("post_id", "created_at", "kind", "ref_post_id", "text_complete").rows() == [
        ("7", START, "quote", "5", True)
    ]
    assert made.references.is_empty()
    assert made.left.rows() == [(2, "a note")]


def test_whether_a_post_without_words_is_whole_is_not_known_to_be_so() -> None:
    made = make_tweets(wide(id="7", retweeted_status_id="3"), "0", pl.DataFrame())
    assert made.posts.select("kind", "ref_post_id", "text", "text_complete").rows() == [("repost", "3", None, False)]
