"""GraphML for igraph, networkx, Cytoscape, yEd and Gephi: the same nodes, edges and attributes as the GEXF file."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from unisono.cases import Case, Run
from unisono.exports.disclosed import disclosed_results
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.graph import EDGE_TYPES, NODE_TYPES, Graph, Value, draw_graph
from unisono.model.errors import UsageError

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_DRAWING = {"label": "string", "x": "double", "y": "double", "size": "double", "color": "string"}


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
            "label": node.label,
            "x": node.x,
            "y": node.y,
            "size": node.size,
            "color": node.colour,
        }
        yield f"<node id={quoteattr(node.key)}>{_data('node', drawing | node.attributes)}</node>\n"
    for edge in graph.edges:
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        values: dict[str, Value] = {"weight": edge.weight, **edge.attributes}
        yield f"<edge id={quoteattr(edge.key)} {ends}>{_data('edge', values)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(kind: str, values: dict[str, Value]) -> str:
    return "".join(f'<data key="{kind}_{name}">{escape(str(value))}</data>' for name, value in values.items())


GRAPHML = Exporter(
    "graphml", "a graph for igraph, networkx, Cytoscape and yEd", suffix=".graphml", needs_run=True, write=write_graphml
)
