"""The page's headings, paragraphs, lists and figures, each as a block of Markdown."""

from collections.abc import Sequence

from unisono.exports.report.markdown.escaping import collapse, escape_line_start, isolated
from unisono.exports.report.markdown.inline import inline, one_line
from unisono.exports.report.markdown.tables import table
from unisono.exports.report.markdown.tree import Node, read_tree

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTAINERS = frozenset({"html", "body", "main", "section", "div", "header", "footer", "figure", "article", "aside"})
BLOCKS = frozenset(
    {*HEADINGS, *CONTAINERS, "p", "figcaption", "ul", "ol", "dl", "table", "svg", "blockquote", "details", "summary"}
)
HARD_BREAK = "\\\n"


def render_markdown(page: str) -> str:
    """Return a report's page as GitHub-flavoured Markdown: one text, without HTML, links or pictures.

    It is made from the page and not beside it, so that no part is missing, or hidden in one and told in the other.
    """
    return "\n\n".join(_blocks(read_tree(page))) + "\n"


def _blocks(node: Node) -> list[str]:
    """Return the blocks inside an element; a kicker joins the heading that it stands over."""
    told: list[str] = []
    run: list[Node | str] = []
    kicker: Node | None = None
    for child in node.children:
        if isinstance(child, str) or child.tag not in BLOCKS:
            run.append(child)
            continue
        told += _paragraph(run)
        run = []
        if kicker is not None and child.tag == "h2":
            child = Node(child.tag, {}, [*kicker.children, ": ", *child.children])
        elif kicker is not None:
            told += _paragraph(kicker.children)
        kicker = child if "kicker" in child.classes else None
        told += [] if kicker is not None else _block(child)
    return [*told, *_paragraph(kicker.children if kicker is not None else []), *_paragraph(run)]


def _block(node: Node) -> list[str]:
    if node.tag in HEADINGS:
        return [f"{'#' * HEADINGS[node.tag]} {one_line(*node.children)}"]
    if "act" in node.classes:
        return [_item("- ", node)]
    if node.tag in CONTAINERS:
        return _blocks(node)
    if "post-text" in node.classes:
        return [_quoted([_lines(node)])]
    makers = {"ul": _list, "ol": _list, "dl": _terms, "table": table, "svg": _figure, "blockquote": _quote}
    if node.tag in makers:
        return makers[node.tag](node)
    if node.tag == "details":
        return _unfolded(node)
    return (
        [f"**{words}**"] if node.tag == "summary" and (words := one_line(*node.children)) else _paragraph(node.children)
    )


def _paragraph(pieces: Sequence[Node | str]) -> list[str]:
    words = one_line(*pieces)
    return [escape_line_start(words)] if words else []


def _lines(node: Node) -> str:
    """Return a post's text with its own line ends."""
    lines = (collapse(line).strip() for line in inline(*node.children).split("\n"))
    return HARD_BREAK.join(isolated(escape_line_start(line)) for line in lines if line)


def _quoted(blocks: Sequence[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def _quote(node: Node) -> list[str]:
    inner = [_lines(one) for one in node.inside("p") if "post-text" in one.classes] or _blocks(node)
    return [_quoted(inner)] if inner else []


def _unfolded(node: Node) -> list[str]:
    """Return what an element folds away; of a folded post the words "show the whole text" are left out."""
    inner = [child for child in node.children if isinstance(child, str) or child.tag != "summary"]
    summary = [] if "fold" in node.classes else [one for one in node.elements if one.tag == "summary"]
    return _blocks(Node("section", {}, [*summary, *inner]))


def _list(node: Node) -> list[str]:
    items = [item for item in node.elements if item.tag == "li"]
    begins = (f"{number}. " if node.tag == "ol" else "- " for number in range(1, len(items) + 1))
    return ["\n".join(_item(begin, item) for begin, item in zip(begins, items, strict=True))] if items else []


def _item(begin: str, node: Node) -> str:
    """Return what is inside of an element as one item of a list, however many blocks it is."""
    text = "\n\n".join(_blocks(node))
    first, *others = text.split("\n")
    return "\n".join([begin + first, *(f"{' ' * len(begin)}{line}".rstrip() for line in others)])


def _terms(node: Node) -> list[str]:
    """Return names with what they stand for, one line each."""
    lines = []
    for one in node.inside("dt", "dd"):
        words = one_line(*one.children)
        if one.tag == "dt":
            lines.append(f"- **{words}**:")
        elif lines:
            lines[-1] += f" {words}"
    return ["\n".join(lines)] if lines else []


def _figure(node: Node) -> list[str]:
    """Return what a figure shows in words: its title and its description."""
    title, told = ([one for one in node.elements if one.tag == tag] for tag in ("title", "desc"))
    words = [one_line(*one.children) for one in (*title[:1], *told[:1])]
    return [f"Figure, drawn in the HTML and PDF copies: {'. '.join(words)}"] if any(words) else []
