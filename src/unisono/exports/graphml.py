"""GraphML for igraph, networkx, Cytoscape, yEd and Gephi: the same nodes, edges and attributes as the GEXF file."""

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape

from unisono.cases import Case, Run
from unisono.exports.disclosed import disclosed_results
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.graph import EDGE_TYPES, NODE_TYPES, Graph, Value, draw_graph
from unisono.model.errors import UsageError

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_DRAWING = {"account": "string", "label": "string", "x": "double", "y": "double", "size": "double", "color": "string"}

# GraphML's names hold no spaces and few signs; a name that looks like a changed one is changed as well.
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9._:-]|_(?=x[0-9a-f]+_)")


def write_graphml(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the graph of a run as one GraphML file."""
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    results = disclosed_results(case, run, settings.profile)

    def write(stream: BinaryIO) -> int:
        graph = draw_graph(results)
        stream.writelines(line.encode("utf-8") for line in graphml_lines(graph))
        return len(graph.nodes) + len(graph.edges)

    yield ExportedFile("graph.graphml", write)


def graphml_lines(graph: Graph) -> Iterator[str]:
    """Yield the lines of a GraphML file."""
    yield _HEAD
    for kind, types in (("node", _DRAWING | NODE_TYPES), ("edge", {"weight": "double"} | EDGE_TYPES)):
        for name, of in types.items():
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{of}"/>\n'
    yield '<graph id="networks" edgedefault="undirected">\n'
    for node in graph.nodes:
        drawing: dict[str, Value] = {
            "account": node.key,
            "label": node.label,
            "x": node.x,
            "y": node.y,
            "size": node.size,
            "color": node.colour,
        }
        yield f'<node id="{name_in_graphml(node.key)}">{_data("node", drawing | node.attributes)}</node>\n'
    for edge in graph.edges:
        source, target = name_in_graphml(edge.source), name_in_graphml(edge.target)
        values: dict[str, Value] = {"weight": edge.weight, **edge.attributes}
        yield f'<edge id="{source}--{target}" source="{source}" target="{target}">{_data("edge", values)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def name_in_graphml(name: str) -> str:
    """Return a name as GraphML can hold it; the account as it is stands beside it as a value.

    >>> name_in_graphml("twitter:123"), name_in_graphml("web:Ana Ruiz")
    ('twitter:123', 'web:Ana_x20_Ruiz')
    """
    return _NOT_IN_NAMES.sub(lambda sign: f"_x{ord(sign[0]):x}_", name)


def _data(kind: str, values: dict[str, Value]) -> str:
    return "".join(f'<data key="{kind}_{name}">{escape(str(value))}</data>' for name, value in values.items())


GRAPHML = Exporter(
    "graphml", "a graph for igraph, networkx, Cytoscape and yEd", suffix=".graphml", needs_run=True, write=write_graphml
)
