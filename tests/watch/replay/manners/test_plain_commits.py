"""Plain commits are read and rewritten without reading all, and come out as if everything had been read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.streams import account_line, commit_line, delete_line, did, post_line
from unisono.watch.replay.manners.jetstream_events import as_flat
from unisono.watch.replay.manners.plain_commits import PlainCommits

HOSTILE = 'say "cid":"a"}} \\ "}}, {"did":"x","time_us":5'


@given(text=st.text() | st.just(HOSTILE), at=st.floats(0, 1e8), sequence=st.integers(1, 10**14))
def test_a_commit_is_rewritten_as_if_it_had_been_read(text: str, at: float, sequence: int) -> None:
    line = commit_line(3, at, record={"text": text.encode(errors="replace").decode()})
    plain = PlainCommits(is_framed=True)
    told = plain.flat(line, sequence)
    assert told is not None
    assert json.loads(told) == {"$type": "message", "payload": as_flat(json.loads(line), sequence)}
    assert plain.subject(line) == (did(3), "app.bsky.feed.post")


def test_without_a_frame_it_is_the_event_alone() -> None:
    told = PlainCommits(is_framed=False).flat(post_line(1, 1.5), 4)
    assert told is not None and json.loads(told) == as_flat(json.loads(post_line(1, 1.5)), 4)


def test_deletions_are_plain_commits_too() -> None:
    told = PlainCommits(is_framed=False).flat(delete_line(1, 1, "key"), 4)
    assert told is not None and json.loads(told)["operation"] == "delete"


@pytest.mark.parametrize(
    "line",
    [
        account_line(1, 0),
        json.dumps(json.loads(post_line(1, 0))).encode(),
        post_line(1, 0)[:-2] + b',"more":{"a":1}}}',
        b'{"time_us":1,' + post_line(1, 0)[1:],
    ],
)
def test_every_other_line_is_left_to_be_read_whole(line: bytes) -> None:
    assert PlainCommits(is_framed=True).flat(line, 1) is None
