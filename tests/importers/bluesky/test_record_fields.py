"""The fields of a record under any prefix, and what they become."""

from typing import Any

import polars as pl
import pytest

from unisono.engine.json_objects import read_objects
from unisono.importers.bluesky.record_fields import post_address, real_handle, record_fields, with_record_columns

PREFIXES = ("commit.record", "record")
PARENT, QUOTED = "at://did:plc:b/app.bsky.feed.post/1", "at://did:plc:c/app.bsky.feed.post/2"


def read_record(
    record: dict[str, Any], prefix: str = "record", collection: str = "app.bsky.feed.post"
) -> dict[str, Any]:
    found: dict[str, Any] = record
    for step in reversed(prefix.split(".")):
        found = {step: found}
    wide = read_objects([found], record_fields(PREFIXES)).with_columns(pl.lit(collection).alias("collection"))
    return with_record_columns(wide, PREFIXES).row(0, named=True)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_features_are_told_apart_by_what_they_are(prefix: str) -> None:
    features = [
        {"uri": "https://a.example"},
        {"tag": "猫"},
        {"did": "did:plc:a"},
        {"uri": "mailto:a@b.example"},
        {"tag": "a:b"},
    ]
    row = read_record({"text": "x", "facets": [{"features": features[:2]}, {"features": features[2:]}]}, prefix)
    assert (row["urls"], row["hashtags"], row["mentions"]) == (
        ["https://a.example", "mailto:a@b.example"],
        ["猫", "a:b"],
        ["did:plc:a"],
    )


def test_tags_and_links_that_are_given_twice_count_once() -> None:
    card = {"embed": {"external": {"uri": "https://a.example"}}, "tags": ["x", "y"]}
    features = [{"uri": "https://a.example"}, {"tag": "x"}]
    row = read_record({**card, "facets": [{"features": features}]})
    assert (row["urls"], row["hashtags"]) == (["https://a.example"], ["x", "y"])


def test_a_reply_that_quotes_is_a_reply_with_a_link_to_the_quoted_post() -> None:
    row = read_record({"reply": {"parent": {"uri": PARENT}}, "embed": {"record": {"record": {"uri": QUOTED}}}})
    assert (row["kind"], row["ref_post_id"], row["ref_account_id"]) == ("reply", PARENT, "did:plc:b")
    assert row["urls"] == ["https://bsky.app/profile/did:plc:c/post/2"]


def test_a_quoted_list_or_feed_is_no_quoted_post() -> None:
    row = read_record({"embed": {"record": {"uri": "at://did:plc:c/app.bsky.feed.generator/2"}}})
    assert (row["kind"], row["ref_post_id"], row["urls"]) == ("post", None, [])


def test_a_thumbnail_of_a_link_is_no_picture_of_the_post() -> None:
    row = read_record({"embed": {"external": {"uri": "https://a.example", "thumb": {"ref": {"$link": "bafk"}}}}})
    assert row["media"] == []


def test_a_repost_says_nothing_of_its_own() -> None:
    row = read_record({"subject": {"uri": PARENT}}, collection="app.bsky.feed.repost")
    assert (row["kind"], row["ref_post_id"], row["hashtags"], row["text_complete"]) == ("repost", PARENT, None, None)


def test_a_word_for_no_handle_names_nobody() -> None:
    table = pl.DataFrame({"handle": ["ann.example", "handle.invalid", "missing.invalid", None, "invalid.example"]})
    handles = table.select(real_handle("handle"))["handle"].to_list()
    assert handles == ["ann.example", None, None, None, "invalid.example"]


def test_an_address_lacks_nothing_or_is_null() -> None:
    table = pl.DataFrame({"did": ["did:plc:a", None], "kind": ["x.y", "x.y"], "key": ["1", "1"]})
    addresses = table.select(post_address(pl.col("did"), pl.col("kind"), pl.col("key"))).to_series()
    assert addresses.to_list() == ["at://did:plc:a/x.y/1", None]
