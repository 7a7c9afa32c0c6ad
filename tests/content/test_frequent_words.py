"""Frequent words are told in several scripts, and words that say something are not among them."""

import unicodedata

import polars as pl
import pytest

from unisono.content.frequent_words import are_frequent
from unisono.content.words import find_terms


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("If I were you, you would really need to", []),
        ("Don’t we have it?", []),
        ("lo que no se puede hacer es esto", []),
        ("но это не так, и он был там", []),
        ("هذا هو الذي كان في المدينة", ["المدينة"]),
        ("क्या यह सरकार है", ["सरकार"]),
        ("ama bu seçim çok önemli değil", ["seçim", "önemli"]),
        ("本当にそうです", ["当に", "当にそ", "当にそう", "本当", "本当に", "本当にそ"]),
        ("no war at the car port", ["car", "port", "war"]),
        ("the cranes of the harbour", ["cranes", "harbour"]),
    ],
)
def test_what_says_something_is_left(text: str, left: list[str]) -> None:
    words = find_terms(pl.Series([text]), pairs=False).names
    assert words.filter(~are_frequent(words)).to_list() == left


def test_every_common_word_is_written_as_terms_are() -> None:
    words = find_terms(pl.Series(["Über ÊTRE Şu ＢＵＴ"]), pairs=False).names
    assert are_frequent(words).to_list() == [True, True, True, True]
    assert all(unicodedata.normalize("NFKC", word).lower() == word for word in words)
