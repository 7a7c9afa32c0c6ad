"""Labels and examples that a person can read."""

import polars as pl

from unisono.content.arguments_labels import LONGEST_LABEL, choose_examples, label_of, label_texts, short_label
from unisono.content.terms import Term


def test_a_label_is_one_line_without_links_and_opening_mentions() -> None:
    assert short_label("@ann @bob The pier\nis &amp; was open https://t.co/x") == "The pier is & was open"


def test_a_long_label_is_cut_between_words() -> None:
    label = short_label("harbour " * 40)
    assert len(label) <= LONGEST_LABEL
    assert label.endswith("harbour…")
    assert len(short_label("港" * 300)) == LONGEST_LABEL


def test_the_most_told_of_the_central_wordings_is_the_label() -> None:
    rows = [(1, "told by one", 1, 0.9), (1, "told by many", 40, 0.7), (1, "far away", 50, 0.1), (2, "other", 1, 0.5)]
    wordings = pl.DataFrame(rows, schema=["argument", "text", "accounts", "cosine"], orient="row")
    assert label_texts(wordings) == {1: "told by many", 2: "other"}


def test_examples_are_of_different_accounts_and_wordings() -> None:
    rows = [
        (1, 0, 5, "a", 3, "x:3", True),
        (1, 0, 5, "a", 1, "x:1", True),
        (1, 0, 5, "b", 2, "x:2", True),
        (1, 1, 2, "c", 4, "x:4", True),
        (1, 1, 2, "b", 0, "x:0", False),
    ]
    columns = ["argument", "wording", "told", "account", "at", "post", "original"]
    assert choose_examples(pl.DataFrame(rows, schema=columns, orient="row")) == {1: ["x:1", "x:4", "x:2"]}


def test_a_label_has_no_word_twice_in_any_form() -> None:
    names = ("protest", "protesters shot", "police shot", "police", "mayor", "港の写真", "写真", "a", "b", "c")
    terms = [Term(name, 9, 1, 2.0, 9.0) for name in names]
    assert label_of(terms) == "protest · police shot · mayor · 港の写真 · a"
    assert label_of(terms[:2]) is None
    runs = [Term(name, 9, 1, 2.0, 9.0) for name in ("と確認さ", "確認され", "の写真は", "真は古", "です", "東京")]
    assert label_of(runs) == "確認 · 写真 · です · 東京"
    assert label_of([]) is None
