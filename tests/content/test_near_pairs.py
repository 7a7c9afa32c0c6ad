"""Of the pairs that comparing all with all finds, sketches miss few; and none is found that is not alike."""

import numpy as np
import polars as pl

from tests.content.near_pairs import near_pairs
from tests.content.near_texts import made_up_texts
from tests.engine.texts_by_hand import is_alike
from unisono.content.compared_forms import compared_forms, piece_sizes
from unisono.engine.text_clusters import Likeness, judge_pairs
from unisono.engine.text_forms import lay_out


def test_no_pair_is_false_and_few_are_missed() -> None:
    texts = pl.Series(made_up_texts(600, seed=11))
    compared = compared_forms(texts)
    forms = compared.drop_nulls().unique(maintain_order=True)
    laid_out = lay_out(forms)
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(forms), 1))
    alike = judge_pairs(laid_out, piece_sizes(laid_out), left, right, Likeness())
    first = {form: row for row, form in reversed(list(enumerate(compared)))}
    ends = zip(forms.gather(left[alike]), forms.gather(right[alike]), strict=True)
    expected = {tuple(sorted((first[a], first[b]))) for a, b in ends}
    found = set(near_pairs(texts).iter_rows())
    assert found <= expected
    assert len(expected) > 150
    assert len(found) >= 0.9 * len(expected)
    assert all(is_alike(compared[a], compared[b]) for a, b in sorted(found)[:40])


def test_texts_that_say_too_little_have_no_pairs() -> None:
    assert near_pairs(pl.Series(["", None, "no", "no!"])).rows() == []
