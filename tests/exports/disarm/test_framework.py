"""Ids of DISARM are those that hold today; retired ones are recognised, and never given out."""

import pytest

from unisono.exports.disarm.framework import framework, retired, technique
from unisono.model.errors import UsageError


def test_no_id_is_both_in_use_and_retired() -> None:
    known = framework()
    assert not set(known.techniques) & set(known.retired)
    assert {one.tactic for one in known.techniques.values()} <= set(known.tactics)
    assert all(one in known.techniques for gone in known.retired.values() for one in gone.successors)


def test_a_technique_is_always_named_with_its_framework() -> None:
    assert technique("T0084.001").label == "DISARM T0084.001 Use Copypasta"
    assert technique("DISARM T0150.002 Dormant Asset").id == "T0150.002"


def test_names_and_tactics_are_those_of_the_repository() -> None:
    assert technique("T0022.001").name == "Amplify Existing Conspiracy Theory Narratives"
    assert technique("T0039").tactic == "TA17"


@pytest.mark.parametrize(
    ("old", "successors"),
    [("T0142", ("T0143.002", "T0097.103", "T0097.208")), ("T0104.005", ("T0015.001",)), ("T0090.003", ("T0146.007",))],
)
def test_a_retired_id_is_answered_with_what_takes_its_place(old: str, successors: tuple[str, ...]) -> None:
    gone = retired(old)
    assert gone is not None
    assert gone.successors == successors
    with pytest.raises(UsageError, match=f"{old} was retired"):
        technique(old)


def test_a_part_goes_the_way_of_its_whole_and_what_nobody_replaced_is_said_so() -> None:
    gone = retired("T0105.002")
    assert gone is not None
    assert gone.id == "T0105.002"
    assert "no id takes its place" in gone.note
    assert retired("T0084") is None
    assert retired("nothing") is None


def test_an_unknown_id_says_where_to_look() -> None:
    with pytest.raises(UsageError, match="DISARMframeworks"):
        technique("T9999")


def test_the_licence_stands_in_a_file_of_its_own() -> None:
    from importlib.resources import files

    notice = (files("unisono.exports.disarm") / "NOTICE.md").read_text(encoding="utf-8")
    assert framework().licence == "CC-BY-SA-4.0"
    assert "ShareAlike 4.0" in notice
