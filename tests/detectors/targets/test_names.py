"""Names are found in any script, as words of their own, and nowhere inside of others."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.detectors.targets.names import fold_name, fold_texts, name_pattern, names_in


def finds(text: str, *names: str) -> bool:
    return names_in(fold_texts(pl.Series([text])), names)[0] is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Viva Ilva Sorrendo!", "Ilva Sorrendo"),
        ("@IlvaSorrendo es", "Ilva Sorrendo"),
        ("#ilva_sorrendo", "Ilva Sorrendo"),
        ("DELFINA GÓMEZ dijo", "Delfina Gomez"),
        ("delfina gomez's house", "Delfina Gómez"),
        ("Erdal'ın evi", "Erdal"),
        ("وفاطمة الزهراء", "فاطمة"),
        ("قالت فاطِمة", "فاطمة"),
        ("山田太郎さんは", "山田太郎"),
        ("สมชายไม่มา", "สมชาย"),
        ("문재인은 어제", "문재인"),
        ("मोदी जी", "मोदी"),
        ("НАВАЛЬНЫЙ сказал", "Навальный"),
        ("Il\u200bva Sorrendo", "Ilva Sorrendo"),
        ("Ｉｌｖａ Sorrendo", "Ilva Sorrendo"),
        ("O’Neil here", "O'Neil"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str) -> None:
    assert finds(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ilvas house", "Ilva"),
        ("Silva said", "Ilva"),
        ("ilva2 posts", "Ilva"),
        ("Навальныйский", "Навальный"),
        ("Sorrendo Ilva", "Ilva Sorrendo"),
        ("anything", "!!!"),
        ("", "Ilva"),
    ],
)
def test_a_name_is_not_found_inside_of_other_words(text: str, name: str) -> None:
    assert not finds(text, name)


def test_the_first_of_several_names_gives_the_place() -> None:
    folded = fold_texts(pl.Series(["so Bruno and Ilva", "nobody"]))
    assert names_in(folded, ["Ilva", "Bruno"]).to_list() == [3, None]
    assert name_pattern(["", "…"]) is None


@given(st.text(alphabet=st.characters(whitelist_categories=("Lu", "Ll", "Lo")), min_size=1, max_size=12))
def test_every_name_of_letters_is_found_alone_and_between_spaces(name: str) -> None:
    assert finds(name, name)
    assert finds(f"so {name} says", name)


@given(st.text(max_size=30))
def test_any_text_can_be_given_as_a_name(name: str) -> None:
    names_in(fold_texts(pl.Series(["some text", name])), [name])
    assert fold_name(fold_name(name)) == fold_name(name)
