"""An event loads in the library again, every object fits its template, and the same run gives the same bytes."""

import json
from collections import Counter
from pathlib import Path

import pymisp
import pytest

from tests.exports.small_case import content_of
from tests.exports.told_case import leaks, told_case
from unisono.cases import Case, Run
from unisono.exports import build_export


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    """Return the told case and its run."""
    return told_case(Path(tmp_path_factory.mktemp("told")) / "case")


def written(told: tuple[Case, Run], profile: str = "") -> str:
    (file,) = build_export(*told, "misp", profile=profile)
    return content_of(file).decode()


@pytest.mark.parametrize("profile", ["internal", "peer", "public"])
def test_every_object_fits_its_template_when_it_is_loaded_again(told: tuple[Case, Run], profile: str) -> None:
    event = pymisp.MISPEvent()
    event.load(written(told, profile))
    for stored in json.loads(written(told, profile))["Object"]:
        again = pymisp.MISPObject(stored["name"], strict=True)
        again.from_dict(**stored)
        assert json.loads(again.to_json(strict=True))["template_uuid"] == stored["template_uuid"]
    counts = Counter(one.name for one in event.objects)
    assert (counts["twitter-account"], counts["social-media-group"]) == (7, 2)
    assert counts["microblog"] == 14


def test_references_lead_to_objects_of_the_event(told: tuple[Case, Run]) -> None:
    objects = json.loads(written(told))["Object"]
    known = {one["uuid"] for one in objects}
    references = [reference for one in objects for reference in one.get("ObjectReference", ())]
    assert references
    assert {reference["referenced_uuid"] for reference in references} <= known
    assert Counter(reference["relationship_type"] for reference in references)["member-of"] == 7


def test_techniques_are_tagged_as_disarms_and_in_the_galaxy_where_it_has_them(told: tuple[Case, Run]) -> None:
    event = pymisp.MISPEvent()
    event.load(written(told))
    tags = {tag.name for tag in event.tags}
    assert "tlp:amber" in tags
    assert {"DISARM T0084.001 Use Copypasta", 'misp-galaxy:disarm-techniques="Use Copypasta"'} <= tags
    assert "DISARM T0150.002 Dormant Asset" in tags
    assert 'misp-galaxy:disarm-techniques="Dormant Asset"' not in tags


def test_nobody_else_sees_the_event_before_somebody_decides_so(told: tuple[Case, Run]) -> None:
    event = json.loads(written(told))
    assert (event["published"], event["distribution"], event["threat_level_id"]) == (False, "0", "4")
    assert not [one for stored in event["Object"] for one in stored["Attribute"] if one["to_ids"]]


def test_the_same_run_gives_the_same_bytes(told: tuple[Case, Run]) -> None:
    assert written(told, "peer") == written(told, "peer") == written(told)


@pytest.mark.parametrize("profile", ["peer", "public"])
def test_copies_for_others_name_nobody(told: tuple[Case, Run], profile: str) -> None:
    content = written(told, profile)
    assert leaks(content) == []
    assert ("loves the harbour" in content) == (profile == "peer")
