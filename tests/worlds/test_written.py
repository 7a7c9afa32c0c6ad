"""Worlds written as text: what each word of a line means."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.model.errors import UsageError
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES
from unisono.worlds.written import STARTS_AT, moment, read_written_world


def test_a_line_shares_links_tags_and_words() -> None:
    batch = read_written_world('0 ann link1\n\n5m bob #tag "Some words" // a remark')
    assert dict(batch.posts.schema) == POSTS
    assert batch.posts["urls"].to_list() == [["https://link1.example/"], []]
    assert batch.posts["hashtags"].to_list() == [[], ["tag"]]
    assert batch.posts["text"].to_list() == [None, "Some words"]
    assert batch.posts["created_at"].to_list() == [STARTS_AT, STARTS_AT + timedelta(minutes=5)]


def test_a_repost_names_its_original_and_leaves_a_reference() -> None:
    batch = read_written_world("10 ann rt:star/0\n20 bob rt:star/0")
    assert dict(batch.references.schema) == REFERENCES
    assert batch.references.height == 1
    assert batch.posts["kind"].to_list() == ["repost", "repost"]
    assert batch.posts["ref_created_at"].to_list() == [STARTS_AT, STARTS_AT]


def test_a_profile_that_says_bot_is_a_declaration() -> None:
    batch = read_written_world('ann is "I am a bot."\nbob is "A gardener."')
    assert dict(batch.accounts.schema) == ACCOUNTS
    assert batch.accounts["is_bot_declared"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("line", "says"),
    [("0 ann", "Line 1 says too little"), ('0 ann "open', "Line 1 cannot be read"), ("soon ann link1", "no time")],
)
def test_a_line_that_cannot_be_read_is_named(line: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_written_world(line)


@given(st.integers(0, 30), st.integers(0, 23), st.integers(0, 3599))
def test_parts_of_a_time_add_up(days: int, hours: int, seconds: int) -> None:
    assert moment(f"{days}d{hours}h{seconds}", 1) - STARTS_AT == timedelta(days=days, hours=hours, seconds=seconds)
