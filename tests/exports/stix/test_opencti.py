"""The form for OpenCTI adds its objects with the definitions of their extensions; the plain form has none of them."""

from pathlib import Path

from tests.exports.told_case import told_case
from unisono.exports.sharing.reading import read_shared_case
from unisono.exports.stix.bundle import OPENCTI, PLAIN, bundle_objects

OWN = {"channel", "narrative", "event", "media-content"}


def test_only_the_form_for_opencti_has_its_objects(tmp_path: Path) -> None:
    shared = read_shared_case(*told_case(tmp_path / "case"), "internal")
    plain = {one["type"] for one in bundle_objects(shared, PLAIN)}
    objects = bundle_objects(shared, OPENCTI)
    assert not plain & (OWN | {"extension-definition"})
    assert {one["type"] for one in objects} >= OWN
    defined = {one["id"] for one in objects if one["type"] == "extension-definition"}
    for one in objects:
        if one["type"] in OWN:
            assert set(one["extensions"]) <= defined
    (event,) = [one for one in objects if one["type"] == "event"]
    assert event["name"] == "The vote"


def test_copies_for_others_have_no_media_content_as_its_address_names_the_account(tmp_path: Path) -> None:
    shared = read_shared_case(*told_case(tmp_path / "case"), "peer")
    assert not [one for one in bundle_objects(shared, OPENCTI) if one["type"] == "media-content"]
