"""Replies act on the post they answer."""

from tests.traces.posts_by_hand import NOON, posts
from unisono.traces import read_traces


def test_the_object_of_a_reply_is_the_post_replied_to_with_its_author_and_time() -> None:
    frame = posts(
        {"account_id": "ann"},
        {"kind": "reply", "ref_post_id": "1", "account_id": "bob"},
        {"kind": "reply", "account_id": "cat"},
        {"kind": "reply", "ref_post_id": "", "account_id": "cat"},
        {"kind": "repost", "ref_post_id": "1", "account_id": "dan"},
        {"kind": "reply", "ref_post_id": "500", "ref_account_id": "eve", "account_id": "bob"},
    )
    traces = read_traces(frame, layers=["reply"])["reply"]
    assert traces.select("account", "object", "author").rows() == [
        ("twitter:bob", "twitter:1", "twitter:ann"),
        ("twitter:bob", "twitter:500", "twitter:eve"),
    ]
    assert traces["origin_at"][1] is None
    assert (traces["origin_at"][0] - NOON).total_seconds() == 1
