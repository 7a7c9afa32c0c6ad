"""Objects are shown as a person would name them."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.model.tables import REFERENCES, conform
from unisono.traces import object_labels
from unisono.traces.labels import LONGEST_LABEL, shorten_labels


def test_a_post_is_shown_by_its_author_and_words_wherever_the_case_knows_them() -> None:
    references = conform(
        pl.DataFrame({"platform": ["twitter"], "post_id": ["77"], "handle": ["@bob"], "text": ["from afar"]}),
        REFERENCES,
    )
    frame = posts(
        {"handle": "ann", "text": "from the case"},
        {"kind": "reply", "ref_post_id": "1"},
        {"kind": "reply", "ref_post_id": "77"},
        {"kind": "reply", "ref_post_id": "99", "text": "an answer"},
    )
    assert object_labels(frame, "reply", ["twitter:1", "twitter:77", "twitter:99"], references) == {
        "twitter:1": "@ann: from the case",
        "twitter:77": "@bob: from afar",
        "twitter:99": "replies to twitter:99",
    }


def test_no_objects_have_no_labels() -> None:
    assert object_labels(posts({"text": "x"}), "text", []) == {}


def test_a_long_label_is_cut_visibly_and_stands_on_one_line() -> None:
    labels = shorten_labels([("a", "x" * 500), ("b", "one\n\ttwo")])
    assert len(labels["a"]) == LONGEST_LABEL
    assert labels["a"].endswith("…")
    assert labels["b"] == "one two"
