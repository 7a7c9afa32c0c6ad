"""Notebook tables escape what strangers wrote."""

from unisono.api.notebook import html_card


def test_every_text_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    page = html_card(evil, [(evil, evil)], [[evil], [[evil, evil]]])
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 6


def test_values_are_written_for_people() -> None:
    page = html_card("Case", [("posts", 1_234_567)], [["q", "none"], [0.000012, None]])
    assert "<td>1,234,567</td>" in page
    assert "<td>1.2e-05</td><td></td>" in page


def test_no_rows_are_no_second_table() -> None:
    assert html_card("Case", [("posts", 1)]).count("<table>") == 1
