"""What a client of Jetstream wants to hear of."""

import json

import pytest

from tests.watch.streams import account_line, did, post_line
from unisono.watch.replay.manners.jetstream_events import as_flat
from unisono.watch.replay.manners.jetstream_filters import (
    Filter,
    UnfitOptionsError,
    filter_of_first,
    filter_of_second,
)
from unisono.watch.replay.subscription import Asked

POST, ACCOUNT = json.loads(post_line(1, 0)), json.loads(account_line(2, 0))
POSTS = "app.bsky.feed.post"


def asked(**parameters: list[str]) -> Asked:
    return Asked("/", parameters, {})


def test_nothing_named_means_everything() -> None:
    assert filter_of_first([], [], "") == filter_of_second(asked()) == Filter()
    assert Filter().takes_all and Filter().wants(POST) and Filter().wants(ACCOUNT) and Filter().has_room_for(b"x" * 9)


def test_both_versions_of_an_event_are_judged_alike() -> None:
    wanted = filter_of_first([POSTS], [did(1)], 0)
    for event, is_wanted in ((POST, True), (ACCOUNT, False)):
        flat = as_flat(event, 1)
        assert flat is not None
        assert (
            wanted.wants(event)
            == wanted.wants(flat)
            == wanted.wants({"$type": "message", "payload": flat})
            == is_wanted
        )
    assert wanted.wants_commit(did(1), POSTS) and not wanted.wants_commit(did(2), POSTS)
    assert filter_of_first(["app.bsky.*"], [], 0).wants(POST) and not filter_of_first(["app.bs.*"], [], 0).wants(POST)


def test_a_kind_can_be_asked_for_in_version_two() -> None:
    assert filter_of_second(asked(kinds=["commit"])).wants(POST)
    assert not filter_of_second(asked(kinds=["commit"])).wants(ACCOUNT)
    assert not filter_of_second(asked(kinds=["sync", "account"])).wants_commit(did(1), POSTS)


@pytest.mark.parametrize(("given", "length"), [("", 0), ("12", 12), ("-3", 0), ("many", 0), (7, 7), (1 << 40, 0)])
def test_what_is_no_length_counts_as_none_in_version_one(given: object, length: int) -> None:
    assert filter_of_first([], [], given).longest == length


def test_too_many_names_are_refused() -> None:
    many = [f"app.bsky.feed.post{number}" for number in range(101)]
    with pytest.raises(UnfitOptionsError, match="too many"):
        filter_of_first(many, [], 0)
    with pytest.raises(UnfitOptionsError, match="too many"):
        filter_of_second(asked(collections=many))
    with pytest.raises(UnfitOptionsError, match="too many"):
        filter_of_first([], [did(number) for number in range(10_001)], 0)
    assert filter_of_first(many[:100] * 2, [], 0).collections == frozenset(many[:100])
