"""In copies for others targets have numbers, however texts spell their names."""

import pytest

from unisono.cases.targets import Target
from unisono.exports.report.hidden_targets import HiddenTargets

TARGETS = HiddenTargets(
    [
        Target("Ilva Sorrendo", ("Ilva Sorrendo", "la jefa", "Älva"), (), ("ilva_s", "twitter:4455667788")),
        Target("ميدان", ("Дума",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ilva Sorrendo and ILVA  SORRENDO", "target 1 and target 1"),
        ("#IlvaSorrendoOut #ilva_sorrendo", "#target 1Out #target 1"),
        ("@Ilva_S said", "target 1 said"),
        ("twitter:4455667788, 4455667788", "target 1, target 1"),
        ("La Jefa; A\u0308LVA", "target 1; target 1"),
        ("дума и ميدان", "target 2 и target 2"),
        ("a salve, the lava and ilva", "a salve, the lava and ilva"),
    ],
)
def test_names_aliases_and_accounts_are_replaced_by_a_number(text: str, told: str) -> None:
    assert TARGETS.hidden(text) == told


def test_a_case_without_targets_changes_nothing() -> None:
    assert HiddenTargets().hidden("Ilva Sorrendo") == "Ilva Sorrendo"


def test_short_names_are_replaced_as_words_of_their_own_alone() -> None:
    assert HiddenTargets([Target("ana")]).hidden("Ana's banana, #ana") == "target 1's banana, #target 1"
