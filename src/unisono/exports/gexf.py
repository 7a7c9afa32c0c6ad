"""GEXF 1.3 for Gephi and Gephi Lite: typed attributes, colours, sizes and places, so that it opens ready to read."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from unisono.cases import Case, Run
from unisono.exports.disclosed import disclosed_results
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.graph import EDGE_TYPES, NODE_TYPES, Edge, Graph, Node, Value, draw_graph
from unisono.exports.results import Results
from unisono.model.errors import UsageError

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""


def write_gexf(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the graph of a run as one GEXF file."""
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    results = disclosed_results(case, run, settings.profile)

    def write(stream: BinaryIO) -> int:
        graph = draw_graph(results)
        stream.writelines(line.encode("utf-8") for line in gexf_lines(graph, results))
        return len(graph.nodes) + len(graph.edges)

    yield ExportedFile("graph.gexf", write)


def gexf_lines(graph: Graph, results: Results) -> Iterator[str]:
    """Yield the lines of a GEXF file."""
    yield _HEAD
    day = results.scanned_at[:10]
    yield f"<meta{f' lastmodifieddate={quoteattr(day)}' if day else ''}>"
    yield "<creator>Unisono</creator><description>Accounts that acted together, and the pairs between them"
    yield "</description></meta>\n"
    yield '<graph defaultedgetype="undirected" mode="static">\n'
    for kind, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        yield f'<attributes class="{kind}" mode="static">\n'
        yield from (f'<attribute id="{name}" title="{name}" type="{of}"/>\n' for name, of in types.items())
        yield "</attributes>\n"
    yield f'<nodes count="{len(graph.nodes)}">\n'
    yield from (_node(node) for node in graph.nodes)
    yield f'</nodes>\n<edges count="{len(graph.edges)}">\n'
    yield from (_edge(edge) for edge in graph.edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _node(node: Node) -> str:
    red, green, blue = (int(node.colour[at : at + 2], 16) for at in (1, 3, 5))
    return (
        f"<node id={quoteattr(node.key)} label={quoteattr(node.label)}>{_values(node.attributes)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{node.x}" y="{node.y}" z="0.0"/>'
        f'<viz:size value="{node.size}"/></node>\n'
    )


def _edge(edge: Edge) -> str:
    return (
        f"<edge id={quoteattr(edge.key)} source={quoteattr(edge.source)} target={quoteattr(edge.target)} "
        f'weight="{edge.weight}">{_values(edge.attributes)}</edge>\n'
    )


def _values(attributes: dict[str, Value]) -> str:
    inside = "".join(f'<attvalue for="{name}" value={quoteattr(str(value))}/>' for name, value in attributes.items())
    return f"<attvalues>{inside}</attvalues>"


GEXF = Exporter("gexf", "a graph for Gephi and Gephi Lite", suffix=".gexf", needs_run=True, write=write_gexf)
