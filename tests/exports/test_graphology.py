"""The JSON graph has graphology's form."""

import json
import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

from tests.exports.small_case import case_with_run, content_of
from unisono.exports import export_case
from unisono.exports.exporter import ExportSettings
from unisono.exports.graph import draw_graph
from unisono.exports.graphology import JSON
from unisono.exports.results import read_results


def test_the_json_has_graphologys_form_with_every_node_and_edge(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    drawn = draw_graph(read_results(run))
    (file,) = JSON.write(case, run, ExportSettings())
    content = json.loads(content_of(file))
    assert content["options"] == {"type": "undirected", "multi": False, "allowSelfLoops": False}
    assert content["attributes"]["run"] == run.id
    assert [node["key"] for node in content["nodes"]] == [node.key for node in drawn.nodes]
    assert content["nodes"][0]["attributes"]["label"] == "ann"
    assert {"x", "y", "size", "color"} <= set(content["nodes"][0]["attributes"])
    keys = {node["key"] for node in content["nodes"]}
    assert all(edge["source"] in keys and edge["target"] in keys and edge["undirected"] for edge in content["edges"])
    assert [edge["attributes"]["weight"] for edge in content["edges"]] == [edge.weight for edge in drawn.edges]
    assert None not in [value for node in content["nodes"] for value in node["attributes"].values()]


def test_graphology_loads_the_same_nodes_places_edges_and_weights(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    drawn = draw_graph(read_results(run))
    export_case(case, run, "json", tmp_path / "graph.json")
    # The library of the browser tests brings a program that runs JavaScript.
    node, _ = compute_driver_executable()
    call = [node, str(Path(__file__).parent / "graphology" / "load.cjs"), str(tmp_path / "graph.json")]
    loaded = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    assert loaded["weights"] == {edge.key: edge.weight for edge in drawn.edges}
    assert loaded["places"] == {node.key: [node.x, node.y] for node in drawn.nodes}
