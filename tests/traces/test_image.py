"""Pictures are objects by what they show, else by the upload's own name."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.traces import object_labels, read_traces
from unisono.traces.likeness import Likeness

KEY = "https://pbs.twimg.com/media/AbC.jpg"
PICTURES = pl.DataFrame({"name": ["images/1.png", "images/2.png"], "object": ["i-aa", "i-aa"]})


def images(frame: pl.DataFrame, pictures: pl.DataFrame | None = None) -> list[tuple[str, str]]:
    likeness = Likeness() if pictures is None else Likeness(pictures=pictures)
    return read_traces(frame, layers=["image"], likeness=likeness)["image"].select("post", "object").rows()


def test_pictures_that_look_alike_are_one_object_and_others_are_their_own() -> None:
    frame = posts({"media": ["images/1.png"]}, {"media": ["images/2.png"]}, {"media": ["images/3.png"]})
    assert images(frame, PICTURES) == [
        ("twitter:1", "i-aa"),
        ("twitter:2", "i-aa"),
        ("twitter:3", "twitter-images/3"),
    ]


def test_without_files_the_uploads_key_is_the_object_whatever_size_is_asked_for() -> None:
    frame = posts({"media": [KEY]}, {"media": [KEY + "?name=small"]}, {"media": ["https://x.org/AbC.jpg"]})
    assert images(frame) == [
        ("twitter:1", "twitter-AbC"),
        ("twitter:2", "twitter-AbC"),
        ("twitter:3", "twitter-x.org/AbC"),
    ]


def test_each_picture_of_a_post_leaves_one_trace() -> None:
    frame = posts({"media": ["images/1.png", "images/2.png", "b.png", "", None]}, {"media": []}, {"media": None})
    assert images(frame, PICTURES) == [("twitter:1", "i-aa"), ("twitter:1", "twitter-b")]


def test_reposts_show_nobody_elses_picture() -> None:
    frame = posts({"media": [KEY], "kind": "repost"}, {"media": [KEY], "kind": "quote"})
    assert images(frame) == [("twitter:2", "twitter-AbC")]


def test_a_picture_is_read_as_the_words_of_a_post_with_it() -> None:
    frame = posts({"media": [KEY], "text": "look at this"}, {"media": ["b.png"], "text": ""})
    assert object_labels(frame, "image", ["twitter-AbC", "twitter-b"]) == {
        "twitter-AbC": "twitter-AbC: look at this",
        "twitter-b": "twitter-b",
    }
