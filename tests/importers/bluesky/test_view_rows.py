"""Views become posts, reposts, references and profiles."""

from typing import Any

import polars as pl

from unisono.engine.json_objects import read_objects
from unisono.importers.bluesky.view_fields import FIELDS
from unisono.importers.bluesky.view_rows import (
    is_post,
    is_profile,
    name_post_columns,
    profiles_in,
    reason_for_none,
)

POST = "at://did:plc:a/app.bsky.feed.post/1"
EARLY, LATE = "2024-05-01T06:00:00Z", "2024-05-01T07:00:00.000Z"


def rows_of(*found: dict[str, Any]) -> pl.DataFrame:
    return read_objects(found, FIELDS.wanted).with_row_index("source_row", 1)


def view(**more: Any) -> dict[str, Any]:
    return {"uri": POST, "author": {"did": "did:plc:a", "handle": "ann.example"}, "record": {"text": "x"}, **more}


def test_the_earlier_of_two_times_counts() -> None:
    pairs = [(EARLY, LATE), (LATE, EARLY), (None, LATE), ("nonsense", EARLY), (EARLY, None), ("nonsense", None)]
    rows = rows_of(*(view(record={"createdAt": said}, indexedAt=seen) for said, seen in pairs))
    assert name_post_columns(rows)["created_at"].to_list() == [EARLY, EARLY, LATE, EARLY, EARLY, "nonsense"]


def test_a_handle_that_does_not_lead_back_is_left_empty() -> None:
    rows = rows_of(view(author={"did": "did:plc:a", "handle": "handle.invalid"}))
    assert name_post_columns(rows)["handle"].to_list() == [None]
    profile = {"did": "did:plc:a", "handle": "handle.invalid"}
    assert profiles_in(rows_of(profile), "0").select("account_id", "handle").rows() == [("did:plc:a", None)]


def test_a_nested_view_of_another_post_is_not_taken_for_the_parent() -> None:
    reply = {"reply": {"parent": {"uri": "at://did:plc:b/app.bsky.feed.post/2"}}}
    other = {"post": view(record=reply), "reply": {"parent": {"uri": POST, "record": {"text": "other"}}}}
    row = name_post_columns(rows_of(other)).row(0, named=True)
    assert (row["kind"], row["ref_post_id"], row["ref_text"]) == ("reply", "at://did:plc:b/app.bsky.feed.post/2", None)


def test_posts_and_profiles_are_told_from_everything_else() -> None:
    profile = {"did": "did:plc:a", "handle": "ann.example", "displayName": "", "createdAt": EARLY}
    rows = rows_of(
        view(), view(notFound=True), view(record={"$type": "app.bsky.feed.other"}), profile, {"did": "did:plc:a"},
        {**profile, "didDoc": {"id": "did:plc:a"}}, {"uri": POST}, {"x": 1},
    )  # fmt: skip
    assert rows.select(is_post()).to_series().to_list() == [True] + [False] * 7
    assert rows.select(is_profile()).to_series().to_list() == [False] * 3 + [True] + [False] * 4
    assert rows.select(reason_for_none()).to_series().to_list()[1:] == [
        "a post that cannot be seen any more",
        "another record of Bluesky: no post",
        "the answer of a look-up: no post",
        "the answer of a look-up: no post",
        "a description of an account's repository: no post",
        "no post: its record is missing",
        None,
    ]
    (account,) = profiles_in(rows, "0").to_dicts()
    assert (account["account_id"], account["display_name"], account["observed_at"]) == ("did:plc:a", None, None)
