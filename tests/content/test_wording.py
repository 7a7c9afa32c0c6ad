"""Wording keeps what is said and drops what only decorates it."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.greetings import only_greets
from unisono.content.wording import (
    DENSE,
    LEAST_CHARACTERS,
    LEAST_DENSE_CHARACTERS,
    digest,
    links_or_mentions,
    normalise_texts,
    says_something,
    text_objects,
)

WORDS = ["the", "quick", "brown", "fox", "jumps", "over", "dogs", "все", "люди", "сегодня", "昨日の夜は静かだった"]


def normalise(text: str) -> str:
    return pl.DataFrame({"text": [text]}).select(normalise_texts(pl.col("text"))).item()


def is_object(text: str) -> bool:
    return text_objects(pl.Series([text]))[0] is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ｆｕｌｌ width №5", "full width no5"),
        ("see https://t.co/abc日本語", "see 日本語"),
        ("https://t.co/abcعربي و", "عربي و"),
        ("https://t.co/a-आप pic.twitter.com/xпривет", "आप привет"),
        ("https://t.co/abc#وسم", "#وسم"),
        ("https://ar.wikipedia.org/wiki/مصر_القديمة x", "x"),
        ("https://e.org/wikiмир www.пример.рф/aмир https://пример.рф/мир", "мир мир"),
        ("https://e.org/?q=мир&b=в! да", "да"),
        ("https://fr.wikipedia.org/wiki/Sénégal!", ""),
        ("@user_1: hello", "hello"),
        ("WWW.Example.com/x now", "now"),
        ("e\u0301te\u0301", "été"),
        ("a\u202eb\u200dc\ufeff", "abc"),
        ("1\ufe0f\u20e3 first", "1 first"),
        ("ΟΔΟΣ οδος Straße", "οδοσ οδοσ strasse"),
        ("in 2016 and 2018", "in 2016 and 2018"),
        ("\x00\t \n", "\x00"),
    ],
)
def test_wording_keeps_what_is_said(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Good morning everyone, have a great day!",
        "Happy New Year to all my friends",
        "おはようございます #日本 #東京",
        "あけましておめでとうございます",
        "السلام عليكم ورحمة الله وبركاته",
        "Доброе утро, дорогие друзья!",
        "¡Feliz cumpleaños! Muchas gracias a todos",
    ],
)
def test_a_greeting_is_no_object(text: str) -> None:
    assert not is_object(text)


@pytest.mark.parametrize(
    "text",
    [
        "Good morning everyone, vote for the blue candidate today",
        "明日の選挙に必ず行こう",
        "พรุ่งนี้ไปเลือกตั้งกันเถอะ",
        "اليوم خرجت الجماهير الى الشوارع",
        "내일은 꼭 투표하러 갑시다",
    ],
)
def test_a_message_in_any_script_is_an_object(text: str) -> None:
    assert is_object(text)


def test_twenty_letters_are_enough_and_eight_where_a_letter_is_a_word() -> None:
    assert is_object("abcdefghij klmnopqrst")
    assert not is_object("abcdefghij klmnopqrs ...")
    assert is_object("選挙制度改革反対")
    assert not is_object("選挙制度改革反")
    assert not is_object("選挙 abcdefgh")


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(["\u200b", "\u2060", "\u202c", "\ufe0f"])
)
def test_invisible_characters_change_nothing(words: list[str], invisible: str) -> None:
    text = " ".join(words)
    assert normalise(text.replace("o", f"o{invisible}")) == normalise(text)


@given(st.text(max_size=60))
def test_any_text_has_a_wording_and_the_quick_way_gives_the_same_object(text: str) -> None:
    wording = normalise(text)
    telling = says_something(pl.Series([wording]))[0]
    assert text_objects(pl.Series([text]))[0] == (f"t-{digest(wording)}" if telling else None)


@given(st.text(st.characters(codec="utf-8"), min_size=20, max_size=60))
def test_long_texts_of_any_characters_take_both_ways_alike(text: str) -> None:
    padded = f"twenty letters and more of it {text}"
    wording = normalise(padded)
    telling = says_something(pl.Series([wording]))[0]
    assert text_objects(pl.Series([padded]))[0] == (f"t-{digest(wording)}" if telling else None)


@given(st.lists(st.text(alphabet="ab é漢字ไทย#_@½ⅣЖ 1!\u0301", max_size=40), max_size=30))
def test_what_says_something_is_what_regular_expressions_count(texts: list[str]) -> None:
    words = pl.col("said").str.len_chars() - pl.col("said").str.count_matches(r"\W")
    dense = pl.col("said").str.count_matches(DENSE)
    is_long = (words >= LEAST_CHARACTERS) | ((words >= LEAST_DENSE_CHARACTERS) & (2 * dense >= words))
    untagged = pl.col("said").str.replace_all(r"#\w+", " ")
    table = pl.DataFrame({"said": texts}, schema={"said": pl.String})
    expected = table.select(is_long & untagged.str.contains(r"\w") & ~only_greets(untagged)).to_series().to_list()
    assert says_something(pl.Series(texts, dtype=pl.String)).to_list() == expected


def test_nothing_says_nothing() -> None:
    assert says_something(pl.Series([None, ""], dtype=pl.String)).to_list() == [False, False]


def test_links_and_mentions_are_told_from_words() -> None:
    texts = pl.DataFrame({"text": ["see https://t.co/abc", "@ann see", "see that"]})
    assert texts.select(links_or_mentions(pl.col("text"))).to_series().to_list() == [True, True, False]
