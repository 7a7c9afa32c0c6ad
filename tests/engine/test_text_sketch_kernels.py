"""Texts share keys of their sketches as often as they share pieces."""

import numpy as np

from tests.engine.texts_by_hand import forms_of, piece_sizes_of, pieces
from unisono.engine.text_forms import sketch_forms

ONE = "theharbourbridgewillbeclosedonsundaymorningforrepairs"
OTHER = "theharbourbridgewillbeclosedontuesdaynightforrepairs"


def test_equal_texts_have_equal_keys_and_texts_without_a_common_piece_none() -> None:
    forms = forms_of(ONE, "тамгдеморешумитнаберегуспятлодки", ONE)
    keys = sketch_forms(forms, piece_sizes_of(forms), 64, 2).bands
    assert (keys[0] == keys[2]).all()
    assert not (keys[0] == keys[1]).any()


def test_a_minimum_is_shared_as_often_as_a_piece_is() -> None:
    forms = forms_of(ONE, OTHER)
    keys = sketch_forms(forms, piece_sizes_of(forms), 4000, 1).bands
    share = len(pieces(ONE) & pieces(OTHER)) / len(pieces(ONE) | pieces(OTHER))
    assert abs(np.mean(keys[0] == keys[1]) - share) < 0.03


def test_texts_that_are_not_compared_stay_blank() -> None:
    forms = forms_of(ONE, OTHER)
    sizes = piece_sizes_of(forms)
    both = sketch_forms(forms, sizes, 8, 2)
    sizes[0] = 0
    one = sketch_forms(forms, sizes, 8, 2)
    assert not one.bands[0].any()
    assert not one.marks[0].any()
    assert (one.bands[1] == both.bands[1]).all()


def test_marks_agree_as_often_as_minima_do() -> None:
    forms = forms_of(ONE, OTHER)
    sketches = sketch_forms(forms, piece_sizes_of(forms), 4000, 1)
    keys, marks = (found[0] == found[1] for found in (sketches.bands, sketches.marks))
    assert marks[keys].all()
    assert np.mean(marks[~keys]) < 0.02
