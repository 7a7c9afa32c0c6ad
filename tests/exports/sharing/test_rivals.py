"""Rival explanations are told in sentences, without what other cases know of the network."""

from pathlib import Path

from tests.exports.told_case import told_case
from unisono.dossiers.network.rows import network_rows
from unisono.exports.results import read_results
from unisono.exports.sharing.rivals import rivals_of_networks


def test_each_network_has_its_conclusion_counts_and_what_to_look_for(tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    told = rivals_of_networks(case, run, list(network_rows(read_results(run).networks)))
    assert set(told) == {1, 2, 3}
    for sentences in told.values():
        assert sentences[0].startswith("Least inconsistent with what was measured")
        assert any(" against, " in one for one in sentences)
        assert any(one.startswith("What would change this: ") for one in sentences)
