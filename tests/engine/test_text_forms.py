"""Texts lie one behind the other and come back as they were."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.texts_by_hand import forms_of
from unisono.engine.text_forms import NO_FORMS, Forms, hash_forms, lay_out, match_forms

TEXTS = st.lists(st.text(max_size=12), max_size=12)


@given(TEXTS)
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    assert lay_out(pl.Series(texts, dtype=pl.String)).to_series().to_list() == texts


def test_null_is_an_empty_text_and_a_slice_is_laid_out_alone() -> None:
    series = pl.Series(["long before", None, "Ünïcode 漢字", "behind"])[1:3]
    assert lay_out(series).to_series().to_list() == ["", "Ünïcode 漢字"]


@given(TEXTS, TEXTS)
def test_parts_are_joined_in_their_order(first: list[str], second: list[str]) -> None:
    joined = Forms.joined([forms_of(*first), NO_FORMS, forms_of(*second)])
    assert joined.to_series().to_list() == first + second


def test_texts_are_taken_by_row() -> None:
    rows = np.array([2, 0, 2], np.int32)
    assert forms_of("one", "two", "drei").take(rows).to_series().to_list() == ["drei", "one", "drei"]


@given(TEXTS, TEXTS)
def test_equal_texts_get_equal_numbers_and_others_follow_as_they_appear(known: list[str], met: list[str]) -> None:
    distinct = list(dict.fromkeys(known))
    names = dict.fromkeys([*distinct, *met])
    number_of = {text: number for number, text in enumerate(names)}
    own, others = forms_of(*distinct), forms_of(*met)
    codes, fresh = match_forms(others, hash_forms(others), own, hash_forms(own), add_new=True)
    assert codes.tolist() == [number_of[text] for text in met]
    assert fresh == len(names) - len(distinct)
    codes, fresh = match_forms(others, hash_forms(others), own, hash_forms(own), add_new=False)
    assert codes.tolist() == [number_of[text] if text in distinct else -1 for text in met]
    assert fresh == 0


def test_texts_with_the_same_hash_are_told_apart_by_their_bytes() -> None:
    texts = forms_of("one", "two", "one", "six")
    same = np.full(4, 7, np.uint64)
    codes, fresh = match_forms(texts, same, NO_FORMS, np.empty(0, np.uint64), add_new=True)
    assert (codes.tolist(), fresh) == ([0, 1, 0, 2], 3)
