"""The script of a text is that of most of its letters; look-alike letters of two scripts in one word are noticed."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.scripts import SCRIPTS, mixes_scripts, name_mixes_scripts, scripts_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Good morning", "Latin"),
        ("Привет, world и все", "Cyrillic"),
        ("Καλημέρα", "Greek"),
        ("صباح الخير", "Arabic"),
        ("בוקר טוב", "Hebrew"),
        ("शुभ प्रभात", "Devanagari"),
        ("สวัสดี", "Thai"),
        ("좋은 아침", "Hangul"),
        ("图书馆今天关门", "Han"),
        ("図書館は今日休館", "Kana"),
        ("カタカナ", "Kana"),
        ("გამარჯობა", "Georgian"),
        ("Բարեւ", "Armenian"),
        ("à côté", "Latin"),
        ("123 😀 … !", None),
        ("", None),
    ],
)
def test_the_script_of_a_text_is_that_of_most_of_its_letters(text: str, script: str | None) -> None:
    assert scripts_of(pl.Series([text])).to_list() == [script]


def test_rows_keep_their_places() -> None:
    texts = pl.Series(["abc", None, "где", "1", "abc"])
    assert scripts_of(texts).to_list() == ["Latin", None, "Cyrillic", None, "Latin"]
    assert scripts_of(pl.Series([], dtype=pl.String)).to_list() == []


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Mаria", True),  # its second letter is Cyrillic
        ("Αnna", True),  # its first letter is Greek
        ("Мария Smith", False),
        ("Maria", False),
        ("Мария", False),
        ("田中さん", False),
        ("Ann-Мария", False),
        ("東京news", False),
        ("", False),
    ],
)
def test_a_word_of_two_scripts_that_look_alike_is_mixed(name: str, mixed: bool) -> None:
    assert mixes_scripts(pl.Series([name])).to_list() == [mixed]
    assert name_mixes_scripts(name) == mixed


@given(st.text(max_size=30))
def test_any_text_has_one_of_the_scripts_or_none(text: str) -> None:
    assert scripts_of(pl.Series([text], dtype=pl.String))[0] in (*SCRIPTS, None)
