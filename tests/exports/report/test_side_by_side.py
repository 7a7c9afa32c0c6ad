"""Two posts, with the words that differ marked."""

from unisono.exports.report.side_by_side import compare, plain


def test_words_that_differ_are_marked_on_both_sides() -> None:
    found = compare("vote for ann today", "vote for bea today")
    assert found.left == "vote for <mark>ann</mark> today"
    assert found.right == "vote for <mark>bea</mark> today"
    assert not found.same
    assert 0.8 < found.alike < 1


def test_equal_posts_have_nothing_marked() -> None:
    found = compare("同じ文です", "同じ文です")
    assert found.same
    assert "<mark>" not in found.left


def test_scripts_without_spaces_are_compared_letter_by_letter() -> None:
    assert compare("東京で拡散", "大阪で拡散").left == "<mark>東京</mark>で拡散"


def test_an_address_differs_as_a_whole_and_is_broken() -> None:
    assert compare("a http://t.example/1", "a http://t.example/2").left == "a <mark>hxxp://t[.]example/1</mark>"


def test_markup_of_strangers_stays_text() -> None:
    found = compare("<mark>x</mark>", "<b>")
    assert "<b>" not in found.right
    assert "&lt;" in found.right
    assert plain("<i> www.example.org") == "&lt;i&gt; www[.]example[.]org"
