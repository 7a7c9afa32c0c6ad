"""GEXF files open elsewhere with the same graph."""

import io
from pathlib import Path
from xml.etree import ElementTree

import networkx

from tests.exports.small_case import case_with_run, content_of
from unisono.exports import export_case
from unisono.exports.exporter import ExportSettings
from unisono.exports.gexf import GEXF
from unisono.exports.graph import draw_graph
from unisono.exports.results import read_results


def test_networkx_reads_the_same_nodes_edges_weights_and_typed_values(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    drawn = draw_graph(read_results(run))
    (file,) = GEXF.write(case, run, ExportSettings())
    assert file.write(io.BytesIO()) == len(drawn.nodes) + len(drawn.edges)
    # networkx knows the namespace of 1.2, whose elements are the same.
    older = content_of(file).decode().replace("http://gexf.net/1.3/viz", "http://www.gexf.net/1.2draft/viz")
    older = older.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace(
        'version="1.3"', 'version="1.2"'
    )
    graph = networkx.read_gexf(io.BytesIO(older.encode()))
    assert set(graph.nodes) == {node.key for node in drawn.nodes}
    assert {(edge.source, edge.target): edge.weight for edge in drawn.edges} == {
        (min(a, b), max(a, b)): data["weight"] for a, b, data in graph.edges(data=True)
    }
    assert graph.nodes["twitter:1"]["network"] == 1
    assert graph.nodes["twitter:1"]["explained_share"] == 0.5
    assert graph.nodes["twitter:2"]["label"] == '=cmd|"/C calc"!A0'
    assert graph.nodes["twitter:1"]["viz"]["color"] == {"r": 230, "g": 159, "b": 0, "a": 1.0}
    assert graph.nodes["twitter:1"]["viz"]["position"]["x"] == drawn.nodes[0].x
    assert graph.edges["twitter:1", "twitter:2"]["first_at_ms"] == 1_530_446_400_000


def test_the_file_says_its_version_and_holds_no_none(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    path = tmp_path / "graph.gexf"
    export_case(case, case.latest_run(), "gexf", path)
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"
    assert "None" not in text
    assert "nan" not in text
    assert 'lastmodifieddate="2018-07-02"' in text


SPACE, DRAWN = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
READ = {"long": int, "double": float, "string": str}


def test_the_file_has_the_shape_of_the_schema(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    export_case(case, case.latest_run(), "gexf", tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    assert [child.tag for child in root] == [f"{SPACE}meta", f"{SPACE}graph"]
    assert {child.tag for child in root[0]} == {f"{SPACE}creator", f"{SPACE}description"}
    graph = root[1]
    assert graph.attrib == {"defaultedgetype": "undirected", "mode": "static"}
    assert [child.tag.removeprefix(SPACE) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    known = {}
    for declared in graph.findall(f"{SPACE}attributes"):
        known[declared.get("class")] = {one.get("id"): READ[str(one.get("type"))] for one in declared}
    nodes, edges = graph.find(f"{SPACE}nodes"), graph.find(f"{SPACE}edges")
    assert nodes is not None
    assert edges is not None
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids) == int(str(nodes.get("count")))
    assert len({edge.get("id") for edge in edges}) == len(edges) == int(str(edges.get("count")))
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(ids)
    for kind, elements in (("node", nodes), ("edge", edges)):
        for value in (value for element in elements for value in element.iter(f"{SPACE}attvalue")):
            known[kind][value.get("for")](value.get("value"))
    for node in nodes:
        assert [child.tag for child in node] == [
            f"{SPACE}attvalues", f"{DRAWN}color", f"{DRAWN}position", f"{DRAWN}size",
        ]  # fmt: skip
        assert all(0 <= int(str(node[1].get(part))) <= 255 for part in "rgb")
