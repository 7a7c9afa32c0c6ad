"""Tests of suggesting tactics."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content.tactics import LANGUAGES, Suggestion, suggest_tactics
from unisono.content.tactics.lexica import TACTICS

WRITTEN = pl.read_csv(Path(__file__).with_name("posts.tsv"), separator="\t", quote_char=None)
PLAIN = [f"the ferry number {number} left at noon" for number in range(40)]
DISMISS = "what a smear campaign"


def posts_of(texts: list[str | None]) -> pl.DataFrame:
    ids = [f"x:{number:04}" for number in range(len(texts))]
    return pl.DataFrame({"post": ids, "text": texts, "lang": [None] * len(texts)}, schema_overrides={"text": pl.String})


def suggested(texts: list[str | None]) -> dict[str, Suggestion]:
    return {one.tactic: one for one in suggest_tactics(posts_of(texts))}


def test_written_posts_of_every_language_are_found_for_their_tactic_and_ordinary_ones_are_not() -> None:
    assert set(WRITTEN["language"]) == set(LANGUAGES)
    right = wrong = missed = 0
    for tactic, text in WRITTEN.select("tactic", "text").iter_rows():
        found = {one.tactic for one in suggest_tactics(posts_of([text])) if one.posts}
        right += tactic in found
        wrong += len(found - {tactic})
        missed += tactic != "none" and tactic not in found
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.95


def test_counts_shares_phrases_and_examples_are_those_of_the_posts() -> None:
    found = suggested([*PLAIN, DISMISS, DISMISS, f"{DISMISS}, a witch hunt even", "double standards"])
    dismiss = found["dismiss"]
    assert (dismiss.posts, dismiss.texts, dismiss.of, dismiss.cannot_say) == (3, 2, 44, None)
    assert dismiss.share == pytest.approx(3 / 44)
    assert dismiss.phrases == (("smear campaign", "en", 3), ("witch hunt", "en", 1))
    assert dismiss.examples == ("x:0042", "x:0040")
    assert dismiss.low is not None and dismiss.high is not None
    # Forty wordings of ferries, two of these, and one other.
    assert dismiss.low < 2 / 43 < dismiss.high
    assert "3 posts of 44 (6.8%" in dismiss.says


def test_the_four_come_with_most_posts_first_and_ask_a_question_each() -> None:
    found = suggest_tactics(posts_of([*PLAIN, "double standards", "double standards again", DISMISS]))
    assert [one.tactic for one in found] == ["distract", "dismiss", "distort", "dismay"]
    assert [one.question for one in found] == [TACTICS[one.tactic] for one in found]


def test_few_posts_or_few_phrases_give_no_share() -> None:
    few = suggested([DISMISS] * 19)["dismiss"]
    assert (few.posts, few.share, few.cannot_say) == (19, None, "cannot say: 19 posts with words, 20 are needed")
    rare = suggested([*PLAIN, DISMISS, DISMISS])["dismiss"]
    assert (rare.share, rare.cannot_say) == (None, "cannot say: 2 of 42 posts have such a phrase, 3 are needed")
    assert rare.says == "dismiss: cannot say: 2 of 42 posts have such a phrase, 3 are needed."


def test_posts_without_words_do_not_count() -> None:
    assert {one.of for one in suggest_tactics(posts_of([*PLAIN, None, "", "https://a.example/x", "@ann"]))} == {40}
    assert [one.posts for one in suggest_tactics(posts_of([]))] == [0, 0, 0, 0]


def test_the_document_names_phrases_by_their_parts() -> None:
    document = suggested([*PLAIN, *[DISMISS] * 3])["dismiss"].as_json()
    assert document["phrases"] == [{"phrase": "smear campaign", "language": "en", "posts": 3}]
    assert document["examples"] == ["x:0040"]
    assert {"tactic", "question", "posts", "share", "low", "high", "cannot_say", "says"} <= set(document)


@settings(max_examples=20)
@given(st.permutations([*WRITTEN["text"].to_list()[:25], *WRITTEN["text"].to_list()[:5]]))
def test_the_order_of_rows_makes_no_difference(texts: list[str]) -> None:
    posts = posts_of(list(texts))
    assert suggest_tactics(posts) == suggest_tactics(posts.reverse())
