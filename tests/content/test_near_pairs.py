"""Of the pairs that brute force finds, sketches miss few; and none is found that brute force does not."""

import polars as pl

from tests.content.near_texts import made_up_texts
from tests.engine.texts_by_hand import is_alike
from unisono.content.compared_forms import compared_forms
from unisono.content.near_pairs import near_pairs


def test_no_pair_is_false_and_few_are_missed() -> None:
    texts = pl.Series(made_up_texts(220, seed=11))
    forms = compared_forms(texts)
    first = {form: row for row, form in reversed(list(enumerate(forms))) if form is not None}
    expected = {
        tuple(sorted((first[a], first[b])))
        for a in first for b in first
        if a < b and is_alike(a, b)
    }  # fmt: skip
    found = set(near_pairs(texts).iter_rows())
    assert found <= expected
    assert len(expected) > 60
    assert len(found) >= 0.9 * len(expected)


def test_texts_that_say_too_little_have_no_pairs() -> None:
    assert near_pairs(pl.Series(["", None, "no", "no!"])).rows() == []
