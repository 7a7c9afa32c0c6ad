"""Hashtags are one object in every script, case and width."""

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


def test_a_tag_directly_behind_a_link_is_a_tag() -> None:
    frame = posts({"text": "看https://example.org/a#标签 https://t.co/abc#タグ https://e.org/page#part"})
    assert read_traces(frame, layers=["hashtag"])["hashtag"]["object"].to_list() == ["标签", "タグ"]
