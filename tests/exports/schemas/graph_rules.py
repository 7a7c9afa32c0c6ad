"""What a graph file breaks of its format: its schema, and the types that the file itself declares for its values."""

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
GEXF, GRAPHML = "{http://gexf.net/1.3}", "{http://graphml.graphdrawing.org/xmlns}"
NUMBERS = {"long": int, "double": float}
SCHEMAS = {f"{GEXF}gexf": "gexf.xsd", f"{GRAPHML}graphml": "graphml.xsd"}


@cache
def schema_named(name: str) -> etree.XMLSchema:
    """Return a schema of this folder."""
    return etree.XMLSchema(etree.parse(HERE / name))


def faults_of(content: bytes) -> list[str]:
    """Return in words what is wrong with a graph file."""
    root = etree.fromstring(content)
    if root.tag not in SCHEMAS:
        return [f"{root.tag} is the root of no graph file that is known here"]
    schema = schema_named(SCHEMAS[root.tag])
    schema.validate(root)
    mistyped = _mistyped_in_gexf(root) if root.tag.startswith(GEXF) else _mistyped_in_graphml(root)
    return [error.message for error in schema.error_log] + list(mistyped)


def _mistyped_in_gexf(root: etree._Element) -> Iterator[str]:
    for kind in ("node", "edge"):
        declared = {
            one.get("id"): one.get("type")
            for of in root.iter(f"{GEXF}attributes")
            if of.get("class") == kind
            for one in of.iter(f"{GEXF}attribute")
        }
        for value in (value for one in root.iter(f"{GEXF}{kind}") for value in one.iter(f"{GEXF}attvalue")):
            yield from _mistyped(value.get("for"), declared.get(value.get("for")), value.get("value") or "")


def _mistyped_in_graphml(root: etree._Element) -> Iterator[str]:
    declared = {(one.get("for"), one.get("id")): one.get("attr.type") for one in root.iter(f"{GRAPHML}key")}
    for kind in ("node", "edge"):
        for value in (value for one in root.iter(f"{GRAPHML}{kind}") for value in one.iter(f"{GRAPHML}data")):
            yield from _mistyped(value.get("key"), declared.get((kind, value.get("key"))), value.text or "")


def _mistyped(name: str | None, declared: str | None, value: str) -> Iterator[str]:
    """Yield what is wrong with a value of a declared type."""
    if declared is None:
        yield f"{name} is declared nowhere for what has it"
    elif not _is_of_type(declared, value):
        yield f"{name} is no {declared}: {value}"


def _is_of_type(declared: str, value: str) -> bool:
    if declared not in NUMBERS:
        return declared == "string"
    try:
        return math.isfinite(NUMBERS[declared](value))
    except ValueError:
        return False
