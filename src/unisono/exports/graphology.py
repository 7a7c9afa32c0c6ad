"""JSON in graphology's form, {attributes, options, nodes, edges}: what sigma and Gephi Lite hold in memory."""

from collections.abc import Iterator

import orjson

from unisono.cases import Case, Run
from unisono.exports.exporter import ExportedFile, Exporter, ExportSettings
from unisono.exports.graph import Graph, draw_graph
from unisono.exports.results import Results, read_results
from unisono.model.errors import UsageError


def write_graphology(case: Case, run: Run | None, settings: ExportSettings) -> Iterator[ExportedFile]:
    """Yield the graph of a run as one JSON file."""
    if run is None:
        raise UsageError("There is no scan to export. Try: unisono scan CASE")
    results = read_results(run)
    graph = draw_graph(results)
    yield ExportedFile("graph.json", graphology_json(graph, results), len(graph.nodes) + len(graph.edges))


def graphology_json(graph: Graph, results: Results) -> bytes:
    """Return the graph as graphology's `Graph.import` takes it."""
    nodes = [
        {
            "key": node.key,
            "attributes": {"label": node.label, "x": node.x, "y": node.y, "size": node.size, "color": node.colour}
            | node.attributes,
        }
        for node in graph.nodes
    ]
    edges = [
        {
            "key": edge.key,
            "source": edge.source,
            "target": edge.target,
            "undirected": True,
            "attributes": {"weight": edge.weight} | edge.attributes,
        }
        for edge in graph.edges
    ]
    content = {
        "attributes": {"name": "Accounts that acted together", "creator": "Unisono", "run": results.run_id},
        "options": {"type": "undirected", "multi": False, "allowSelfLoops": False},
        "nodes": nodes,
        "edges": edges,
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


JSON = Exporter("json", "a graph in graphology's JSON", suffix="-graph.json", needs_run=True, write=write_graphology)
