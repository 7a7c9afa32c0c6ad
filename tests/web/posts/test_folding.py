"""Words are found whatever their capitals, accents and widths, and nothing in them is a pattern."""

import polars as pl
import pytest

from unisono.web.posts.folding import fold_words, folded, holding_all, sought


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("El NIÑO", "nino"),
        ("Ｆｕｌｌ width", "full"),
        ("har\u200bbour", "harbour"),
        ("مُحَمَّد", "محمد"),
        ("ガラス", "ガラス"),
        ("a.*b (c", "a.*b (c"),
        ("ÜBER", "u\u0308ber"),
    ],
)
def test_a_text_is_found_by_what_people_type(written: str, typed: str) -> None:
    table = pl.DataFrame({"text": [written]})
    assert table.select(holding_all(folded(pl.col("text")), [fold_words(typed)])).item()


def test_two_japanese_letters_stay_two() -> None:
    assert fold_words("カラス") != fold_words("ガラス")


def test_words_are_pieces_and_a_phrase_is_one() -> None:
    assert sought('Harbour “New  Plan” harbour "') == ["harbour", "new  plan"]


def test_a_sign_of_a_pattern_is_only_itself() -> None:
    table = pl.DataFrame({"text": ["abc", "a.c"]})
    assert table.filter(holding_all(folded(pl.col("text")), ["a.c"]))["text"].to_list() == ["a.c"]
