"""The graph of a run holds its members and significant pairs, and nothing hostile."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.small_case import case_with_run
from unisono.exports.graph import COLOURS, EDGE_TYPES, NODE_TYPES, Graph, draw_graph, edge_weight, node_key, writable
from unisono.exports.results import read_results
from unisono.model.names import LONGEST_NAME


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    run = case_with_run(tmp_path / "case").latest_run()
    assert run is not None
    return draw_graph(read_results(run))


def test_nodes_are_the_members_and_edges_the_significant_pairs_between_them(graph: Graph) -> None:
    assert [node.key for node in graph.nodes] == [f"twitter:{number}" for number in range(1, 7)]
    assert [(edge.source[-1], edge.target[-1]) for edge in graph.edges] == [
        ("1", "2"), ("1", "3"), ("2", "3"), ("4", "5"), ("5", "6"),
    ]  # fmt: skip


def test_layers_of_a_pair_make_one_edge_with_all_their_objects(graph: Graph) -> None:
    assert graph.edges[0].attributes["layers"] == "link repost"
    assert graph.edges[0].attributes["objects"] == 10
    assert graph.edges[0].weight == 12.0


def test_labels_are_handles_without_sign_or_the_id_where_there_is_none(graph: Graph) -> None:
    labels = {node.key: node.label for node in graph.nodes}
    assert labels["twitter:1"] == "ann"
    assert labels["twitter:5"] == "twitter:5"
    assert labels["twitter:3"] == "<b>&\"'\ud7ff"


def test_a_handle_of_thousands_of_letters_is_cut_in_the_label_alone(tmp_path: Path) -> None:
    case = case_with_run(tmp_path / "case")
    run = case.latest_run()
    assert run is not None
    long = run.table("members").with_columns(handle=pl.lit("@" + "a" * 10_000))
    case.write_run({**run.record}, {**{name: run.table(name) for name in run.table_names}, "members": long})
    latest = case.latest_run()
    assert latest is not None
    node = draw_graph(read_results(latest)).nodes[0]
    assert node.label == "a" * (LONGEST_NAME - 1) + "…"
    assert node.attributes["handle"] == "a" * 10_000
    assert node.key == "twitter:1"


def test_missing_values_are_absent_and_times_come_as_text_and_milliseconds(graph: Graph) -> None:
    fifth = graph.nodes[4].attributes
    assert "explained_share" not in fifth
    assert "handle" not in fifth
    assert "last_at" not in fifth
    assert fifth["first_at"] == "2018-07-01T12:00:00Z"
    assert fifth["first_at_ms"] == 1_530_446_400_000
    for thing, types in [*((node, NODE_TYPES) for node in graph.nodes), *((edge, EDGE_TYPES) for edge in graph.edges)]:
        assert set(thing.attributes) <= set(types)
        assert None not in thing.attributes.values()


def test_networks_have_their_own_colours_and_places(graph: Graph) -> None:
    assert [node.colour for node in graph.nodes] == [COLOURS[0]] * 3 + [COLOURS[1]] * 3
    assert len({(node.x, node.y) for node in graph.nodes}) == 6


@pytest.mark.parametrize(("q", "weight"), [(1.0, 0.0), (0.01, 2.0), (1e-49, 49.0), (1e-200, 50.0), (0.0, 50.0)])
def test_the_weight_of_an_edge_is_its_evidence_capped(q: float, weight: float) -> None:
    assert edge_weight(q) == weight


@given(st.text())
def test_writable_text_holds_no_controls_and_keeps_the_rest(text: str) -> None:
    clean = writable(text)
    assert writable(clean) == clean
    assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in clean)
    assert not set(clean) & set("\u202a\u202b\u202d\u202e\u2066\u2069\ufffe\uffff")


@given(st.lists(st.text("ab\u202e\u200e\x01\ufffe"), unique=True))
def test_accounts_that_differ_only_in_what_cannot_be_written_stay_apart(accounts: list[str]) -> None:
    keys = [node_key(account) for account in accounts]
    assert len(set(keys)) == len(accounts)
    assert [writable(key) for key in keys] == keys
