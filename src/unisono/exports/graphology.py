"""JSON in graphology's form, {attributes, options, nodes, edges}: what sigma and Gephi Lite hold in memory."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from unisono.cases import Case, Run
from unisono.exports.disclosed import disclosed_results
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.graph import Edge, Graph, Node, draw_graph
from unisono.exports.results import Results
from unisono.model.errors import UsageError


def write_graphology(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the graph of a run as one JSON file."""
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    results = disclosed_results(case, run, settings.profile)

    def write(stream: BinaryIO) -> int:
        graph = draw_graph(results)
        stream.writelines(graphology_pieces(graph, results))
        return len(graph.nodes) + len(graph.edges)

    yield ExportedFile("graph.json", write)


def graphology_pieces(graph: Graph, results: Results) -> Iterator[bytes]:
    """Yield the graph as graphology's `Graph.import` takes it, one node or edge a line."""
    about = {"name": "Accounts that acted together", "creator": "Unisono", "run": results.run_id}
    options = {"type": "undirected", "multi": False, "allowSelfLoops": False}
    yield b'{"attributes": ' + orjson.dumps(about) + b',\n"options": ' + orjson.dumps(options)
    yield from _listed(b"nodes", map(_node, graph.nodes))
    yield from _listed(b"edges", map(_edge, graph.edges))
    yield b"}\n"


def _listed(name: bytes, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:  # Any: JSON
    yield b',\n"' + name + b'": ['
    before = b"\n"
    for row in rows:
        yield before + orjson.dumps(row)
        before = b",\n"
    yield b"]"


def _node(node: Node) -> dict[str, Any]:  # Any: as above
    drawn = {"label": node.label, "x": node.x, "y": node.y, "size": node.size, "color": node.colour}
    return {"key": node.key, "attributes": drawn | node.attributes}


def _edge(edge: Edge) -> dict[str, Any]:  # Any: as above
    return {
        "key": edge.key,
        "source": edge.source,
        "target": edge.target,
        "undirected": True,
        "attributes": {"weight": edge.weight} | edge.attributes,
    }


JSON = Exporter("json", "a graph in graphology's JSON", suffix="-graph.json", needs_run=True, write=write_graphology)
