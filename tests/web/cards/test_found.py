"""Which cards about findings there are."""

from pathlib import Path

from tests.cli.scanned_case import scanned_case
from unisono.web.cards.found import FOUND


def test_every_card_of_a_network_is_made_by_its_number(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    made = {kind: FOUND[kind](case, case.runs()[0], "1", {}) for kind in FOUND if kind.startswith("network")}
    assert set(made) == {"network", "network_evidence", "network_graph"}
    assert made["network"]["explanations"]["rivals"]
