"""Hashtags are one object in every script, case and width."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.traces.posts_by_hand import posts
from unisono.traces import object_labels, read_traces
from unisono.traces.hashtag import fold_tag


def tags(frame: pl.DataFrame) -> list[str]:
    return read_traces(frame, layers=["hashtag"])["hashtag"]["object"].to_list()


def test_a_tag_used_twice_in_a_post_is_one_trace_whatever_its_case_and_width() -> None:
    assert tags(posts({"hashtags": ["MAGA", "maga", "ＭＡＧＡ", "#Maga"]})) == ["maga"]


def test_listed_tags_are_believed_and_the_text_is_read_only_where_no_list_is_given() -> None:
    frame = posts(
        {"hashtags": ["listed"], "text": "#written"}, {"hashtags": [], "text": "#written"}, {"text": "say #Written"}
    )
    assert tags(frame) == ["listed", "written"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#東京 で #オリンピック", ["東京", "オリンピック"]),
        ("＃東京、＃大阪", ["東京", "大阪"]),
        ("عاجل #السعودية_الآن و #مصر.", ["السعودية_الآن", "مصر"]),
        ("#שלום", ["שלום"]),
        ("#हिन्दी भाषा", ["हिन्दी"]),
        ("it&#39;s https://example.com/page#part no#tag #1", []),
        ("(#one)#two #three_3", ["one", "two", "three_3"]),
        ("#2018Elections #2018", ["2018elections"]),
        ("# alone ## #", []),
        ("#Straße #STRASSE", ["strasse"]),
        ("#hid\u200bden\u202e", ["hidden"]),
    ],
)
def test_tags_are_found_in_every_script(text: str, expected: list[str]) -> None:
    assert tags(posts({"text": text})) == expected


def test_reposts_leave_tags_only_when_asked_for() -> None:
    frame = posts({"kind": "repost", "hashtags": ["theirs"], "text": "RT @x: #theirs"})
    assert tags(frame) == []
    assert read_traces(frame, layers=["hashtag"], include_reposts=True)["hashtag"]["object"].to_list() == ["theirs"]


def test_a_tag_is_shown_with_its_sign() -> None:
    assert object_labels(posts({"hashtags": ["A"]}), "hashtag", ["a"]) == {"a": "#a"}


def test_an_accent_written_apart_is_the_same_tag() -> None:
    assert fold_tag("caf\u00e9") == fold_tag("cafe\u0301") == fold_tag("cafe\u00b4")


@given(st.text(max_size=30))
def test_folding_a_tag_again_changes_nothing(tag: str) -> None:
    folded = fold_tag(tag)
    assert folded is None or (folded and fold_tag(folded) == folded)


@given(st.text(alphabet="abcXYZéß日本", min_size=1, max_size=10))
def test_upper_and_lower_case_are_the_same_tag(tag: str) -> None:
    assert fold_tag(tag.upper()) == fold_tag(tag.lower()) == fold_tag("#" + tag)


TURKISH_CAPITALS = {ord("i"): "İ", ord("ı"): "I"}
WIDE = {sign: sign + 0xFEE0 for sign in range(ord("!"), ord("~") + 1)}


@pytest.mark.parametrize(
    "written", ["İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "i\u0307stanbul", "＃ＩＳＴＡＮＢＵＬ"]
)
def test_a_turkish_city_is_one_tag_and_prints_as_people_type_it(written: str) -> None:
    (tag,) = tags(posts({"hashtags": [written]}))
    assert tag == "istanbul"
    assert object_labels(posts({"hashtags": [written]}), "hashtag", [tag]) == {tag: "#istanbul"}
    assert tags(posts({"text": f"bugün #{written} çok güzel".replace("#＃", "＃")})) == ["istanbul"]


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzâî", min_size=1, max_size=20))
def test_turkish_tags_are_one_in_small_letters_and_in_the_capitals_of_both_alphabets(tag: str) -> None:
    in_turkish = tag.translate(TURKISH_CAPITALS).upper()
    assert fold_tag(tag) == fold_tag(in_turkish) == fold_tag(tag.upper()) == fold_tag(tag.capitalize())
    assert "\u0307" not in str(fold_tag(in_turkish))


@given(st.text(alphabet="aäbßeéoöuüſﬁ", min_size=1, max_size=20))
def test_german_tags_are_one_in_capitals_and_with_ss(tag: str) -> None:
    assert fold_tag(tag) == fold_tag(tag.upper()) == fold_tag(tag.replace("ß", "ss")) == fold_tag(tag.replace("ß", "ẞ"))


@given(st.text(alphabet="αάβεέηήιίϊΐκλμνξοόπρσςτυύϋΰφχωώ", min_size=1, max_size=20))
def test_greek_tags_are_one_in_capitals_and_with_either_sigma(tag: str) -> None:
    assert fold_tag(tag) == fold_tag(tag.upper()) == fold_tag(tag.replace("ς", "σ"))
    assert "ς" not in str(fold_tag(tag))


@given(st.text(alphabet="ABCabc0129_", min_size=1, max_size=20), st.text(alphabet="東京タワーがぱﾀﾜｰｶﾞ", max_size=9))
def test_japanese_tags_are_one_in_full_and_half_width(latin: str, japanese: str) -> None:
    wide = latin.translate(WIDE)
    assert (
        fold_tag(latin + japanese)
        == fold_tag(f"＃{wide}{japanese}")
        == fold_tag(unicodedata.normalize("NFKC", wide + japanese))
    )


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأ_٠١٢", min_size=1, max_size=20))
def test_arabic_tags_are_kept_and_signs_that_only_order_them_are_dropped(tag: str) -> None:
    assert fold_tag(tag) == unicodedata.normalize("NFKC", tag)
    assert fold_tag(f"\u200f#{tag}\u200e") == fold_tag(f"\u202b{tag}\u202c") == fold_tag(tag)


def test_a_tag_directly_behind_a_link_is_a_tag() -> None:
    frame = posts({"text": "看https://example.org/a#标签 https://t.co/abc#タグ https://e.org/page#part"})
    assert read_traces(frame, layers=["hashtag"])["hashtag"]["object"].to_list() == ["标签", "タグ"]
