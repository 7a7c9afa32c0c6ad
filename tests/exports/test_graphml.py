"""GraphML files open elsewhere with the same graph."""

import io
from pathlib import Path

import networkx

from tests.exports.small_case import case_with_run, content_of
from unisono.exports.exporter import ExportSettings
from unisono.exports.graph import draw_graph
from unisono.exports.graphml import GRAPHML, name_in_graphml
from unisono.exports.results import read_results


def test_networkx_reads_the_same_nodes_edges_weights_and_typed_values(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    drawn = draw_graph(read_results(run))
    (file,) = GRAPHML.write(case, run, ExportSettings())
    graph = networkx.read_graphml(io.BytesIO(content_of(file)))
    assert {node.key: node.label for node in drawn.nodes} == dict(graph.nodes(data="label"))
    assert {(edge.source, edge.target): edge.weight for edge in drawn.edges} == {
        (min(a, b), max(a, b)): weight for a, b, weight in graph.edges(data="weight")
    }
    for node in drawn.nodes:
        assert {**node.attributes} == {name: graph.nodes[node.key][name] for name in node.attributes}
        assert graph.nodes[node.key]["x"] == node.x
        assert graph.nodes[node.key]["account"] == node.key
        assert graph.nodes[node.key]["color"] == node.colour
    assert graph.edges["twitter:1", "twitter:2"]["layers"] == "link repost"
    assert not graph.is_directed()


def test_no_two_accounts_get_one_name() -> None:
    accounts = ["web:a b", "web:a_x20_b", "web:a_b", "web:a  b", "web:é", "web:a@b/c", "bluesky:did:plc:x-1.y"]
    names = [name_in_graphml(account) for account in accounts]
    assert len(set(names)) == len(accounts)
    assert names[-1] == accounts[-1] and names[2] == accounts[2]
