"""A technique is an attack pattern of DISARM's, used by a network on findings that are cited."""

from dataclasses import replace
from pathlib import Path

from tests.exports.told_case import told_case
from unisono.exports.disarm.framework import technique
from unisono.exports.sharing.reading import read_shared_case
from unisono.exports.stix.objects import Maker
from unisono.exports.stix.techniques import attack_pattern, technique_objects


def test_every_use_cites_its_findings_and_says_how_likely_it_is(tmp_path: Path) -> None:
    shared = read_shared_case(*told_case(tmp_path / "case"), "internal")
    make = Maker("scope", shared.made_at, "identity--1", "marking-definition--1")
    objects = list(technique_objects(shared.networks, make, "internal"))
    uses = [one for one in objects if one["type"] == "relationship"]
    patterns = {one["id"]: one for one in objects if one["type"] == "attack-pattern"}
    assert uses
    for use in uses:
        assert use["target_ref"] in patterns
        assert use["description"].startswith("DISARM T")
        assert "Likelihood: " in use["description"]
        assert use["external_references"]
    assert {use["source_ref"] for use in uses} == {make.name("campaign", one.key) for one in shared.networks}


def test_an_attack_pattern_is_the_same_in_every_bundle_and_no_technique_of_attack() -> None:
    made = attack_pattern(technique("T0084.001"))
    assert made == attack_pattern(technique("T0084.001"))
    assert made["name"] == "DISARM T0084.001 Use Copypasta"
    assert made["external_references"][0]["source_name"] == "DISARM"
    assert made["kill_chain_phases"][0]["kill_chain_name"] == "disarm"


def test_a_run_without_techniques_brings_none(tmp_path: Path) -> None:
    shared = read_shared_case(*told_case(tmp_path / "case"), "internal")
    make = Maker("scope", shared.made_at, "identity--1", "marking-definition--1")
    assert list(technique_objects([replace(one, claims=[]) for one in shared.networks], make, "internal")) == []
