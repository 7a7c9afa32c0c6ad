"""Texts are objects by their exact wording, where they say something."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.traces import Likeness, object_labels, read_traces

SENTENCE = "I was a lifelong voter of the other side until last Tuesday"


def texts(frame: pl.DataFrame) -> dict[str, str]:
    return dict(read_traces(frame, layers=["text"])["text"].select("post", "object").iter_rows())


def test_the_same_words_are_the_same_object_whatever_links_mentions_and_emoji_stand_around_them() -> None:
    frame = posts(
        {"text": SENTENCE},
        {"text": f"@someone {SENTENCE.upper()} https://t.co/abc", "kind": "reply"},
        {"text": f"{SENTENCE} 👍🏽🇺🇸", "kind": "quote"},
        {"text": SENTENCE.replace("voter", "vo\u200bter")},
        {"text": SENTENCE.replace(" ", "  \n")},
        {"text": SENTENCE.replace("Tuesday", "Monday")},
    )
    objects = texts(frame)
    assert len(objects) == 6
    assert len({objects[f"twitter:{number}"] for number in range(1, 6)}) == 1
    assert objects["twitter:6"] != objects["twitter:1"]


def test_the_object_is_the_start_of_the_wordings_sha256() -> None:
    assert texts(posts({"text": SENTENCE})) == {"twitter:1": "t-ab026a08a9bf35f3"}


def test_reposts_and_posts_that_say_nothing_leave_no_text() -> None:
    frame = posts(
        {"text": SENTENCE, "kind": "repost"},
        {"text": ""},
        {"text": None},
        {"text": "@ann @bob @cat @dan @eve @fay"},
        {"text": "https://example.com/a/very/long/address/indeed"},
        {"text": "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"},
        {"text": "#some #tags #and #nothing #else #here"},
        {"text": "Yes, I agree!"},
        {"text": "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"},
    )
    assert texts(frame) == {}


def test_a_text_is_shown_by_one_post_that_carries_it() -> None:
    frame = posts({"text": f"{SENTENCE} 👍"}, {"text": SENTENCE})
    (name,) = set(texts(frame).values())
    assert object_labels(frame, "text", [name]) == {name: f"{SENTENCE} 👍"}


def test_texts_that_the_likeness_calls_alike_are_one_object() -> None:
    frame = posts({"text": SENTENCE}, {"text": SENTENCE.replace("Tuesday", "Monday")}, {"text": "no"})
    alike = Likeness(texts=lambda own: own.str.contains("lifelong").replace_strict({True: "t-1", False: None}))
    found = read_traces(frame, layers=["text"], likeness=alike)["text"]
    assert dict(found.select("post", "object").iter_rows()) == {"twitter:1": "t-1", "twitter:2": "t-1"}
