"""Edits are counted exactly as far as they are asked for, whatever part of the comparison is looked at."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.texts_by_hand import edits, forms_of, piece_sizes_of
from unisono.engine.text_clusters import Likeness, judge_pairs

EDITS_ALONE = 2.0
"""A share of pieces that is never reached."""


def are_within(first: str, second: str, similarity: float) -> bool:
    forms = forms_of(first, second)
    left, right = np.zeros(1, np.int32), np.ones(1, np.int32)
    return bool(judge_pairs(forms, piece_sizes_of(forms, 4), left, right, Likeness(similarity, EDITS_ALONE))[0])


def by_definition(first: str, second: str, similarity: float) -> bool:
    longer = max(len(first), len(second))
    return edits(first, second) <= int((1.0 - similarity) * longer + 1e-9)


@given(st.text("abж", min_size=1, max_size=150), st.text("abж", min_size=1, max_size=150), st.floats(0.0, 1.0))
def test_any_two_texts_are_within_as_many_edits_as_the_definition_says(
    first: str, second: str, similarity: float
) -> None:
    assert are_within(first, second, similarity) == by_definition(first, second, similarity)


@pytest.mark.parametrize("letters", [62, 63, 64, 65, 106, 107, 127, 128, 129, 212, 213])
@pytest.mark.parametrize("at_the_end", [True, False])
def test_the_last_edit_that_is_allowed_is_told_from_the_first_that_is_not(letters: int, at_the_end: bool) -> None:
    text = "".join(chr(0x4E00 + place) for place in range(letters))
    for more in (0, 1):
        allowed = int(0.3 * letters + 1e-9) + more
        changed = text[: letters - allowed] + "x" * allowed if at_the_end else "x" * allowed + text[allowed:]
        cut = text[: letters - allowed] if at_the_end else text[allowed:]
        assert are_within(text, changed, 0.7) == (more == 0)
        assert are_within(text, cut, 0.7) == are_within(cut, text, 0.7) == (more == 0)


def test_what_moves_by_more_than_a_word_of_bits_is_still_found() -> None:
    text = "".join(chr(0x4E00 + place) for place in range(400))
    moved = "z" * 70 + text
    assert are_within(text, moved, 0.85)
    assert not are_within(text, moved, 0.852)
