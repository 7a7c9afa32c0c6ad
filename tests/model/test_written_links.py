"""Links end where the address ends, though the text goes on without a space."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.model.written_links import LIKE_A_LINK, LINK_IN_WORDS, links_in, without_links

LETTERS = "吧你好にほカ한국ไทယكमபპבжλпր"
ADDRESSES = st.builds(
    "https://{}.example/{}".format,
    st.text("abc0-", min_size=1, max_size=5).map(lambda name: f"a{name}a"),
    st.text("abZ09/_-.?=&%~+", max_size=10).map(lambda path: path + "z"),
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("看https://example.org/a吧你好", ["https://example.org/a"]),
        ("看https://example.org/吧", ["https://example.org/"]),
        ("https://e.org/aپس از", ["https://e.org/a"]),
        ("hi:https://e.org/aआप", ["https://e.org/a"]),
        ("https://e.org/aпривет", ["https://e.org/a"]),
        ("https://fr.wikipedia.org/wiki/Sénégal!", ["https://fr.wikipedia.org/wiki/Sénégal"]),
        ("看 https://zh.wikipedia.org/wiki/北京 很好", ["https://zh.wikipedia.org/wiki/北京"]),
        ("链接：https://zh.wikipedia.org/wiki/北京。很好", ["https://zh.wikipedia.org/wiki/北京"]),
        ("https://ar.wikipedia.org/wiki/مصر، x", ["https://ar.wikipedia.org/wiki/مصر"]),
        ("https://e.org/?q=привет", ["https://e.org/?q=привет"]),
        ("https://e.org/Foo_(планета) x", ["https://e.org/Foo_(планета)"]),
        ("http://пример.рф/б。", ["http://пример.рф/б"]),
        ("看https://例え.jp/a吧", ["https://例え.jp/a"]),
        ("https://exаmple.com/a", ["https://exаmple.com/a"]),
        ("(https://e.org/Pier_(film))", ["https://e.org/Pier_(film)"]),
        ("[page](https://e.org/a)more", ["https://e.org/a"]),
        ("https://e.org/a?x=[1]&y=2, and", ["https://e.org/a?x=[1]&y=2"]),
        ("look “https://e.org/a”. «https://e.org/b»!", ["https://e.org/a", "https://e.org/b"]),
        ("HTTPS://A.org/x。https://b.org/y", ["HTTPS://A.org/x", "https://b.org/y"]),
        ("https://t.co/abc#タグ https://t.co/abd…", ["https://t.co/abc", "https://t.co/abd"]),
        ("https://e.org/#/a,b#c d", ["https://e.org/#/a,b#c"]),
        ("https://e.org/a🔥", ["https://e.org/a"]),
        ("https://e\u200bx.org/a\u200f", ["https://ex.org/a"]),
        ("http://[::1]:80/x", ["http://[::1]:80/x"]),
        ("以http://开头 :// https://", []),
    ],
)
def test_links_are_found_whole_and_alone(text: str, links: list[str]) -> None:
    assert links_in(pl.Series([text])).to_list() == [links]


@given(ADDRESSES, st.text(LETTERS, min_size=1, max_size=6), st.text(LETTERS, max_size=6))
def test_letters_behind_a_link_are_no_part_of_it(address: str, behind: str, before: str) -> None:
    assert links_in(pl.Series([before + address + behind])).to_list() == [[address]]


@given(st.lists(ADDRESSES, max_size=3), st.sampled_from([" ", "。", "，", "! ", "” ", ") ", "🔥", ", "]))
def test_every_link_is_found_in_order(addresses: list[str], sign: str) -> None:
    text = "".join(address + sign for address in addresses)
    assert links_in(pl.Series([text])).to_list() == [addresses]


@given(st.text(max_size=40), ADDRESSES, st.text(max_size=40))
def test_any_text_around_leaves_links_without_spaces_or_quotes(before: str, address: str, behind: str) -> None:
    for link in links_in(pl.Series([before + " " + address + behind])).to_list()[0]:
        assert not any(sign.isspace() or sign in '"<>“”。、' for sign in link)
        assert link.count("(") == link.count(")")


def test_a_missing_text_has_no_list_and_an_empty_one_an_empty_list() -> None:
    assert links_in(pl.Series([None, "", "none"], dtype=pl.String)).to_list() == [None, [], []]


def test_dropping_links_keeps_the_words_and_tags_around_them() -> None:
    texts = pl.DataFrame({"text": ["看https://example.org/a吧 (https://e.org/б) #x https://t.co/a#タグ"]})
    assert texts.select(without_links(pl.col("text"))).item() == "看 吧 ( ) #x  #タグ"


@given(
    st.lists(
        st.sampled_from(
            ["https:", "//", "/", "t.co/", "www.", "a", "Zé", "#", "?", "=", "_", "-", "жя", "عر", "。", "北", " ", "x"]
        ),
        max_size=12,
    ).map("".join)
)
def test_both_patterns_of_dropped_links_drop_the_same(text: str) -> None:
    by_polars = pl.Series([text]).str.replace_all(LIKE_A_LINK, "<>").item()
    assert re.compile(LINK_IN_WORDS, re.IGNORECASE).sub("<>", text) == by_polars


@given(ADDRESSES, st.text("жляعربआपאב", min_size=1, max_size=6))
def test_words_behind_a_link_stay_whole_where_the_script_changes(address: str, behind: str) -> None:
    dropped = pl.Series([address + behind]).str.replace_all(LIKE_A_LINK, "")
    assert dropped.to_list() == [behind]
