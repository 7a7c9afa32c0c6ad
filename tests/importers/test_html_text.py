"""HTML becomes words and links, whatever is in it."""

import html
import re

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unisono.importers.html_text import html_to_text, link_addresses, unescape_html

LONG = (
    '<p>Read <a href="https://example.org/a/very/long/path?x=1&amp;y=2" rel="nofollow noopener" target="_blank">'
    '<span class="invisible">https://</span><span class="ellipsis">example.org/a/very/lo</span>'
    '<span class="invisible">ng/path?x=1&amp;y=2</span></a></p>'
)
MENTION = '<span class="h-card"><a href="https://one.example/@ann" class="u-url mention">@<span>ann</span></a></span>'
TAG = '<a class="mention hashtag" rel="tag" href="https://one.example/tags/x">#<span>وسم</span></a>'
QUOTE = '<p class="quote-inline">RE: <a href="https://two.example/@bea/1">https://two.example/@bea/1</a></p>'


def text_of(written: str) -> str:
    return str(html_to_text(pl.Series([written]))[0])


def links_of(written: str) -> list[str]:
    return list(link_addresses(pl.Series([written]))[0])


def test_a_long_address_is_whole_in_words_and_links() -> None:
    address = "https://example.org/a/very/long/path?x=1&y=2"
    assert (text_of(LONG), links_of(LONG)) == (f"Read {address}", [address])


def test_mentions_and_hashtags_are_words_and_no_links() -> None:
    assert (text_of(f"<p>{MENTION} {TAG}</p>"), links_of(f"<p>{MENTION} {TAG}</p>")) == ("@ann #وسم", [])


def test_the_address_that_stands_in_for_a_quote_is_left_out() -> None:
    assert (text_of(f"{QUOTE}<p>so it is</p>"), links_of(f"{QUOTE}<p>so it is</p>")) == ("so it is", [])


def test_paragraphs_and_breaks_are_lines() -> None:
    assert text_of("<p>one<br />two</p><p>three</p>") == "one\ntwo\n\nthree"
    assert text_of("<ul><li>a</li><li>b</li></ul>") == "a\nb"
    assert text_of("<blockquote><p>said</p></blockquote><p>answer</p>") == "said\n\nanswer"


def test_signs_that_only_look_like_markup_stay() -> None:
    assert text_of("<p>5 &lt; 6 &amp;amp; I &lt;3 you</p>") == "5 < 6 &amp; I <3 you"
    assert text_of("a < b > c") == "a < b > c"
    assert text_of('<a title="x > y" href="https://a.example/">z</a>') == "z"


def test_programs_styles_and_comments_are_no_words() -> None:
    assert text_of("a<!-- b <p> --><script>c()</script><style>d</style>e") == "ae"


def test_links_may_be_written_in_any_quotes_once_each() -> None:
    written = "<a href='https://a.example/'>1</a><A HREF=https://b.example/x>2</A><a href=\"https://a.example/\">3</a>"
    assert links_of(written) == ["https://a.example/", "https://b.example/x"]


def test_posts_without_content_stay_open() -> None:
    written = pl.Series([None, "", "<p></p>"], dtype=pl.String)
    assert html_to_text(written).to_list() == [None, "", ""]
    assert link_addresses(written).to_list() == [None, [], []]


@given(st.text(max_size=60))
def test_escaped_words_come_back_as_they_were(words: str) -> None:
    plain = re.sub(r"[ \t\n\r\f]+", " ", words).strip(" ")
    assert text_of(f"<p>{html.escape(words)}</p>") == plain


@given(st.lists(st.one_of(st.none(), st.text("<>\"'/a &;#=phref!-", max_size=40)), max_size=5))
def test_any_markup_is_read(written: list[str | None]) -> None:
    column = pl.Series(written, dtype=pl.String)
    before = column.to_list()
    texts, links = html_to_text(column), link_addresses(column)
    assert column.to_list() == before
    assert [text is None for text in texts] == [found is None for found in links] == [one is None for one in written]
    assert unescape_html(column).to_list() == [None if one is None else html.unescape(one) for one in written]


def test_anchors_that_many_posts_share_are_read_as_each_by_itself() -> None:
    pieces = [
        MENTION,
        TAG,
        LONG,
        "<a href='https://a.example/'>1</a>",
        "<a title=x>2</a>",
        "<A HREF=https://b.example>3</A>",
    ]
    for shared in (pieces[:2], pieces):
        written = [first + second for first in shared for second in shared]
        assert link_addresses(pl.Series(written * 3)).to_list() == [links_of(one) for one in written] * 3
        assert html_to_text(pl.Series(written * 3)).to_list() == [text_of(one) for one in written] * 3
