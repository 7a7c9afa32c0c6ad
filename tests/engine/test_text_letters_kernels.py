"""Characters are read, folded and counted as Python reads them."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.texts_by_hand import forms_of
from unisono.engine.text_forms import count_characters, fold_forms

UPPER = np.zeros(0x110000, np.int32)
UPPER[[ord("a"), ord("é"), ord("漢"), ord("𝔸")]] = [ord("A"), -1, ord("字"), ord("𐍈")]
TAILS = np.array([0, 2, ord("É"), ord("𐍈")], np.int32)
MEANING = {"a": "A", "é": "É𐍈", "漢": "字", "𝔸": "𐍈"}
WORDS = np.zeros(0x110000, np.uint8)
WORDS[[ord("a"), ord("é"), ord("漢"), ord("𝔸")]] = [1, 1, 3, 1]
LETTERS = st.text("aé漢𝔸# -", max_size=30)


@given(st.lists(LETTERS, min_size=1, max_size=5), st.integers(1, 12))
def test_each_character_becomes_what_the_table_says_up_to_the_most(texts: list[str], most: int) -> None:
    forms, letters = fold_forms(forms_of(*texts), UPPER, TAILS, most)
    expected = ["".join(MEANING.get(letter, "") for letter in text)[:most] for text in texts]
    assert forms.to_series().to_list() == expected
    assert letters.tolist() == [len(form) for form in expected]


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_characters_are_counted_in_words_dense_outside_of_tags_and_in_all(texts: list[str]) -> None:
    word = r"[aé漢𝔸]"
    for text, counts in zip(texts, count_characters(forms_of(*texts), WORDS).tolist(), strict=True):
        outside = re.sub(f"#{word}+", " ", text)
        assert counts == [len(re.findall(word, text)), text.count("漢"), len(re.findall(word, outside)), len(text)]
