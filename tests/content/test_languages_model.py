"""Many texts at once get the answer that the library gives to each."""

from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from unisono.content.languages import LANGUAGES
from unisono.content.languages_model import TEXTS_AT_ONCE, language_model

WRITTEN = [
    "the mayor broke his promise",
    "мэр нарушил обещание",
    "市長は約束を破った",
    "el alcalde no cumplió",
    "1",
    "",
    "12 34",
]


@cache
def _library() -> LanguageIdentifier:
    """Return the library's own classifier for the same languages."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def test_every_text_has_the_language_and_the_confidence_of_the_library() -> None:
    codes, sure = language_model(LANGUAGES).classify(pl.Series(WRITTEN))
    for text, code, confidence in zip(WRITTEN, codes, sure, strict=True):
        theirs, expected = _library().classify(text)
        assert confidence == pytest.approx(expected, abs=1e-4)
        assert code == theirs or expected < 0.05


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_has_the_confidence_of_the_library(texts: list[str]) -> None:
    lower = [text.lower() for text in texts]
    _, sure = language_model(LANGUAGES).classify(pl.Series(lower, dtype=pl.String))
    assert sure.tolist() == pytest.approx([_library().classify(text)[1] for text in lower], abs=1e-3)


def test_parts_are_put_together_in_order() -> None:
    texts = pl.Series([WRITTEN[0]] * TEXTS_AT_ONCE + [WRITTEN[1]])
    codes, sure = language_model(LANGUAGES).classify(texts)
    assert (codes[0], codes[-1], len(sure)) == ("en", "ru", TEXTS_AT_ONCE + 1)
    assert language_model(LANGUAGES).classify(pl.Series([], dtype=pl.String))[1].tolist() == []
