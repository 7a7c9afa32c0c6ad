"""Graph files keep the rules of their formats; the rules refuse files that do not."""

from pathlib import Path

import polars as pl
import pytest

from tests.exports.schemas.graph_rules import faults_of
from tests.exports.small_case import case_with_posts, case_with_run, run_tables
from unisono.cases import Case
from unisono.exports import export_case
from unisono.exports.report import PROFILES

FORMATS = ("gexf", "graphml")


def graph_of(case: Case, form: str, folder: Path, profile: str = "internal") -> bytes:
    file = folder / f"{profile}.{form}"
    export_case(case, case.latest_run(), form, file, profile=profile)
    return file.read_bytes()


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the graph of a small case in each format: names that try to do harm, non-ASCII names, missing values."""
    folder = tmp_path_factory.mktemp("graphs")
    case = case_with_run(folder / "case")
    return {form: graph_of(case, form, folder) for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_keeps_the_rules_of_its_format(graphs: dict[str, bytes], form: str) -> None:
    assert faults_of(graphs[form]) == []
    assert "東京" in graphs[form].decode()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_for_others_keeps_them_too(tmp_path: Path, form: str, profile: str) -> None:
    assert faults_of(graph_of(case_with_run(tmp_path / "case"), form, tmp_path, profile)) == []


@pytest.mark.parametrize("form", FORMATS)
def test_accounts_of_any_name_have_a_place_in_it(tmp_path: Path, form: str) -> None:
    case = case_with_posts(tmp_path / "case")
    odd = {"twitter:1": "web:Ana & Co <3 @x.example/é", "twitter:2": "web:Ana_x20_Co", "twitter:3": "web:Ana Co"}
    tables = {
        name: table.with_columns(pl.col(pl.String).replace(odd)) if name in ("members", "pairs") else table
        for name, table in run_tables().items()
    }
    case.write_run({"version": "0.1.0", "started_at": "2018-07-02T00:00:00Z", "settings": {"q": 0.01}}, tables)
    graph = graph_of(case, form, tmp_path)
    assert faults_of(graph) == []
    assert "web:Ana &amp; Co &lt;3 @x.example/é" in graph.decode()


DAMAGED = {
    "gexf": {
        "a version that is another": ('version="1.3">', 'version="1.2">'),
        "a day that is none": ('lastmodifieddate="2018-07-02"', 'lastmodifieddate="yesterday"'),
        "an element that nobody knows": ("<nodes ", "<secrets/><nodes "),
        "an attribute that nobody knows": ("<viz:size ", '<viz:size unit="cm" '),
        "a direction that is none": ('defaultedgetype="undirected"', 'defaultedgetype="sideways"'),
        "a type of value that is none": ('title="network" type="long"', 'title="network" type="number"'),
        "a node without its name": ('<node id="twitter:1"', "<node"),
        "an attribute that is declared twice": ('<attribute id="role"', '<attribute id="network"'),
        "a node that is there twice": ('<node id="twitter:2"', '<node id="twitter:1"'),
        "an edge that ends nowhere": ('target="twitter:2"', 'target="twitter:999"'),
        "a weight that is no number": ('weight="', 'weight="heavy '),
        "a colour beyond white": ('r="230"', 'r="256"'),
        "a place that is missing": (' z="0.0"', ""),
        "a size below nothing": ('size value="', 'size value="-'),
        "a value that is declared nowhere": ('for="role"', 'for="guilt"'),
        "a value of another type": ('for="network" value="1"', 'for="network" value="one"'),
        "edges before nodes": ("<nodes ", '<edges count="0"></edges><nodes '),
    },
    "graphml": {
        "an element that nobody knows": ("<node ", '<secret/><node '),
        "an attribute that nobody knows": ("<node ", '<node colour="red" '),
        "a graph without a direction": (' edgedefault="undirected"', ""),
        "a type of value that is none": ('attr.type="long"', 'attr.type="number"'),
        "values for what is none": ('for="edge"', 'for="secret"'),
        "a name with a space": ('<node id="twitter:1"', '<node id="twitter 1"'),
        "a node that is there twice": ('<node id="twitter:2"', '<node id="twitter:1"'),
        "an edge that ends nowhere": ('target="twitter:2"', 'target="twitter:999"'),
        "an edge without an end": (' target="twitter:2"', ""),
        "a value that is declared nowhere": ('<data key="node_role"', '<data key="node_guilt"'),
        "a value of another type": ('<data key="node_network">1<', '<data key="node_network">one<'),
        "a key after the graph": ("</graph>", '</graph><key id="late" for="node"/>'),
    },
}  # fmt: skip


@pytest.mark.parametrize(("form", "damage"), [(form, damage) for form, all_of in DAMAGED.items() for damage in all_of])
def test_a_damaged_file_is_refused(graphs: dict[str, bytes], form: str, damage: str) -> None:
    before, after = DAMAGED[form][damage]
    whole = graphs[form].decode()
    assert before in whole
    assert faults_of(whole.replace(before, after, 1).encode()) != []


def test_another_kind_of_file_is_no_graph() -> None:
    assert faults_of(b"<html/>") == ["html is the root of no graph file that is known here"]
