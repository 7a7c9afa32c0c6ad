"""What stands within a line: words, names, code and marks of the page, as Markdown."""

from unisono.exports.report.markdown.escaping import code, collapse, escape_text, isolated
from unisono.exports.report.markdown.tree import Node

BOXED = frozenset({"slot", "flag", "hidden-character"})
"""Classes that the page draws in a box; here brackets stand for the box."""

_STRESS = {"strong": "**", "b": "**", "mark": "**", "em": "*", "i": "*"}


def inline(*pieces: Node | str, in_cell: bool = False) -> str:
    """Return texts and elements as they stand within a line; line ends of posts are kept."""
    return "".join(
        escape_text(piece) if isinstance(piece, str) else _element(piece, in_cell=in_cell) for piece in pieces
    )


def one_line(*pieces: Node | str, in_cell: bool = False) -> str:
    """Return texts and elements as one line."""
    return collapse(inline(*pieces, in_cell=in_cell)).strip()


def _element(node: Node, *, in_cell: bool) -> str:
    if node.tag == "code":
        text = node.text()
        # A pipe after a backslash would end the cell within a code span.
        return escape_text(text) if in_cell and "|" in text else code(text)
    if node.tag == "img":
        return f"(picture, not in this file: {escape_text(node.attributes.get('alt', ''))})"
    if node.tag == "br":
        return "\n"
    inner = inline(*node.children, in_cell=in_cell)
    if node.tag == "bdi":
        return isolated(inner)
    if node.classes & BOXED:
        return rf"\[{inner.strip()}\]"
    if node.tag in _STRESS:
        return _stressed(inner, _STRESS[node.tag])
    return f" {inner}" if node.tag == "small" else inner


def _stressed(inner: str, mark: str) -> str:
    words = inner.strip()
    if not words:
        return inner
    before = inner[: len(inner) - len(inner.lstrip())]
    after = inner[len(inner.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"
