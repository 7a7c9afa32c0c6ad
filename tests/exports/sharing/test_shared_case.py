"""What is said of a network keeps likelihood and confidence apart, and calls it accounts that acted together."""

from pathlib import Path

from tests.exports.told_case import told_case
from unisono.exports.sharing.reading import read_shared_case


def test_likelihood_and_confidence_stand_in_sentences_of_their_own(tmp_path: Path) -> None:
    shared = read_shared_case(*told_case(tmp_path / "case"), "internal")
    first = shared.networks[0]
    assert first.title == "Network 1: 4 accounts that acted together"
    sentences = first.told.split(". ")
    assert any("almost certain" in one and "onfidence" not in one for one in sentences)
    assert any("Confidence" in one and "certain" not in one for one in sentences)
    assert shared.told.startswith("24 posts of 13 accounts were scanned. Told of: 2 networks")


def test_an_account_is_called_by_its_handle_and_name(tmp_path: Path) -> None:
    shared = read_shared_case(*told_case(tmp_path / "case"), "internal")
    assert [one.name for one in shared.networks[0].accounts][:2] == [
        "handle1 (Real Person 1)",
        "handle2 (Real Person 2)",
    ]
