"""The languages of a network, from a bounded sample."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.dossiers.network.languages import languages_of_networks

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
MEMBERS = pl.DataFrame({"account": ["a", "b"], "network": [1, 1]})
ENGLISH = "The council closed our library and nobody asked the people who read there"
RUSSIAN = "Городской совет закрыл нашу библиотеку и никого об этом не спросил"


def posts_of(texts: list[str | None], kind: str = "post") -> pl.DataFrame:
    rows = {
        "post": [f"p{number}" for number in range(len(texts))],
        "account": ["ab"[number % 2] for number in range(len(texts))],
        "created_at": [NOON + timedelta(minutes=number) for number in range(len(texts))],
        "kind": [kind] * len(texts),
        "text": texts,
        "lang": [None] * len(texts),
    }
    return pl.DataFrame(rows, schema_overrides={"text": pl.String, "lang": pl.String})


def test_languages_come_with_their_shares() -> None:
    found, looked = languages_of_networks(MEMBERS, posts_of([ENGLISH, RUSSIAN, ENGLISH, ENGLISH, None]), 100)
    assert [(one.language, one.posts, one.share) for one in found[1]] == [("en", 3, 0.75), ("ru", 1, 0.25)]
    assert looked == {1: 4}


def test_what_members_repost_is_not_their_language() -> None:
    assert languages_of_networks(MEMBERS, posts_of([ENGLISH], "repost"), 100) == ({}, {})


def test_posts_that_say_too_little_are_counted_as_not_known() -> None:
    found, _ = languages_of_networks(MEMBERS, posts_of(["ok", ENGLISH]), 100)
    assert {one.language for one in found[1]} == {None, "en"}


@given(posts=st.integers(1, 60), most=st.integers(1, 60))
def test_never_more_posts_are_looked_at_than_allowed(posts: int, most: int) -> None:
    _, looked = languages_of_networks(MEMBERS, posts_of(["🙂"] * posts), most)
    assert looked == {1: min(posts, most)}
