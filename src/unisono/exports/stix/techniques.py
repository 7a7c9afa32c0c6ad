"""Techniques of DISARM in STIX: an attack pattern each, and a relationship that says on what the claim rests."""

from collections.abc import Iterator, Sequence

from unisono.exports.disarm.framework import SOURCE_NAME, Technique, framework
from unisono.exports.sharing.identifiers import stable_uuid
from unisono.exports.sharing.shared_case import SharedNetwork
from unisono.exports.stix.objects import CONFIDENCES, Maker, Object, findings_cited, moment

MADE_AT = "2026-11-01T00:00:00.000Z"
"""When the list of techniques was written; attack patterns are the same in every bundle."""

OWNER = f"identity--{stable_uuid(SOURCE_NAME, 'identity')}"
LICENCE = f"marking-definition--{stable_uuid(SOURCE_NAME, 'licence')}"


def technique_objects(networks: Sequence[SharedNetwork], make: Maker, profile: str) -> Iterator[Object]:
    """Yield the attack patterns that networks used, the licence of their names, and each use with its findings."""
    used = {claim.technique.id: claim.technique for network in networks for claim in network.claims}
    if not used:
        return
    yield from (_owner(), _licence())
    yield from (attack_pattern(used[name]) for name in sorted(used))
    for network in networks:
        for claim in network.claims:
            yield make.relate(
                make.name("campaign", network.key),
                "uses",
                _id(claim.technique),
                description=f"{claim.technique.label}. {claim.reason} Likelihood: {claim.likelihood}.",
                start_time=moment(network.first_at),
                stop_time=moment(network.last_at) if network.first_at != network.last_at else None,
                confidence=CONFIDENCES[network.confidence],
                external_references=findings_cited(claim.findings, profile),
            )


def attack_pattern(technique: Technique) -> Object:
    """Return a technique, the same in every bundle; its name says whose it is, as ids of ATT&CK look alike."""
    known = framework()
    phase = known.tactics[technique.tactic].lower().replace(" ", "-")
    reference = {"source_name": SOURCE_NAME, "external_id": technique.id, "url": technique.address}
    return {
        "type": "attack-pattern",
        "spec_version": "2.1",
        "id": _id(technique),
        "created_by_ref": OWNER,
        "created": MADE_AT,
        "modified": MADE_AT,
        "name": technique.label,
        "kill_chain_phases": [{"kill_chain_name": "disarm", "phase_name": phase}],
        "external_references": [reference],
        "object_marking_refs": [LICENCE],
    }


def _owner() -> Object:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": OWNER,
        "created": MADE_AT,
        "modified": MADE_AT,
        "name": "DISARM Foundation",
        "identity_class": "organization",
    }


def _id(technique: Technique) -> str:
    return f"attack-pattern--{stable_uuid(SOURCE_NAME, technique.id)}"


def _licence() -> Object:
    known = framework()
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": LICENCE,
        "created": MADE_AT,
        "definition_type": "statement",
        "name": f"{SOURCE_NAME} {known.licence}",
        "definition": {"statement": f"Ids and names of techniques: DISARM Framework, {known.source}, {known.licence}."},
    }
