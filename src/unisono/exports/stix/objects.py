"""How every STIX object of a bundle is made: ids and times of the run, who says it, and for whom it is marked."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unisono.exports.exporter import INTERNAL, PEER, PUBLIC
from unisono.exports.sharing.identifiers import stable_uuid

Object = dict[str, Any]  # Any: a STIX object is JSON

TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
MARKINGS = {
    INTERNAL: ("939a9414-2ddd-4d32-a0cd-375ea402b003", "amber+strict"),
    PEER: ("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "amber"),
    PUBLIC: ("94868c89-83c2-464b-929b-a1a8aa3c8487", "clear"),
}
"""By who reads the copy: the marking of the Traffic Light Protocol 2.0, as OASIS defined it, and its word."""

CONFIDENCES = {"high": 85, "moderate": 50, "low": 15}
"""The scale "None / Low / Med / High" of the STIX 2.1 specification, appendix A."""

FINDING = "unisono-finding"

OBSERVABLES = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The namespace that the specification gives observables (section 2.9)."""


@dataclass(frozen=True)
class Maker:
    """Makes the objects of one bundle. scope: what tells this bundle's objects from those of others."""

    scope: str
    made_at: datetime
    author: str
    marking: str

    def name(self, kind: str, *parts: str) -> str:
        """Return the id of an object of this bundle."""
        return f"{kind}--{stable_uuid(self.scope, kind, *parts)}"

    def make(self, kind: str, parts: Sequence[str], **properties: object) -> Object:
        """Return a domain object or a relationship; what is null or empty is left out."""
        moment = timestamp(self.made_at)
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": self.name(kind, *parts),
            "created_by_ref": self.author,
            "created": moment,
            "modified": moment,
            **present(properties),
            "object_marking_refs": [self.marking],
        }

    def relate(self, source: str, how: str, target: str, **properties: object) -> Object:
        """Return a relationship between two objects."""
        ends = {"relationship_type": how, "source_ref": source, "target_ref": target}
        return self.make("relationship", (source, how, target), **ends, **properties)


def timestamp(at: datetime) -> str:
    """Return a time as STIX has it.

    >>> from datetime import UTC
    >>> timestamp(datetime(2018, 7, 1, 12, tzinfo=UTC))
    '2018-07-01T12:00:00.000Z'
    """
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def moment(at: datetime | None) -> str | None:
    """Return a time that may not be known."""
    return None if at is None else timestamp(at)


def present(properties: dict[str, object]) -> Object:
    """Return the properties that say something."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def findings_cited(findings: Sequence[str], profile: str) -> list[Object]:
    """Return findings as external references, with the command that shows their posts where it takes these ids."""
    how = (
        "unisono evidence CASE ID shows the posts" if profile == INTERNAL else "a keyed code; the sender has the posts"
    )
    return [{"source_name": FINDING, "external_id": finding, "description": how} for finding in findings]


def observable_uuid(**contributing: str) -> str:
    """Return the UUID of an observable by the properties that say which one it is, in canonical JSON.

    >>> observable_uuid(account_type="twitter", user_id="1") == observable_uuid(user_id="1", account_type="twitter")
    True
    """
    canonical = json.dumps(contributing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return str(uuid.uuid5(OBSERVABLES, canonical))


def marking_of(profile: str) -> Object:
    """Return the marking of copies for these readers."""
    name, word = MARKINGS[profile]
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{name}",
        "created": "2022-10-01T00:00:00.000Z",
        "name": f"TLP:{word.upper()}",
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": word}},
    }
