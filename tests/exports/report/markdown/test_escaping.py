"""Nothing that strangers write takes effect in Markdown."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.exports.report.reading_html import read_page
from unisono.exports.report.markdown.escaping import (
    END_ISOLATE,
    ISOLATE,
    code,
    escape_line_start,
    escape_text,
    isolated,
)

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKS = "`*_~|[]()<>!&#+-=.:@$\\1a \n"


@given(st.text(MARKS, min_size=1, max_size=30))
@example("1. one")
@example("---")
@example("[x]: https://evil.example")
@example("![p](https://evil.example/p.png)")
@example("a `` b")
@example("&lt;b&gt;")
def test_a_line_of_anything_is_one_paragraph_of_plain_words(text: str) -> None:
    line = escape_line_start(escape_text(" ".join(text.split())))
    page = read_page(READER.render(line))
    assert {element.tag for element in page.elements} <= {"p"}


@given(st.text(MARKS, min_size=1, max_size=30))
def test_the_words_are_read_back_as_they_were(text: str) -> None:
    words = " ".join(text.split())
    (paragraph,) = read_page(READER.render("x " + escape_text(words))).all("p")
    plain = paragraph.text.replace(ISOLATE, "").replace(END_ISOLATE, "").replace("[.]", ".").replace("[:]", ":")
    assert plain.strip() == f"x {words}".strip().replace("[.]", ".").replace("[:]", ":")


@given(st.text(MARKS, min_size=1, max_size=30))
def test_a_code_span_ends_where_its_text_ends(text: str) -> None:
    words = " ".join(text.split())
    if not words:
        assert code(text) == ""
        return
    (span,) = read_page(READER.render(f"x {code(text)} y")).all("code")
    assert span.text == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("see https://evil.example/a", r"see hxxps://evil\[.\]example/a"),
        ("already hxxps://evil[.]example/a", r"already hxxps://evil\[.\]example/a"),
        ("www.evil.example", r"www\[.\]evil\[.\]example"),
        ("خبر.example and 0.25", r"خبر\[.\]example and 0.25"),
    ],
)
def test_addresses_are_broken_once(text: str, told: str) -> None:
    assert escape_text(text) == told


def test_nobody_is_mentioned() -> None:
    assert "@ann" not in escape_text("ask @ann or mail ann@example.org")
    assert escape_text("@ann").replace(ISOLATE, "").replace(END_ISOLATE, "") == "@ann"


def test_an_isolate_ends_with_its_line() -> None:
    assert isolated("one\n\ntwo") == f"{ISOLATE}one{END_ISOLATE}\n\n{ISOLATE}two{END_ISOLATE}"


def test_hidden_characters_of_code_are_spelled_out() -> None:
    assert code("a\u202eb") == "`a[U+202E]b`"
