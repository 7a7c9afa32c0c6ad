"""Columns are guessed by the names that tools and people give them."""

import polars as pl
import pytest

from unisono.importers.formats.generic import FIELDS
from unisono.importers.tables.column_guessing import NAMES, guess_columns, guess_platform, shorten_name

NOTHING = pl.DataFrame()


@pytest.mark.parametrize(
    ("columns", "guessed"),
    [
        ("id author_id created_at text", ("id", "author_id", "created_at", "text")),
        ("post_id account_id created_at text", ("post_id", "account_id", "created_at", "text")),
        ("tweetId userId createdAt fullText", ("tweetId", "userId", "createdAt", "fullText")),
        ("message_id sender_id date message", ("message_id", "sender_id", "date", "message")),
        ("id_str user.id_str timestamp content", ("id_str", "user.id_str", "timestamp", "content")),
    ],
)
def test_each_tool_s_names_are_known(columns: str, guessed: tuple[str, ...]) -> None:
    found = guess_columns(columns.split(), NOTHING)
    assert tuple(found[name] for name in ("post_id", "account_id", "created_at", "text")) == guessed


def test_the_columns_of_flattened_x_posts_are_known() -> None:
    columns = [
        "id",
        "author_id",
        "referenced_tweets.retweeted.id",
        "public_metrics.like_count",
        "author.username",
        "text",
    ]
    found = guess_columns(columns, NOTHING)
    assert found["repost_of"] == "referenced_tweets.retweeted.id"
    assert (found["like_count"], found["handle"]) == ("public_metrics.like_count", "author.username")


def test_no_column_is_used_twice_and_every_guess_is_a_field() -> None:
    columns = [name for names in NAMES.values() for name in names.split()]
    found = guess_columns(columns, NOTHING)
    assert len(set(found.values())) == len(found)
    assert set(NAMES) <= set(FIELDS)


def test_a_column_whose_values_are_no_times_is_not_the_time() -> None:
    sample = pl.DataFrame({"timestamp": ["soon", "late"], "date": ["2020-05-04", "2020-05-05"]})
    assert guess_columns(sample.columns, sample)["created_at"] == "date"


def test_longer_names_are_found_by_their_parts() -> None:
    found = guess_columns(["Account Creation Day", "Date of the post (UTC)", "Full message text"], NOTHING)
    assert found["created_at"] == "Date of the post (UTC)"
    assert found["text"] == "Full message text"


def test_names_are_compared_without_case_blanks_and_signs() -> None:
    assert shorten_name("Author.user_Name ") == "authorusername"
    assert shorten_name("Автор") == "автор"


def test_column_names_betray_the_platform() -> None:
    assert guess_platform(["id", "subreddit"], NOTHING) == "reddit"
    assert guess_platform(["tweet_id"], NOTHING) == "twitter"
    assert guess_platform(["id", "text"], NOTHING) == "unknown"
