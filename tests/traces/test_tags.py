"""Tag sequences keep their order and need two tags."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.traces import object_labels, read_traces


def sequences(frame: pl.DataFrame) -> list[tuple[str, str]]:
    return read_traces(frame, layers=["tags"])["tags"].select("post", "object").rows()


def test_the_sequence_keeps_the_order_of_the_tags() -> None:
    frame = posts({"hashtags": ["Walk", "Away"]}, {"hashtags": ["Away", "Walk"]}, {"text": "#WALK then #away"})
    assert sequences(frame) == [("twitter:1", "walk away"), ("twitter:2", "away walk"), ("twitter:3", "walk away")]


def test_fewer_than_two_different_tags_are_no_sequence() -> None:
    frame = posts({"hashtags": ["one"]}, {"hashtags": ["one", "ONE"]}, {"hashtags": []}, {"hashtags": ["", "one"]})
    assert sequences(frame) == []


def test_two_posts_of_one_account_at_one_time_are_two_sequences() -> None:
    frame = posts({"hashtags": ["a", "b"]}, {"hashtags": ["c", "d"]})
    frame = frame.with_columns(pl.col("created_at").first(), pl.lit(None, dtype=pl.String).alias("post_id"))
    assert [name for _, name in sequences(frame)] == ["a b", "c d"]


def test_a_sequence_is_shown_with_signs() -> None:
    assert object_labels(posts({"hashtags": ["A", "B"]}), "tags", ["a b"]) == {"a b": "#a #b"}
