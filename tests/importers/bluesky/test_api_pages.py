"""Pages and threads are taken apart in their order, and nothing in them is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.bluesky.api_pages import is_page, records_in

POSTS = st.integers(0, 99).map(lambda number: {"post": {"uri": str(number)}})
BRANCHES = st.recursive(
    POSTS,
    lambda inner: st.builds(
        lambda post, above, below: {**post, "replies": below, **({"parent": above} if above else {})},
        POSTS, st.none() | inner, st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip


def in_order(branch: dict[str, Any]) -> list[str]:
    """Return the addresses of a thread from the top, by calling itself."""
    above = in_order(branch["parent"]) if "parent" in branch else []
    return [*above, branch["post"]["uri"], *(uri for below in branch.get("replies", []) for uri in in_order(below))]


@given(BRANCHES)
def test_a_thread_is_read_from_the_top(thread: dict[str, Any]) -> None:
    found = list(records_in({"thread": thread}))
    assert [one["post"]["uri"] for one in found] == in_order(thread)
    assert not any(is_page(one) for one in found)


def test_a_deep_thread_does_not_exhaust_the_stack() -> None:
    thread: dict[str, Any] = {"post": {"uri": "end"}}
    for number in range(5_000):
        thread = {"post": {"uri": str(number)}, "replies": [thread]}
    assert sum(1 for _ in records_in(thread)) == 5_001


@pytest.mark.parametrize("name", ["feed", "posts", "records", "notifications", "actors", "profiles", "repostedBy"])
def test_the_lists_of_answers_are_known(name: str) -> None:
    assert list(records_in({name: [1, {"a": 2}], "cursor": "x"})) == [1, {"a": 2}]


def test_followers_come_with_whose_they_are() -> None:
    page = {"followers": [{"did": "a"}, {"did": "b"}], "subject": {"did": "c"}}
    assert [one["did"] for one in records_in(page)] == ["c", "a", "b"]


def test_items_of_newer_threads_give_their_posts() -> None:
    page = {"thread": [{"uri": "at://a", "depth": 0, "value": {"post": {"uri": "at://a"}}}]}
    assert list(records_in(page)) == [{"post": {"uri": "at://a"}}]


@pytest.mark.parametrize("value", [5, None, "x", [1], {"uri": "at://a", "value": {"posts": []}}, {"feed": []}])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert list(records_in(value)) == [value]
