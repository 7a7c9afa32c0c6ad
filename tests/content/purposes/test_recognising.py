"""Tests of recognising what texts are for."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisono.content.purposes import LANGUAGES, PURPOSES, recognise_purposes

WRITTEN = pl.read_csv(Path(__file__).with_name("posts.tsv"), separator="\t", quote_char=None)


def shares_of(text: str | None, *own_words: str) -> dict[str, float]:
    found = recognise_purposes(pl.Series([text], dtype=pl.String), own_words=own_words)
    return {name: float(share) for name, share in zip(PURPOSES, found.shares[0], strict=True) if share}


def test_written_posts_of_every_language_are_recognised_for_what_they_are() -> None:
    assert set(WRITTEN["language"]) == set(LANGUAGES)
    shares = recognise_purposes(WRITTEN["text"]).shares
    told = [PURPOSES[place] for place in shares.argmax(axis=1)]
    checked = WRITTEN.with_columns(pl.Series("told", told), pl.Series("whole", shares.max(axis=1) == 1.0))
    for kind in PURPOSES[:-1]:
        recognised = checked.filter(pl.col("told") == kind)
        meant = checked.filter(pl.col("purpose") == kind)
        # One in twenty may be mistaken, one in ten missed.
        assert (recognised["purpose"] == kind).mean() >= 0.95
        assert (meant["told"] == kind).mean() >= 0.9
    everyday = checked.filter(pl.col("purpose") == "unknown")
    assert everyday.height >= 25
    assert set(everyday["told"]) == {"unknown"}


def test_a_clear_phrase_is_enough_and_of_hints_it_takes_two() -> None:
    assert shares_of("about parliament") == {"political": 1.0}
    assert shares_of("what a debate") == {"unknown": 1.0}
    assert shares_of("a debate about taxes") == {"political": 1.0}


def test_one_word_that_several_languages_spell_alike_counts_once() -> None:
    assert shares_of("new ALBUM") == {"fan": 1.0}
    assert shares_of("the album") == {"unknown": 1.0}
    assert shares_of("investigation") == {"unknown": 1.0}


def test_a_text_with_equally_many_points_for_two_is_half_of_each() -> None:
    assert shares_of("parliament: add to cart") == {"commercial": 0.5, "political": 0.5}


def test_what_the_case_was_told_of_is_political_in_it() -> None:
    assert shares_of("Ana Quill was here") == {"unknown": 1.0}
    assert shares_of("Ana Quill was here", "ana quill") == {"political": 1.0}
    assert shares_of("see #StopQuill", "#stopquill") == {"political": 1.0}


def test_what_an_outlet_published_is_news_whatever_it_tells_of() -> None:
    texts = pl.Series(["The parliament of birds, a new film", "The parliament of birds"])
    found = recognise_purposes(texts, of_outlets=np.array([True, False]))
    assert found.shares[:, PURPOSES.index("news")].tolist() == [1.0, 0.0]
    assert found.reasons.filter(pl.col("reason") == "outlet")["row"].to_list() == [0]


def test_reasons_name_the_phrases_and_marks() -> None:
    reasons = recognise_purposes(pl.Series(["Order now, only 5 €"])).reasons
    told = {reason: (kind, points) for _, kind, reason, points in reasons.iter_rows()}
    assert told["order now"] == ("commercial", 2)
    assert told["price"] == ("commercial", 1)


@pytest.mark.parametrize("text", [None, "", "   ", "😀"])
def test_texts_without_words_are_for_nothing_known(text: str | None) -> None:
    assert shares_of(text) == {"unknown": 1.0}


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*WRITTEN["text"].to_list()[::7], "", None]), max_size=8))
def test_shares_sum_to_one_and_do_not_depend_on_the_other_texts(texts: list[str | None]) -> None:
    shares = recognise_purposes(pl.Series(texts, dtype=pl.String)).shares
    assert shares.sum(axis=1) == pytest.approx(1.0)
    for place, text in enumerate(texts):
        assert {PURPOSES[kind]: float(share) for kind, share in enumerate(shares[place]) if share} == shares_of(text)
