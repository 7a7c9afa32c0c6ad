"""Mentions name accounts by id where the case knows them."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.traces import object_labels, read_traces


def mentioned(frame: pl.DataFrame) -> list[str]:
    return read_traces(frame, layers=["mention"])["mention"]["object"].to_list()


def test_a_handle_of_the_case_is_its_account_and_another_one_is_folded() -> None:
    frame = posts({"account_id": "7", "handle": "Ann"}, {"mentions": ["@ANN", "Stranger", "12345"]})
    assert mentioned(frame) == ["twitter:7", "twitter:stranger", "twitter:12345"]


def test_mentions_are_read_from_the_text_where_no_list_is_given() -> None:
    frame = posts(
        {"text": "@ann and @Bob, mail me at me@example.com or ＠cat"},
        {"text": "@dan", "mentions": []},
        {"text": "via @user@mastodon.example", "platform": "mastodon"},
    )
    assert mentioned(frame) == ["twitter:ann", "twitter:bob", "twitter:cat", "mastodon:user@mastodon.example"]


def test_mentioning_someone_twice_in_a_post_is_one_trace_and_reposts_leave_none() -> None:
    frame = posts({"mentions": ["ann", "@Ann", ""]}, {"kind": "repost", "mentions": ["ann"]})
    assert mentioned(frame) == ["twitter:ann"]


def test_a_mention_is_shown_with_its_sign() -> None:
    assert object_labels(posts({"mentions": ["ann"]}), "mention", ["twitter:ann"]) == {"twitter:ann": "@ann"}
