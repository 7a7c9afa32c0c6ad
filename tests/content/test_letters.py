"""The tables that ship say what characters are compared as."""

import numpy as np
import pytest

from unisono.content.letters import folded_letter, folded_word, letter_tables
from unisono.engine.text_forms import MOST_GROWTH


def compared(text: str) -> str:
    tables = letter_tables()
    letters = []
    for letter in text:
        code = int(tables.folded[ord(letter)])
        tail = tables.tails[1 - code : 1 - code + tables.tails[-code]] if code < 0 else [code] if code else []
        letters += [chr(part) for part in tail]
    return "".join(letters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't — stop! 50 %", "dontstop50"),
        ("ñandú café łódź øre", "nanducafelodzore"),
        ("𝐛𝓸𝕝𝚍 ｗｉｄｅ ⓒⓘⓡ №5", "boldwidecirno5"),
        ("ᴀʙᴄ", "abc"),
        ("١٢٣ ๔๕", "12345"),
        ("السَّلامُ الســـلام", "السلامالسلام"),
        ("हिन्दी में", "हिन्दीमें"),
        ("한국어 日本語が", "한국어日本語が"),
    ],
)
def test_letters_and_digits_stay_and_decoration_goes(text: str, expected: str) -> None:
    assert compared(text) == expected


@pytest.mark.parametrize(
    ("disguised", "plain"), [("раураl", "paypal"), ("vоtе nоw", "votenow"), ("ΑΒΕΗΙΚΟΤ", "abehikot")]
)
def test_letters_that_look_like_latin_ones_are_compared_as_those(disguised: str, plain: str) -> None:
    assert compared(disguised.lower()) == plain


def test_no_character_grows_beyond_the_room_for_it() -> None:
    tables = letter_tables()
    for code in np.flatnonzero(tables.folded < 0):
        place = -tables.folded[code]
        tail = "".join(chr(part) for part in tables.tails[place + 1 : place + 1 + tables.tails[place]])
        assert len(tail.encode()) <= MOST_GROWTH * len(chr(code).encode())


def test_wordings_spell_in_lower_case_and_know_what_depends_on_its_neighbours() -> None:
    spelled = letter_tables().spelled
    assert [chr(spelled[ord(letter)]) for letter in "AЖΣς\t🔥1橋"] == list("aжσσ  1橋")
    assert [int(spelled[ord(letter)]) for letter in "ﬁ\u0301…\u200b\ufe0f"] == [0, 0, 0, -1, -1]


def test_words_are_folded_letter_by_letter_and_signs_alone_stay() -> None:
    assert folded_word("Nursе") == folded_word("ｎｕｒｓｅ") == folded_word("nurse") == "nurse"
    assert folded_word("dońt’s") == "dont's"
    assert folded_word("\u0301") == "\u0301"
    assert folded_letter("\U0010ffff") == ""
    assert "".join(map(folded_letter, "№½ǆ")) == compared("№½ǆ")
