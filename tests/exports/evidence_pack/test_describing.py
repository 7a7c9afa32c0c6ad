"""A pack says how it is checked, what that shows and what not, and for machines what is in it."""

import json

import pytest

from unisono.exports.evidence_pack.describing import MOST_LISTED, Described, crate, guide, kind_of

ABSENT = {"file": "gone`\u202e.csv", "sha256": "ab" * 32, "in_pack": None, "why": "not found"}
HERE = {"file": "a.csv", "sha256": "cd" * 32, "in_pack": "raw/0001-a.csv", "why": ""}


def told(**parts: object) -> Described:
    usual = {
        "name": "mycase", "by": "Ana", "at": "2026-11-23T00:00:00Z", "tool": "unisono 0", "is_signed": True,
        "wants_stamp": True, "has_root": True, "sources": [HERE],
    }  # fmt: skip
    return Described(**{**usual, **parts})  # type: ignore[arg-type]  # as they are declared


def test_the_guide_has_the_three_commands_and_what_they_do_not_show() -> None:
    text = guide(told()).decode()
    for command in (
        "sha256sum -c manifest-sha256.txt",
        "ssh-keygen -Y verify -f allowed_signers",
        "openssl ts -verify",
    ):
        assert f"```sh\n{command}" in text
    assert text.count("does not show") >= 3
    assert "All 1 are in the pack" in text
    assert "-partial_chain" not in text


def test_what_a_pack_has_not_is_not_promised() -> None:
    text = guide(told(is_signed=False, wants_stamp=False)).decode()
    assert "ssh-keygen" not in text
    assert "openssl" not in text
    assert "not signed" in text
    assert "-partial_chain" in guide(told(has_root=False)).decode()


def test_absent_sources_are_listed_with_their_hash_and_names_can_do_nothing() -> None:
    text = guide(told(sources=[HERE, ABSENT], name="`x`\n# Mine")).decode()
    assert "**1 of 2 are not in the pack**" in text
    assert f"- `gone'<U+202E>.csv` {'ab' * 32}: not found" in text
    assert "\n# Mine" not in text
    assert "and 5 more" in guide(told(sources=[ABSENT] * (MOST_LISTED + 5))).decode()


def test_machines_read_each_file_with_its_hash() -> None:
    graph = json.loads(crate(told(), {"raw/a b.csv": "ab" * 32}, {"raw/a b.csv": 7}))["@graph"]
    by_id = {one["@id"]: one for one in graph}
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert by_id["./"]["hasPart"] == [{"@id": "raw/a%20b.csv"}]
    assert by_id["raw/a%20b.csv"] == {
        "@id": "raw/a%20b.csv", "@type": "File", "contentSize": "7", "encodingFormat": "text/csv", "sha256": "ab" * 32,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), [("a.CSV", "text/csv"), ("a", "application/octet-stream")])
def test_kinds_are_the_same_on_every_system(name: str, kind: str) -> None:
    assert kind_of(name) == kind
