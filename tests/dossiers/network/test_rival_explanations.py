"""The matrix of evidence and rival explanations."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cli.latest_run import latest_run
from unisono.dossiers.network.rival_evidence import AGAINST, FOR, NOT_TESTED, SILENT, Evidence
from unisono.dossiers.network.rival_explanations import RIVALS, diagnosticity, explanations_of_network, matrix_of
from unisono.model.json_text import json_line


def test_every_cell_is_one_of_four_words_and_the_matrix_is_json(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    found = explanations_of_network(case, latest_run(case), 1)
    assert json_line(found)
    for row in found["evidence"]:
        assert set(row["cells"]) == set(RIVALS)
        assert set(row["cells"].values()) <= {FOR, AGAINST, SILENT, NOT_TESTED}
    for rival in found["rivals"]:
        counted = rival["against"] + rival["for"] + rival["silent"] + rival["not_tested"]
        assert counted == len(found["evidence"])


def test_the_explanation_with_least_against_it_leads_whatever_speaks_for_the_others() -> None:
    found = matrix_of(
        [
            Evidence("a", "", {"organic": AGAINST, "inauthentic": FOR}),
            Evidence("b", "", {"inauthentic": AGAINST, "mobilisation": FOR}),
            Evidence("c", "", {"inauthentic": FOR, "organic": FOR}),
        ]
    )
    assert found["least_inconsistent"] == ["mobilisation"]
    assert found["conclusion"][0].startswith("Least inconsistent with what was measured: fans or activists")


def test_what_nothing_could_contradict_is_not_ruled_out_and_does_not_lead() -> None:
    found = matrix_of([Evidence("a", "", {"organic": AGAINST}), Evidence("b", "unmeasured", {}, tested=False)])
    assert found["least_inconsistent"] == ["organic"]
    assert "platform" in found["not_tested"]
    assert any("not ruled out" in sentence for sentence in found["conclusion"])
    assert {one["name"] for one in found["would_change"]} == set(RIVALS)


def test_without_evidence_nothing_is_concluded() -> None:
    found = matrix_of([])
    assert found["conclusion"] == ["Nothing that was measured speaks for or against any explanation."]


def test_ties_are_told_as_ties() -> None:
    found = matrix_of([Evidence("a", "", {"commercial": FOR, "authentic": FOR, "organic": AGAINST})])
    assert found["least_inconsistent"] == ["commercial", "authentic"]
    assert "does not tell them apart" in found["conclusion"][1]


@pytest.mark.parametrize(
    ("cells", "share"), [([FOR] * 4, 0.0), ([FOR, AGAINST], 1.0), ([FOR, FOR, AGAINST, SILENT], 5 / 6), ([], 0.0)]
)
def test_evidence_that_says_the_same_of_all_tells_nothing_apart(cells: list[str], share: float) -> None:
    assert diagnosticity(cells) == pytest.approx(share)
