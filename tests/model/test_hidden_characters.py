"""Characters that nobody sees are found and dropped; those that writing needs stay."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.model.hidden_characters import HIDDEN, hides_characters, name_hidden, without_hidden

IN_PLACE = [
    "plain words",
    "می\u200cخواهم",
    "क\u094d\u200dष",
    "👨\u200d👩\u200d👧 and ❤\ufe0f\u200d🔥",
    "👍🏽 1\ufe0f\u20e3 ✌🏽\ufe0f",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "葛\U000e0100城",
]
OUT_OF_PLACE = ["nu\u200brse", "nu\u200drse", "vo\u200cte", "a\ufe0fb", "🙂\u200dhello", "soft\u00adly", "\u202eabc"]
OUT_OF_PLACE += ["\u3164", "می\u200c\u200cخ"]
SIGNS = "ab #1\u200b\u200c\u200d\ufe0f❤🏽🔥مक葛\U000e0100\u180b\u1820\U0001f3f4\U000e0067"


@pytest.mark.parametrize("text", IN_PLACE)
def test_what_a_script_or_an_emoji_needs_is_not_hidden(text: str) -> None:
    assert pl.select(hides_characters(pl.lit(text))).item() is False
    assert without_hidden(text) == text


@pytest.mark.parametrize("text", OUT_OF_PLACE)
def test_what_nobody_sees_is_found_and_dropped(text: str) -> None:
    assert pl.select(hides_characters(pl.lit(text))).item() is True
    assert pl.select(hides_characters(pl.lit(without_hidden(text)))).item() is False
    assert "<>" in name_hidden(text, lambda _: "<>")


@given(st.text(st.sampled_from(SIGNS), max_size=8))
def test_both_kinds_of_patterns_agree(text: str) -> None:
    assert pl.select(hides_characters(pl.lit(text))).item() == (without_hidden(text) != text)
    assert without_hidden(text + "x").endswith("x")
    kept = re.sub(HIDDEN, "", text)
    assert re.sub(HIDDEN, "", without_hidden(text)) == kept
