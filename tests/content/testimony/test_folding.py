"""Texts are compared without case and accents, and each folded sign knows where it came from."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.testimony.folding import fold, fold_texts, fold_with_places


def test_accents_case_and_apostrophes_are_folded() -> None:
    assert fold("Soy ENFERMERA, señor. J’étais İşçi") == "soy enfermera, senor. j'etais isci"
    assert fold("żółw Straße œuvre") == "zolw strasse oeuvre"
    assert fold("أنا مُعَلِّمة") == "انا معلمه"


def test_voiced_signs_of_japanese_keep_their_marks() -> None:
    assert fold("が") != fold("か")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_many_texts_are_folded_like_one(texts: list[str]) -> None:
    assert fold_texts(pl.Series(texts)).to_list() == [fold(text) for text in texts]


@given(st.text(max_size=30))
def test_places_lead_back_to_the_sign(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert all(sign in fold(text[place]) for sign, place in zip(folded, places, strict=True))


def test_missing_texts_stay_missing() -> None:
    assert fold_texts(pl.Series([None, "É"], dtype=pl.String)).to_list() == [None, "e"]


def test_letters_of_another_alphabet_that_only_look_alike_are_folded() -> None:
    assert fold("I am а nursе, аnd Ι voted") == "i am a nurse, and i voted"
    assert fold("Я мeдсecтра и мать") == fold("Я медсестра и мать")
    assert fold("ｎｕｒｓｅ nu\u200brse nu\u00adrse") == "nurse nurse nurse"


def test_words_of_another_alphabet_stay_beside_latin_ones() -> None:
    assert fold("she said привет to everybody here") == "she said привет to everybody here"
    assert fold("Я читаю New York Times каждый день") == "я читаю new york times каждыи день"


@given(st.lists(st.text("aеnоЖжΙι я\u200b é", max_size=12), min_size=1, max_size=5))
def test_mixed_alphabets_are_folded_alike_in_columns_and_signs(texts: list[str]) -> None:
    assert fold_texts(pl.Series(texts)).to_list() == [fold(text) for text in texts]
