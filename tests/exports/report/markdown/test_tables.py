"""Tables keep their rows, columns and sides."""

from unisono.exports.report.markdown.tables import cell, table
from unisono.exports.report.markdown.tree import Node, read_tree


def only(html: str) -> Node:
    (node,) = read_tree(html).elements
    return node


def test_a_table_has_its_caption_headings_and_numbers_on_the_right() -> None:
    caption, rows = table(
        only(
            "<table><caption>Members</caption><thead><tr><th>Account</th><th class='n'>q</th></tr></thead>"
            "<tbody><tr><th>a | b</th><td class='n'>1</td></tr></tbody></table>"
        )
    )
    assert caption == "**Members**"
    assert rows == "| Account | q |\n| --- | --: |\n| a \\| b | 1 |"


def test_wide_cells_and_missing_headings_are_filled_up() -> None:
    (rows,) = table(only("<table><tbody><tr><th>a</th><td>b</td></tr><tr><td colspan='2'>c</td></tr></tbody></table>"))
    assert rows == "|  |  |\n| --- | --- |\n| a | b |\n| c |  |"


def test_a_table_without_rows_is_its_caption() -> None:
    assert table(only("<table><caption>None</caption></table>")) == ["**None**"]


def test_paragraphs_and_folded_words_of_a_cell_stand_on_one_line() -> None:
    html = (
        '<td>one <p>two\nlines</p><details class="fold"><summary>Show</summary><p>three</p></details>'
        "<ul><li>four</li><li>five</li></ul></td>"
    )
    assert cell(only(html)) == "one · two lines · three · four · five"
