"""Words, names and code within a line."""

from unisono.exports.report.markdown.escaping import END_ISOLATE, ISOLATE
from unisono.exports.report.markdown.inline import inline, one_line
from unisono.exports.report.markdown.tree import read_tree


def line(html: str, *, in_cell: bool = False) -> str:
    return one_line(*read_tree(html).children, in_cell=in_cell)


def test_stress_stands_close_to_its_words() -> None:
    assert line("a<strong> b </strong>c and <em>d</em><b></b>") == "a **b** c and *d*"


def test_names_are_isolated() -> None:
    assert line("<bdi>צ</bdi> wrote") == f"{ISOLATE}צ{END_ISOLATE} wrote"


def test_boxes_are_brackets() -> None:
    assert line('<span class="flag">mixed alphabets</span>') == r"\[mixed alphabets\]"


def test_code_with_a_pipe_is_plain_words_in_a_cell() -> None:
    assert line("<code>a|b</code>") == "`a|b`"
    assert line("<code>a|b</code>", in_cell=True) == r"a\|b"


def test_pictures_are_named() -> None:
    assert line('<img src="data:," alt="Picture 1">') == "(picture, not in this file: Picture 1)"


def test_line_ends_of_posts_are_kept() -> None:
    assert inline("a\nb", *read_tree("<br>c").children) == "a\nb\nc"
