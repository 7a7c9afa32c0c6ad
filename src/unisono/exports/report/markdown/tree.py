"""The report's page as a tree of elements and texts, without what only a screen needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})
ON_SCREEN_ONLY = frozenset({"script", "style", "button", "nav", "link", "meta", "head"})
CLASSES_ON_SCREEN_ONLY = frozenset({"skip", "narrow", "screen", "swatch"})


@dataclass
class Node:
    """One element: its tag, attributes, and in order the texts and elements inside it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Return the element's classes."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list["Node"]:
        """Return the elements directly inside it."""
        return [child for child in self.children if isinstance(child, Node)]

    def inside(self, *tags: str) -> Iterator["Node"]:
        """Yield the elements of these tags anywhere inside it, in order."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.inside(*tags)

    def text(self) -> str:
        """Return all text inside it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Reader(HTMLParser):
    """Builds the tree; pages of the report are balanced, as their tests prove."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read_tree(page: str) -> Node:
    """Return a page of the report as a tree, without scripts, styles, buttons and links from part to part."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return _without_screen(reader.root)


def _without_screen(node: Node) -> Node:
    kept = [
        child if isinstance(child, str) else _without_screen(child)
        for child in node.children
        if isinstance(child, str) or not (child.tag in ON_SCREEN_ONLY or child.classes & CLASSES_ON_SCREEN_ONLY)
    ]
    return Node(node.tag, node.attributes, kept)
