"""Two texts are alike exactly where the definition says so."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.texts_by_hand import forms_of, is_alike, piece_sizes_of
from unisono.engine.text_clusters import Likeness, judge_pairs

LETTERS = "abcдж漢𝔸"


def judge(texts: list[str], pairs: list[tuple[int, int]], similarity: float, share: float, size: int = 4) -> list[bool]:
    forms = forms_of(*texts)
    left, right = (np.array(side, np.int32) for side in zip(*pairs, strict=True))
    return judge_pairs(forms, piece_sizes_of(forms, size), left, right, Likeness(similarity, share)).tolist()


@given(
    st.lists(st.text(LETTERS, min_size=4, max_size=90), min_size=2, max_size=4),
    st.floats(0.5, 1.0),
    st.floats(0.5, 1.0),
    st.sampled_from([2, 4]),
)
def test_random_texts_are_judged_as_by_definition(texts: list[str], similarity: float, share: float, size: int) -> None:
    pairs = [(a, b) for a in range(len(texts)) for b in range(len(texts)) if a != b]
    expected = [is_alike(texts[a], texts[b], similarity, share, size) for a, b in pairs]
    assert judge(texts, pairs, similarity, share, size) == expected


@given(st.text(LETTERS, min_size=60, max_size=200), st.data())
def test_edited_texts_are_judged_as_by_definition(text: str, data: st.DataObject) -> None:
    letters = list(text)
    for _ in range(data.draw(st.integers(1, 80))):
        place = data.draw(st.integers(0, len(letters) - 1))
        letters[place] = data.draw(st.sampled_from(["", "a", "ж", "漢b"]))
    edited = "".join(letters)
    if len(edited) >= 4:
        assert judge([text, edited], [(0, 1), (1, 0)], 0.7, 0.7) == [is_alike(text, edited)] * 2


def test_long_texts_are_judged_as_by_definition() -> None:
    random = np.random.default_rng(3)
    text = "".join(random.choice(list(LETTERS), 700))
    for changed in (0.1, 0.27, 0.33, 0.6):
        other = "".join(letter if random.random() > changed else "z" for letter in text)
        assert judge([text, other], [(0, 1)], 0.7, 0.7) == [is_alike(text, other)]


def test_sentences_that_change_places_are_alike_by_their_pieces_only() -> None:
    first, second = "theharbourbridgewillbeclosedonsunday", "nobodyaskedthepeoplewholivethere"
    assert judge([first + second, second + first], [(0, 1)], 0.7, 0.7) == [True]
    assert judge([first + second, second + first], [(0, 1)], 0.7, 0.99) == [False]
