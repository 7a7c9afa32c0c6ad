"""Reposts act on the original, by its id or by its opening words."""

import datetime as dt

import polars as pl

from tests.traces.posts_by_hand import NOON, posts
from unisono.model.tables import REFERENCES, conform
from unisono.traces import object_labels, read_traces

LONG = (
    "Nobody told us that the bridge would be closed on the very day of the vote, and nobody answers the phone there now"
)


def reposts(frame: pl.DataFrame, references: pl.DataFrame | None = None) -> pl.DataFrame:
    return read_traces(frame, references, layers=["repost"])["repost"]


def test_the_object_of_a_repost_is_the_original_and_other_kinds_leave_no_trace() -> None:
    frame = posts(
        {"kind": "repost", "ref_post_id": "77"},
        {"kind": "quote", "ref_post_id": "77"},
        {"kind": "reply", "ref_post_id": "77"},
        {"kind": "post"},
        {"kind": "repost"},
    )
    assert reposts(frame).select("post", "object").rows() == [("twitter:1", "twitter:77")]


def test_the_origin_comes_from_the_post_then_the_case_then_the_references() -> None:
    early = NOON - dt.timedelta(hours=2)
    references = conform(
        pl.DataFrame({"platform": ["twitter"], "post_id": ["77"], "account_id": ["z"], "created_at": [early]}),
        REFERENCES,
    )
    frame = posts(
        {
            "kind": "repost",
            "ref_post_id": "77",
            "ref_account_id": "q",
            "ref_created_at": early + dt.timedelta(minutes=1),
        },
        {"kind": "repost", "ref_post_id": "77"},
        {"kind": "repost", "ref_post_id": "4"},
        {"account_id": "b"},
        {"kind": "repost", "ref_post_id": "99", "ref_handle": "Nobody"},
    )
    assert reposts(frame, references).select("origin_at", "author").rows() == [
        (early + dt.timedelta(minutes=1), "twitter:q"),
        (early, "twitter:z"),
        (NOON + dt.timedelta(seconds=4), "twitter:b"),
        (None, "twitter:nobody"),
    ]


def test_an_author_named_by_handle_is_the_account_of_that_handle() -> None:
    frame = posts({"account_id": "5", "handle": "Ann"}, {"kind": "repost", "ref_post_id": "x", "ref_handle": "@ann"})
    assert reposts(frame)["author"].to_list() == ["twitter:5"]


def test_a_repost_cut_at_140_characters_and_the_full_one_are_the_same_object() -> None:
    whole = f"RT @a_handle_15_cha: {LONG}"
    frame = posts(
        {"kind": "repost", "text": whole},
        {"kind": "repost", "text": whole[:139] + "…"},
        {"kind": "repost", "text": LONG, "ref_handle": "A_Handle_15_cha"},
        {"kind": "repost", "text": whole.replace("a_handle", "b_handle")},
        {"kind": "repost", "text": whole.replace("Nobody told", "Nobody told")},
    )
    names = reposts(frame)["object"].to_list()
    assert names[0] == names[1] == names[2] == names[4]
    assert names[3] != names[0]
    assert names[0].startswith("r-")


def test_a_cut_copy_that_two_texts_continue_belongs_to_neither() -> None:
    start = f"RT @ann: {LONG[:90]}"
    frame = posts(
        {"kind": "repost", "text": start + " one"},
        {"kind": "repost", "text": start + " two"},
        {"kind": "repost", "text": start + "…"},
        {"kind": "repost", "text": start + "…", "account_id": "b"},
        {"kind": "repost", "text": start.replace("ann", "bob") + "…"},
        {"kind": "repost", "text": "RT @ann: Nobody…"},
    )
    names = reposts(frame)["object"].to_list()
    assert names[2] == names[3]
    assert len(set(names)) == 5


def test_texts_that_differ_only_at_their_end_are_different_originals() -> None:
    frame = posts(
        {"kind": "repost", "text": f"{LONG} https://t.co/a"}, {"kind": "repost", "text": f"{LONG} https://t.co/b"}
    )
    assert reposts(frame)["object"].n_unique() == 2


def test_short_words_name_an_original_only_together_with_their_author() -> None:
    frame = posts(
        {"kind": "repost", "text": "Yes!"},
        {"kind": "repost", "text": "Yes!", "ref_handle": "ann"},
        {"kind": "repost", "text": "RT @ann: Yes!"},
        {"kind": "repost", "text": LONG},
        {"kind": "repost", "text": "   "},
        {"kind": "repost", "text": "RT @ann: "},
    )
    traces = reposts(frame)
    assert traces["post"].to_list() == ["twitter:2", "twitter:3", "twitter:4"]
    assert traces["object"][0] == traces["object"][1]
    assert traces["author"].to_list() == ["twitter:ann", "twitter:ann", None]


def test_a_repost_is_shown_by_its_text() -> None:
    frame = posts({"kind": "repost", "ref_post_id": "77", "text": "RT @ann: read\nthis"})
    assert object_labels(frame, "repost", ["twitter:77", "twitter:78"]) == {
        "twitter:77": "RT @ann: read this",
        "twitter:78": "twitter:78",
    }
