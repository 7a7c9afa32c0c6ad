"""Wordings are objects as they stand; a scan looks at those that a likeness makes one with others."""

import polars as pl

from tests.traces.posts_by_hand import posts
from unisono.traces import Likeness, object_labels, read_traces
from unisono.traces.wording import tell_wordings_apart

FIRST = "Slogan number one says what we all should think today"
SECOND = FIRST.replace("one", "two")
OTHER = "The ferry to the island leaves at nine on every other Sunday"


def alike(texts: pl.Series) -> pl.Series:
    """Call all slogans one text."""
    return pl.Series(["t-slogan" if text.startswith("Slogan") else "t-other" for text in texts], dtype=pl.String)


def test_each_wording_is_an_object_whatever_is_nearly_the_same() -> None:
    frame = posts({"text": FIRST}, {"text": f"{FIRST} 👍"}, {"text": SECOND}, {"text": FIRST, "kind": "repost"})
    first, with_emoji, second = read_traces(frame, layers=["wording"])["wording"]["object"].to_list()
    assert first == with_emoji != second
    assert object_labels(frame, "wording", [second]) == {second: SECOND}


def test_wordings_that_are_a_text_of_their_own_are_left_to_the_texts() -> None:
    frame = posts({"text": FIRST}, {"text": SECOND}, {"text": OTHER}, {"text": OTHER})
    traces = read_traces(frame, layers=["wording", "text"], likeness=Likeness(texts=alike))
    apart = tell_wordings_apart(traces)
    assert apart["wording"]["post"].to_list() == ["twitter:1", "twitter:2"]
    assert apart["text"].equals(traces["text"])


def test_without_texts_all_wordings_stay() -> None:
    traces = read_traces(posts({"text": OTHER}), layers=["wording"])
    assert tell_wordings_apart(traces)["wording"].height == 1
