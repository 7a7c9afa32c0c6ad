"""Tables of the page as tables of GitHub-flavoured Markdown: one line a row."""

from collections.abc import Sequence

from unisono.exports.report.markdown.inline import one_line
from unisono.exports.report.markdown.tree import Node

BETWEEN = " · "
"""Stands between the paragraphs and lists of one cell, which Markdown's tables cannot hold."""

PARAGRAPHS = frozenset({"p", "div", "ul", "ol", "li", "details", "dl"})


def table(node: Node) -> list[str]:
    """Return a table's caption and its rows; one without headings gets empty ones, as Markdown asks for a first row."""
    caption = [f"**{words}**" for one in node.inside("caption") if (words := one_line(*one.children))]
    heads = [row for head in node.inside("thead") for row in head.inside("tr")]
    rows = [row for body in node.inside("tbody", "tfoot") for row in body.inside("tr")]
    cells = [_cells(row) for row in rows]
    columns = max((len(row) for row in [*cells, *map(_cells, heads)]), default=0)
    if not columns:
        return caption
    first = _cells(heads[0]) if heads else []
    numbers = _of_numbers(heads[0] if heads else rows[0], columns)
    lines = [_line(first, columns), _line(["--:" if right else "---" for right in numbers], columns)]
    return [*caption, "\n".join([*lines, *(_line(row, columns) for row in cells)])]


def cell(node: Node) -> str:
    """Return a cell as one line."""
    pieces: list[str] = []
    run: list[Node | str] = []
    for child in [*node.children, Node("p")]:
        if isinstance(child, str) or child.tag not in PARAGRAPHS:
            run.append(child)
            continue
        pieces += [one_line(*run, in_cell=True), _folded_out(child)]
        run = []
    return BETWEEN.join(piece for piece in pieces if piece)


def _folded_out(node: Node) -> str:
    """Return a paragraph of a cell; what says "show the whole text" is left out, as all of it is shown."""
    children = [child for child in node.children if isinstance(child, str) or child.tag != "summary"]
    if any(isinstance(child, Node) and child.tag in PARAGRAPHS for child in children):
        return cell(Node(node.tag, {}, children))
    return one_line(Node("span", node.attributes, children), in_cell=True)


def _cells(row: Node) -> list[str]:
    told: list[str] = []
    for one in row.elements:
        told += [cell(one), *([""] * (_span(one) - 1))]
    return told


def _span(node: Node) -> int:
    return int(node.attributes.get("colspan", "1"))


def _of_numbers(row: Node, columns: int) -> list[bool]:
    found = ["n" in one.classes for one in row.elements for _ in range(_span(one))]
    return [*found, *([False] * (columns - len(found)))]


def _line(cells: Sequence[str], columns: int) -> str:
    return "| " + " | ".join([*cells, *([""] * (columns - len(cells)))]) + " |"
